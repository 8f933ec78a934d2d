package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Locale;
import java.util.Properties;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code javax.net.ssl.trustStore} names decides which server is trusted, and what cannot be used is named. */
class TrustStoreTest {

    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    private static final String PROPERTY = "javax.net.ssl.trustStore";

    @TempDir
    Path folder;

    private final Properties before = (Properties) System.getProperties().clone();
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        LoopbackApi.useHttps(server, CERTIFICATE);
        server.enqueue(new MockResponse());
        server.enqueue(new MockResponse());
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        System.setProperties(before);
        server.shutdown();
    }

    private Path store(HeldCertificate... trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (HeldCertificate certificate : trusted) {
            store.setCertificateEntry("trusted", certificate.certificate());
        }
        Path file = folder.resolve("store.p12");
        try (OutputStream to = Files.newOutputStream(file)) {
            store.store(to, "password".toCharArray());
        }
        return file;
    }

    private static void use(Object file, String password) {
        System.setProperty(PROPERTY, file.toString());
        System.setProperty(PROPERTY + "Password", password);
    }

    /** What a client throws; null if it trusts the server. */
    private Throwable connecting(OkHttpClient client) {
        HttpUrl url = server.url("/").newBuilder().host("localhost").build();
        return catchThrowable(() -> {
            try (Response response =
                    client.newCall(new Request.Builder().url(url).build()).execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
        });
    }

    private static void assertRefused(String why) {
        Throwable refusal = catchThrowable(TrustStore::client);

        assertThat(((TrustStoreException) refusal).text().in(Locale.ENGLISH))
                .isEqualTo("The trust store " + System.getProperty(PROPERTY) + " (-D" + PROPERTY + ") " + why);
    }

    @Test
    void whatItContainsIsTrusted() throws Exception {
        use(store(CERTIFICATE), "password");

        assertThat(connecting(TrustStore.client())).isNull();
        assertThat(connecting(TrustStore.clientThatReportsLater())).isNull();
    }

    @Test
    void withoutAFileItIsJavasOwn() {
        use("", "");

        assertThat(connecting(TrustStore.clientThatReportsLater()))
                .hasStackTraceContaining("unable to find valid certification path");
    }

    @Test
    void aMissingFileIsNotReplacedByJavasOwn() {
        use(folder.resolve("missing.p12"), "password");

        assertRefused("does not exist or is not readable");
    }

    @Test
    void nothingTrustedIsNotEverythingRefused() throws Exception {
        use("NONE", "");
        assertRefused("contains no trusted certificate, or needs its password");

        use(store(), "password");
        assertRefused("contains no trusted certificate, or needs its password");

        use(store(CERTIFICATE), "");
        assertRefused("contains no trusted certificate, or needs its password");
    }

    @Test
    void anotherTypeIsNamed() throws Exception {
        use(store(CERTIFICATE), "password");
        System.setProperty(PROPERTY + "Type", "Nonsense");

        assertRefused("cannot be read: Nonsense not found");
    }

    /** Read once only: Java takes the trust store before for one that it could not read the first time. */
    @Test
    void aWrongPasswordIsNamedByWhateverIsSent() throws Exception {
        use(store(CERTIFICATE), "guessed");

        assertThat(connecting(TrustStore.clientThatReportsLater()))
                .hasStackTraceContaining("cannot be read: keystore password was incorrect");
        assertThat(server.getRequestCount()).isZero();
    }
}
