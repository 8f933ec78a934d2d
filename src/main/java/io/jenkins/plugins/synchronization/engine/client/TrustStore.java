package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** The certificates that this Java runtime trusts: the file of {@code javax.net.ssl.trustStore}, else its own. */
public final class TrustStore {

    private static final String FILE = "javax.net.ssl.trustStore";

    /** Java's word for a store that is not in a file. */
    private static final String NO_FILE = "NONE";

    private TrustStore() {}

    /**
     * Reads the trust store.
     *
     * @return a client that trusts what it contains
     * @throws TrustStoreException if it cannot be read, or contains nothing
     */
    public static OkHttpClient client() throws TrustStoreException {
        return client(load());
    }

    /** As {@link #client()}; where the trust store cannot be read, a client whose https requests fail and say so. */
    public static OkHttpClient clientThatReportsLater() {
        try {
            return client();
        } catch (TrustStoreException unusable) {
            return client(new Nothing(unusable));
        }
    }

    private static OkHttpClient client(X509TrustManager trusted) {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {trusted}, null);
            return new OkHttpClient.Builder()
                    .sslSocketFactory(tls.getSocketFactory(), trusted)
                    .build();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static boolean isReadable(String file) {
        try {
            return Files.isReadable(Path.of(file));
        } catch (InvalidPathException notInThisLocale) {
            return false;
        }
    }

    private static X509TrustManager load() throws TrustStoreException {
        String file = System.getProperty(FILE);
        // Java would fall back to its own trust store without a word.
        if (file != null && !file.isEmpty() && !file.equals(NO_FILE) && !isReadable(file)) {
            throw new TrustStoreException(new ReasonText("trustStore.missing", name()), null);
        }
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            X509TrustManager trusted = (X509TrustManager) factory.getTrustManagers()[0];
            if (trusted.getAcceptedIssuers().length == 0) {
                throw new TrustStoreException(new ReasonText("trustStore.empty", name()), null);
            }
            return trusted;
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            if (unreadable instanceof TrustStoreException known) {
                throw known;
            }
            Throwable reason = unreadable instanceof KeyStoreException && unreadable.getCause() != null
                    ? unreadable.getCause()
                    : unreadable;
            throw new TrustStoreException(
                    new ReasonText("trustStore.unreadable", name(), String.valueOf(reason.getMessage())), unreadable);
        }
    }

    private static ReasonText name() {
        String file = System.getProperty(FILE);
        return file == null || file.isEmpty()
                ? new ReasonText("trustStore.java", System.getProperty("java.home"))
                : new ReasonText("trustStore.file", file, FILE);
    }

    /** Trusts no certificate, and says why. */
    private record Nothing(TrustStoreException why) implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw why;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw why;
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
