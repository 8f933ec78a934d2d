package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are not trusted, and trust stores that cannot be read: exit code 2, with what to do. */
class TlsIT {

    private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
            .commonName("private-server")
            .addSubjectAlternativeName("localhost")
            .build();

    @TempDir
    Path folder;

    private static String[] waitAt(int port) {
        return new String[] {
            "wait", "--api-url=https://localhost:" + port, "--connection=c", "--run=r", "--min-interval=100ms"
        };
    }

    private Program program() {
        return new Program(folder).with("ITWIN_TOKEN", "token");
    }

    @Test
    void aCertificateThatIsNotTrustedEndsTheWaitAfterThreeTries() throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(
                    new HandshakeCertificates.Builder()
                            .heldCertificate(CERTIFICATE)
                            .build()
                            .sslSocketFactory(),
                    false);
            server.start();

            Program.Ended ended = program().run(waitAt(server.getPort()));

            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
            assertThat(ended.err())
                    .contains("localhost:" + server.getPort(), "CN=private-server", "-Djavax.net.ssl.trustStore")
                    .doesNotContain("status page");
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void aDamagedTrustStoreIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("damaged.p12"), "this is no key store");

        assertUnusable(program().withJavaOption("-Djavax.net.ssl.trustStore=" + file), file);
    }

    @Test
    void aTrustStoreWithAnotherPasswordIsNamed() throws IOException, GeneralSecurityException {
        Path file = trustStore();

        assertUnusable(
                program()
                        .withJavaOption("-Djavax.net.ssl.trustStore=" + file)
                        .withJavaOption("-Djavax.net.ssl.trustStorePassword=guessed"),
                file);
    }

    private static void assertUnusable(Program program, Path file) {
        Program.Ended ended = program.run(waitAt(1));

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).contains(file.toString()).doesNotContain("guessed", "bug", "Internal error");
    }

    private Path trustStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", CERTIFICATE.certificate());
        Path file = folder.resolve("trusted.p12");
        try (OutputStream to = Files.newOutputStream(file)) {
            store.store(to, "password".toCharArray());
        }
        return file;
    }
}
