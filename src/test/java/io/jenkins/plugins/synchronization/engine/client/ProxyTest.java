package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy that refuses, fails or is not there: named as what it is, and never sent a wrong password again and again. */
class ProxyTest {

    private static final String HOST = "api.example.org";
    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName(HOST).build();

    private final MockWebServer server = new MockWebServer();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private ForwardProxy proxy;

    @BeforeEach
    void start() throws IOException {
        LoopbackApi.useHttps(server, CERTIFICATE);
        server.start();
        proxy = new ForwardProxy(new InetSocketAddress(server.getHostName(), server.getPort()));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        proxy.close();
        server.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void theRightPasswordLeadsThrough(AnyRequest request) {
        server.enqueue(request.success());

        assertThat(client(request, base("proxy-secret")).send()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordNamesProxyAndUserAndIsSentOnce(AnyRequest request) {
        ApiFailure failure = client(request, base("guessed")).failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.PROXY_REFUSED);
        assertThat(failure.status()).isEqualTo(407);
        assertThat(failure.message())
                .matches("proxy (localhost|127.0.0.1):" + proxy.port() + ", user user")
                .doesNotContain("guessed");
        assertThat(failure.text().in(Locale.GERMAN))
                .matches("Proxy (localhost|127.0.0.1):" + proxy.port() + ", Benutzer user");
        assertThat(passwordsSent()).isEqualTo(1);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aWrongPasswordIsSentOnceHoweverManyRequestsThereAreAtOnce() {
        OkHttpClient base = base("guessed");
        RunClient runs = new RunClient(base, HttpSettings.of("test/1"), () -> LoopbackApi.NOW);
        open.add(runs);
        RunAddress address = new RunAddress(ServerUrl.parse("https://" + HOST), ConnectionType.MANIFEST, "c", "r");
        List<CompletableFuture<RunAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            CompletableFuture<RunAnswer> answer = new CompletableFuture<>();
            answers.add(answer);
            runs.get(address, LoopbackApi.TOKEN, LoopbackApi.CORRELATION_ID, answer::complete);
        }

        ApiFailure ofToken = client(AnyRequest.TOKEN, base).failure();

        assertThat(ofToken.kind()).isEqualTo(ApiFailure.Kind.PROXY_REFUSED);
        assertThat(answers).allSatisfy(answer -> assertThat(
                        ((RunAnswer.Failed) LoopbackApi.join(answer)).failure().kind())
                .isEqualTo(ApiFailure.Kind.PROXY_REFUSED));
        assertThat(passwordsSent()).isEqualTo(1);
    }

    @Test
    void aServerThatHangsBehindTheProxyHoldsUpNoOtherRequest() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            silent.setSoTimeout(20_000);
            proxy.close();
            proxy = new ForwardProxy(new InetSocketAddress(silent.getInetAddress(), silent.getLocalPort()));
            RunClient runs = new RunClient(base("proxy-secret"), LoopbackApi.patient(), () -> LoopbackApi.NOW);
            open.add(runs);
            RunAddress address = new RunAddress(ServerUrl.parse("https://" + HOST), ConnectionType.MANIFEST, "c", "r");
            for (int i = 0; i < 3; i++) {
                runs.get(address, LoopbackApi.TOKEN, LoopbackApi.CORRELATION_ID, answer -> {});
            }

            for (int i = 0; i < 3; i++) {
                open.add(silent.accept());
            }

            assertThat(passwordsSent()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordIsTriedAgainAMinuteLater(AnyRequest request) {
        AnyRequest.Client client = client(request, base("guessed"));
        client.failure();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(59));
        assertThat(client.failure().kind()).isEqualTo(ApiFailure.Kind.PROXY_REFUSED);
        assertThat(passwordsSent()).isEqualTo(1);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(client.failure().kind()).isEqualTo(ApiFailure.Kind.PROXY_REFUSED);

        assertThat(passwordsSent()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void anAuthenticatorThatNeverGivesUpSendsItsPasswordOnceAllTheSame(AnyRequest request) {
        OkHttpClient base = base("guessed")
                .newBuilder()
                .proxyAuthenticator((route, response) -> response.request()
                        .newBuilder()
                        .header("Proxy-Authorization", Credentials.basic("user", "guessed"))
                        .build())
                .build();

        assertThat(client(request, base).failure().kind()).isEqualTo(ApiFailure.Kind.PROXY_REFUSED);
        assertThat(passwordsSent()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatWantsAPasswordWhereThereIsNone(AnyRequest request) {
        OkHttpClient base =
                base("any").newBuilder().proxyAuthenticator(Authenticator.NONE).build();

        ApiFailure failure = client(request, base).failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.PROXY_REFUSED);
        assertThat(failure.message()).matches("proxy (localhost|127.0.0.1):" + proxy.port());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 405})
    void aProxyThatDoesNotAllowTheConnection(int status) {
        proxy.answer(status);

        for (AnyRequest request : AnyRequest.values()) {
            ApiFailure failure = client(request, base("proxy-secret")).failure();

            assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.PROXY_REFUSED);
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.message()).matches("proxy (localhost|127.0.0.1):" + proxy.port() + ".*");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 502, 503, 504})
    void aProxyThatCannotConnectIsPolledAgain(int status) {
        proxy.answer(status);

        for (AnyRequest request : AnyRequest.values()) {
            ApiFailure failure = client(request, base("proxy-secret")).failure();

            assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.PROXY_UNAVAILABLE);
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.message()).matches("proxy (localhost|127.0.0.1):" + proxy.port() + ".*");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatCannotBeReached(AnyRequest request) throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        OkHttpClient base = base("proxy-secret")
                .newBuilder()
                .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", free)))
                .build();

        ApiFailure failure = client(request, base).failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.PROXY_UNAVAILABLE);
        assertThat(failure.message()).matches("proxy (localhost|127.0.0.1):" + free + "(, user user)?: .+");
    }

