package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over TLS, as in earnest: HTTP/2 where the server has it, and an HTTP proxy that wants a password. */
class RunClientHttpsTest {

    private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
            .commonName("api.example.org")
            .addSubjectAlternativeName("api.example.org")
            .build();

    private final MockWebServer server = new MockWebServer();
    private ForwardProxy proxy;
    private RunClient client;

    @BeforeEach
    void start() throws IOException {
        LoopbackApi.useHttps(server, CERTIFICATE);
        server.start();
        proxy = new ForwardProxy(new InetSocketAddress(server.getHostName(), server.getPort()));
        client = client(trusting());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        proxy.close();
        server.shutdown();
    }

    @Test
    void aProxyGetsItsPasswordAndTheApiTheToken() throws InterruptedException {
        server.enqueue(new MockResponse().setBody(LoopbackApi.EXECUTING));

        assertThat(ask()).isInstanceOf(RunAnswer.Found.class);

        assertThat(proxy.heads()).allSatisfy(head -> assertThat(head)
                .startsWith("CONNECT api.example.org:443 ")
                .doesNotContain(LoopbackApi.TOKEN.value()));
        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + LoopbackApi.TOKEN.value());
        assertThat(request.getHeader("Proxy-Authorization")).isNull();
    }

    @Test
    void anApiThatPosesAsAProxyDoesNotGetTheProxysPassword() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            server.enqueue(
                    new MockResponse().setResponseCode(407).setHeader("Proxy-Authenticate", "Basic realm=\"p\""));
        }

        ApiFailure failure = ((RunAnswer.Failed) ask()).failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.REFUSED);
        assertThat(failure.status()).isEqualTo(407);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(server.takeRequest().getHeader("Proxy-Authorization")).isNull();
    }

    @Test
    void aCertificateThatIsNotTrustedIsTheServersAndNotTheProxys() {
        client.close();
        client = client(new OkHttpClient.Builder());

        ApiFailure failure = ((RunAnswer.Failed) ask()).failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.CERTIFICATE_UNTRUSTED);
        assertThat(failure.message()).contains("api.example.org:443").doesNotContain(LoopbackApi.TOKEN.value());
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void closingDuringARequestLeavesNoConnectionOfHttp2Either() throws InterruptedException {
        server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        CompletableFuture<RunAnswer> answer = new CompletableFuture<>();
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        client.get(address(), LoopbackApi.TOKEN, LoopbackApi.CORRELATION_ID, answer::complete);
        server.takeRequest();

        client.close();

        LoopbackApi.join(answer);
        assertThat(proxy.awaitClosedByClient()).isTrue();
    }

    private RunAnswer ask() {
        CompletableFuture<RunAnswer> answer = new CompletableFuture<>();
        client.get(address(), LoopbackApi.TOKEN, LoopbackApi.CORRELATION_ID, answer::complete);
        return LoopbackApi.join(answer);
    }

    private static RunAddress address() {
        return new RunAddress(ServerUrl.parse("https://api.example.org"), ConnectionType.MANIFEST, "c", "r");
    }

    private static OkHttpClient.Builder trusting() {
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(CERTIFICATE.certificate())
                .build();
        return new OkHttpClient.Builder().sslSocketFactory(trust.sslSocketFactory(), trust.trustManager());
    }

    private RunClient client(OkHttpClient.Builder base) {
        return new RunClient(
                base.proxySelector(new ProxySelector() {
                            @Override
                            public List<Proxy> select(URI uri) {
                                return List.of(proxy.proxy());
                            }

                            @Override
                            public void connectFailed(URI uri, SocketAddress address, IOException why) {}
                        })
                        .proxyAuthenticator((route, response) -> response.request()
                                .newBuilder()
                                .header("Proxy-Authorization", Credentials.basic("user", "proxy-secret"))
                                .build())
                        .build(),
                HttpSettings.of("test/1"),
                () -> LoopbackApi.NOW);
    }
}
