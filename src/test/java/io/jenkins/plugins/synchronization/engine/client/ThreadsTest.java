package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that are started on behalf of a pipeline do not hold the class loader of its script. */
class ThreadsTest {

    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

    private final InheritableThreadLocal<Object> script = new InheritableThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void noThreadHasTheClassLoaderOfTheThreadThatStartedIt(AnyRequest request) throws Exception {
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(CERTIFICATE)
                .addTrustedCertificate(CERTIFICATE.certificate())
                .build();
        try (MockWebServer server = new MockWebServer();
                URLClassLoader loader = new URLClassLoader(new URL[0])) {
            server.useHttps(certificates.sslSocketFactory(), false);
            server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
            server.enqueue(request.success());
            server.start();
            OkHttpClient base = new OkHttpClient.Builder()
                    .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
                    .build();
            CompletableFuture<Optional<ApiFailure>> result = new CompletableFuture<>();
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            Thread pipeline = new Thread(
                    () -> {
                        script.set(loader);
                        try (AnyRequest.Client client =
                                request.client(base, LoopbackApi.patient(), "https://localhost:" + server.getPort())) {
                            Optional<ApiFailure> failure = client.send();
                            assertNeutral(before, loader);
                            result.complete(failure);
                        } catch (Throwable broken) {
                            result.completeExceptionally(broken);
                        }
                    },
                    "pipeline");
            pipeline.setContextClassLoader(loader);

            pipeline.start();

            assertThat(LoopbackApi.join(result)).isEmpty();
        }
    }

    private static void assertNeutral(Set<Thread> before, ClassLoader loader) throws IOException {
        List<Thread> started = new ArrayList<>(Thread.getAllStackTraces().keySet());
        started.removeAll(before);
        started.remove(Thread.currentThread());
        assertThat(started)
                .anyMatch(thread -> thread.getName().startsWith("itwin-synchronization-http")
                        || thread.getName().startsWith("OkHttp"));
        assertThat(started).allSatisfy(thread -> assertThat(thread.getContextClassLoader())
                .as(thread.getName())
                .isNotSameAs(loader));
    }
}