    @ParameterizedTest
    @EnumSource
    void aProxyWhoseNameIsUnknown(AnyRequest request) {
        OkHttpClient base = base("proxy-secret")
                .newBuilder()
                .proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.invalid", 3128)))
                .build();

        ApiFailure failure = client(request, base).failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.PROXY_UNAVAILABLE);
        assertThat(failure.message()).startsWith("proxy proxy.invalid:3128: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:", "http://127.0.0.1:", "http://[::1]:"})
    void thisMachineIsNeverReachedThroughAProxy(String url) throws IOException {
        try (MockWebServer local = new MockWebServer()) {
            local.start(InetAddress.getByName(url.contains("::1") ? "::1" : "localhost"), 0);
            List<OkHttpClient> bases = List.of(
                    base("proxy-secret"),
                    base("proxy-secret").newBuilder().proxy(proxy.proxy()).build());
            for (AnyRequest request : AnyRequest.values()) {
                for (OkHttpClient base : bases) {
                    local.enqueue(request.success());
                    boolean received =
                            client(request, base, url + local.getPort()).send().isEmpty();

                    assertThat(received).isEqualTo(!url.startsWith("https"));
                }
            }
        }
        assertThat(proxy.heads()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void norIsItByHttps(AnyRequest request) {
        ApiFailure failure = client(request, base("proxy-secret"), "https://localhost:" + server.getPort())
                .failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.CERTIFICATE_FOR_OTHER_HOST);
        assertThat(proxy.heads()).isEmpty();
    }

    private long passwordsSent() {
        return proxy.heads().stream()
                .filter(head -> head.contains("Proxy-Authorization"))
                .count();
    }

    private AnyRequest.Client client(AnyRequest request, OkHttpClient base) {
        return client(request, base, "https://" + HOST);
    }

    private AnyRequest.Client client(AnyRequest request, OkHttpClient base, String url) {
        AnyRequest.Client client = request.client(base, LoopbackApi.patient(), url);
        open.add(client);
        return client;
    }

    private OkHttpClient base(String password) {
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(CERTIFICATE.certificate())
                .build();
        Authenticator answering = (route, response) -> response.request()
                .newBuilder()
                .header("Proxy-Authorization", Credentials.basic("user", password))
                .build();
        return new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .proxyAuthenticator(new ProxyLogin(answering, nanos::get))
                .proxySelector(new ProxySelector() {
                    @Override
                    public List<Proxy> select(URI uri) {
                        return List.of(proxy.proxy());
                    }

                    @Override
                    public void connectFailed(URI uri, SocketAddress address, IOException why) {}
                })
                .build();
    }
}
