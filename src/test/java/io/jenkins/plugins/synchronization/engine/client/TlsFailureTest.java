package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real TLS servers with something wrong: the failure says what, and names host and certificate. */
class TlsFailureTest {

    private static final HeldCertificate AUTHORITY = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("Private Authority")
            .build();

    private MockWebServer server = new MockWebServer();

    @AfterEach
    void stop() throws IOException {
        server.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void aTrustedCertificateIsAccepted(AnyRequest request) throws IOException {
        serve(issued("localhost", AUTHORITY, Duration.ofDays(-1), Duration.ofDays(1)));
        server.enqueue(request.success());

        try (AnyRequest.Client client = client(request, trusting(AUTHORITY), server.getPort())) {
            assertThat(client.send()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAuthorityThatIsNotTrusted(AnyRequest request) throws IOException {
        serve(issued("localhost", AUTHORITY, Duration.ofDays(-1), Duration.ofDays(1)));

        ApiFailure failure = failure(request, new OkHttpClient());

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.CERTIFICATE_UNTRUSTED);
        assertThat(failure.message())
                .contains("localhost:" + server.getPort(), "CN=server-of-localhost", "CN=Private Authority");
        assertNothingSent(failure);
    }

    @ParameterizedTest
    @EnumSource
    void aSelfSignedCertificate(AnyRequest request) throws IOException {
        serve(issued("localhost", null, Duration.ofDays(-1), Duration.ofDays(1)));

        assertThat(failure(request, trusting(AUTHORITY)).kind()).isEqualTo(ApiFailure.Kind.CERTIFICATE_UNTRUSTED);
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredCertificate(AnyRequest request) throws IOException {
        HeldCertificate certificate = issued("localhost", AUTHORITY, Duration.ofDays(-20), Duration.ofDays(-10));
        serve(certificate);

        ApiFailure failure = failure(request, trusting(AUTHORITY));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.CERTIFICATE_EXPIRED);
        assertThat(failure.message())
                .contains("localhost:" + server.getPort(), "CN=server-of-localhost")
                .contains(certificate.certificate().getNotAfter().toInstant().toString());
        assertThat(failure.text().in(Locale.GERMAN))
                .contains("Inhaber CN=server-of-localhost", "Aussteller CN=", "gültig von ", " bis ", ", für localhost")
                .doesNotContain("subject", "issuer", "valid", " for ");
        assertNothingSent(failure);
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredCertificateOfTheAuthorityBetween(AnyRequest request) throws IOException {
        HeldCertificate root = new HeldCertificate.Builder()
                .certificateAuthority(1)
                .commonName("Root")
                .build();
        HeldCertificate between = new HeldCertificate.Builder()
                .certificateAuthority(0)
                .commonName("Expired Intermediate")
                .validityInterval(
                        Instant.now().minus(Duration.ofDays(9)).toEpochMilli(),
                        Instant.now().minus(Duration.ofDays(8)).toEpochMilli())
                .signedBy(root)
                .build();
        serve(issued("localhost", between, Duration.ofDays(-1), Duration.ofDays(1)), between.certificate());

        ApiFailure failure = failure(request, trusting(root));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.CERTIFICATE_EXPIRED);
        assertThat(failure.message()).contains("subject CN=Expired Intermediate");
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateThatIsNotValidYet(AnyRequest request) throws IOException {
        serve(issued("localhost", AUTHORITY, Duration.ofDays(1), Duration.ofDays(2)));

        ApiFailure failure = failure(request, trusting(AUTHORITY));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.CERTIFICATE_NOT_YET_VALID);
        assertThat(failure.message()).contains("localhost:" + server.getPort());
        assertNothingSent(failure);
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateForAnotherHost(AnyRequest request) throws IOException {
        serve(issued("other.example.org", AUTHORITY, Duration.ofDays(-1), Duration.ofDays(1)));

        ApiFailure failure = failure(request, trusting(AUTHORITY));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.CERTIFICATE_FOR_OTHER_HOST);
        assertThat(failure.message())
                .contains("localhost:" + server.getPort(), "for other.example.org", "CN=Private Authority");
        assertNothingSent(failure);
    }

    @ParameterizedTest
    @EnumSource
    void aServerWithoutTls(AnyRequest request) throws IOException {
        byte[] http = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket plain = raw(http);
                AnyRequest.Client client = client(request, trusting(AUTHORITY), plain.getLocalPort())) {
            ApiFailure failure = client.failure();

            assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.NOT_TLS);
            assertThat(failure.message()).contains("localhost:" + plain.getLocalPort());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatWantsTheCertificateOfAClient(AnyRequest request) throws IOException {
        server.requireClientAuth();
        serve(issued("localhost", AUTHORITY, Duration.ofDays(-1), Duration.ofDays(1)));

        assertThat(failure(request, trusting(AUTHORITY)).kind())
                .isIn(ApiFailure.Kind.TLS_HANDSHAKE_FAILED, request.unreachable());
    }

    @ParameterizedTest
    @EnumSource
    void aServerWithOtherVersionsOfTls(AnyRequest request) throws IOException {
        byte[] protocolVersion = {21, 3, 3, 0, 2, 2, 70};
        try (ServerSocket alerting = raw(protocolVersion);
                AnyRequest.Client client = request.client(
                        trusting(AUTHORITY), LoopbackApi.patient(), "https://localhost:" + alerting.getLocalPort())) {
            ApiFailure failure = client.failure();

            assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.TLS_HANDSHAKE_FAILED);
            assertThat(failure.message()).contains("localhost:" + alerting.getLocalPort(), "protocol_version");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandshakeThatIsCutOffIsNoFaultOfTls(AnyRequest request) throws IOException {
        try (ServerSocket closing = raw(new byte[0]);
                AnyRequest.Client client = request.client(
                        trusting(AUTHORITY), LoopbackApi.patient(), "https://localhost:" + closing.getLocalPort())) {
            assertThat(client.failure().kind()).isEqualTo(request.unreachable());
        }
    }

    private void assertNothingSent(ApiFailure failure) {
        assertThat(failure.status()).isZero();
        assertThat(server.getRequestCount()).isZero();
    }

    private void serve(HeldCertificate certificate, X509Certificate... between) throws IOException {
        server.useHttps(
                new HandshakeCertificates.Builder()
                        .heldCertificate(certificate, between)
                        .addTrustedCertificate(AUTHORITY.certificate())
                        .build()
                        .sslSocketFactory(),
                false);
        server.start();
    }

    private static HeldCertificate issued(String host, HeldCertificate by, Duration from, Duration to) {
        HeldCertificate.Builder certificate = new HeldCertificate.Builder()
                .commonName("server-of-" + host)
                .addSubjectAlternativeName(host)
                .validityInterval(
                        Instant.now().plus(from).toEpochMilli(),
                        Instant.now().plus(to).toEpochMilli());
        return (by == null ? certificate : certificate.signedBy(by)).build();
    }

    private static OkHttpClient trusting(HeldCertificate authority) {
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(authority.certificate())
                .build();
        return new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
    }

    private static AnyRequest.Client client(AnyRequest request, OkHttpClient base, int port) {
        return request.client(base, LoopbackApi.patient(), "https://localhost:" + port);
    }

    private ApiFailure failure(AnyRequest request, OkHttpClient base) {
        try (AnyRequest.Client client = client(request, base, server.getPort())) {
            return client.failure();
        }
    }

    /** Reads the client's first bytes, sends these, and closes. */
    private static ServerSocket raw(byte[] response) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(
                () -> {
                    while (!listener.isClosed()) {
                        try (Socket socket = listener.accept()) {
                            socket.getInputStream().read(new byte[16_384]);
                            socket.getOutputStream().write(response);
                        } catch (IOException closed) {
                            continue;
                        }
                    }
                },
                "raw-server");
        thread.setDaemon(true);
        thread.start();
        return listener;
    }
}
