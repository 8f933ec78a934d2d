package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.synchronization.engine.client.ForwardProxy;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A wait through a proxy that asks for a password. The API's host name exists nowhere but in the proxy, which leads to a
 * TLS server on this machine; so an answer proves that the request went through it.
 */
class ProxyIT {

    private static final String HOST = "api.proxy-test.invalid";
    private static final byte[] COMPLETED =
            "{\"run\":{\"state\":\"Completed\",\"result\":\"Success\"}}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private HttpsServer api;
    private ForwardProxy proxy;

    @BeforeEach
    void startApiBehindProxy() throws Exception {
        HeldCertificate certificate =
                new HeldCertificate.Builder().addSubjectAlternativeName(HOST).build();
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("api", certificate.certificate());
        try (OutputStream to = Files.newOutputStream(folder.resolve("trusted.p12"))) {
            trusted.store(to, "password".toCharArray());
        }
        api = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setHttpsConfigurator(new HttpsConfigurator(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslContext()));
        api.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, COMPLETED.length);
            exchange.getResponseBody().write(COMPLETED);
            exchange.close();
        });
        api.start();
        proxy = new ForwardProxy(api.getAddress());
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        api.stop(0);
    }

    private Program program() {
        return new Program(folder)
                .withJavaOption("-Djavax.net.ssl.trustStore=" + folder.resolve("trusted.p12"))
                .withJavaOption("-Djavax.net.ssl.trustStorePassword=password")
                .with("ITWIN_TOKEN", "token");
    }

    private static String[] waitAtHost() {
        return new String[] {
            "wait",
            "--api-url=https://" + HOST,
            "--connection=c",
            "--run=r",
            "--min-interval=100ms",
            "--give-up-after=500ms"
        };
    }

    @Test
    void theApiIsReachedThroughTheProxyWithUserAndPassword() {
        Program.Ended ended = program()
                .with("HTTPS_PROXY", "http://user:proxy%2Dsecret@127.0.0.1:" + proxy.port())
                .run(waitAtHost());

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(proxy.heads()).isNotEmpty().allMatch(head -> head.startsWith("CONNECT " + HOST + ":443 "));
        assertThat(ended.out() + ended.err()).doesNotContain("secret");
    }

    @Test
    void aWrongPasswordIsNoWayThroughAndIsNotShown() {
        Program.Ended ended = program()
                .with("https_proxy", "http://jane:guessed@127.0.0.1:" + proxy.port())
                .run(waitAtHost());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("proxy 127.0.0.1:" + proxy.port() + ", user jane", "HTTPS_PROXY")
                .doesNotContain("guessed");
        assertThat(ended.out()).doesNotContain("guessed");
        assertThat(proxy.heads())
                .filteredOn(head -> head.contains("Proxy-Authorization"))
                .hasSize(1);
    }

    @Test
    void aHostInNoProxyIsNotAskedForThroughTheProxy() {
        Program.Ended ended = program()
                .with("HTTPS_PROXY", "http://user:proxy%2Dsecret@127.0.0.1:" + proxy.port())
                .with("NO_PROXY", ".proxy-test.invalid")
                .run(waitAtHost());

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(proxy.heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void thisMachineIsNeverReachedThroughAProxy(String kind) {
        try (Simulation simulation = Simulation.ending("Success")) {
            Program.Ended ended = new Program(folder)
                    .with("ITWIN_TOKEN", simulation.api().validToken())
                    .with("HTTP_PROXY", kind + "://127.0.0.1:" + proxy.port())
                    .with("HTTPS_PROXY", kind + "://127.0.0.1:" + proxy.port())
                    .run(simulation.waitFor());

            assertThat(ended.exitCode()).isZero();
        }
    }

    @Test
    void aProxyThatIsNoneIsWrongUsageWithoutItsPassword() {
        Program.Ended ended = program()
                .with("HTTPS_PROXY", "socks5://jane:hidden@127.0.0.1:1")
                .run(waitAtHost());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("HTTPS_PROXY").doesNotContain("hidden");
    }
}
