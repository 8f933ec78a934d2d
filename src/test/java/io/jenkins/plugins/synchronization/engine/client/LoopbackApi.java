package io.jenkins.plugins.synchronization.engine.client;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real HTTP server on loopback that plays the API, and a {@link RunClient} that asks it. */
final class LoopbackApi implements BeforeEachCallback, AfterEachCallback {

    static final AccessToken TOKEN = AccessToken.of("a-good-token");
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final String CORRELATION_ID = "11111111-2222-3333-4444-555555555555";
    static final String COMPLETED = "{\"run\":{\"state\":\"Completed\",\"result\":\"Success\"}}";
    static final String EXECUTING = "{\"run\":{\"state\":\"Executing\"}}";

    private MockWebServer server;
    private RunClient client;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server = new MockWebServer();
        server.start();
        client = clientWith(HttpSettings.of("test/1"));
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        client.close();
        server.shutdown();
    }

    MockWebServer server() {
        return server;
    }

    RunClient client() {
        return client;
    }

    /** Replaces the client by one with other settings. */
    RunClient clientWith(HttpSettings settings) {
        return clientWith(new OkHttpClient(), settings);
    }

    RunClient clientWith(OkHttpClient base, HttpSettings settings) {
        if (client != null) {
            client.close();
        }
        client = new RunClient(base, settings, () -> NOW);
        return client;
    }

    RunAddress address() {
        return new RunAddress(
                ServerUrl.parse("http://127.0.0.1:" + server.getPort()),
                ConnectionType.MANIFEST,
                "connection-1",
                "run_1");
    }

    /** Asks once and waits for the answer. */
    RunAnswer ask() {
        return ask(address());
    }

    RunAnswer ask(RunAddress address) {
        CompletableFuture<RunAnswer> answer = new CompletableFuture<>();
        client.get(address, TOKEN, CORRELATION_ID, answer::complete);
        return join(answer);
    }

    ApiFailure failure() {
        return ((RunAnswer.Failed) ask()).failure();
    }

    ApiFailure failureAfter(MockResponse response) {
        server.enqueue(response);
        return failure();
    }

    /** Has a server use TLS, with a certificate that it shows. */
    static void useHttps(MockWebServer server, HeldCertificate certificate) {
        HandshakeCertificates shown =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        server.useHttps(shown.sslSocketFactory(), false);
    }

    /** Time limits that no machine is too busy for. */
    static HttpSettings patient() {
        return HttpSettings.of("test/1")
                .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    /** For a server that does not answer. */
    static HttpSettings impatient() {
        return HttpSettings.of("test/1")
                .withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(5));
    }

    static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Throws anything from anywhere. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> T unchecked(Throwable any) throws T {
        throw (T) any;
    }
}
