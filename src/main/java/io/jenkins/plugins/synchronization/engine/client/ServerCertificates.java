package io.jenkins.plugins.synchronization.engine.client;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * Checks the certificates of one server exactly as the client does that it is made from, and remembers those that are
 * not accepted: Java's exceptions do not say which these are. Safe for use by several threads.
 */
final class ServerCertificates extends X509ExtendedTrustManager implements HostnameVerifier {

    private final X509TrustManager trusted;
    private final X509ExtendedTrustManager extended;
    private final HostnameVerifier hosts;
    private volatile X509Certificate mismatch;

    private ServerCertificates(OkHttpClient base) {
        trusted = base.x509TrustManager();
        extended = trusted instanceof X509ExtendedTrustManager manager ? manager : null;
        hosts = base.hostnameVerifier();
    }

    /** Builds the check into a client; key managers of the base, if it has any, are not taken over. */
    static ServerCertificates of(OkHttpClient base, OkHttpClient.Builder client) {
        ServerCertificates certificates = new ServerCertificates(base);
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {certificates}, null);
            client.sslSocketFactory(tls.getSocketFactory(), certificates).hostnameVerifier(certificates);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
        return certificates;
    }

    /** The last certificate that was trusted, and is not for the host that it came from; or null. */
    X509Certificate mismatch() {
        return mismatch;
    }

    @Override
    public boolean verify(String host, SSLSession session) {
        boolean right = hosts.verify(host, session);
        if (!right) {
            try {
                mismatch = (X509Certificate) session.getPeerCertificates()[0];
            } catch (SSLPeerUnverifiedException noCertificate) {
                mismatch = null;
            }
        }
        return right;
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private static void check(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.run();
        } catch (CertificateException why) {
            throw new RejectedCertificateException(chain, why);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        if (extended == null) {
            checkServerTrusted(chain, type);
        } else {
            check(chain, () -> extended.checkServerTrusted(chain, type, socket));
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        if (extended == null) {
            checkServerTrusted(chain, type);
        } else {
            check(chain, () -> extended.checkServerTrusted(chain, type, engine));
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain, () -> trusted.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("This is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trusted.getAcceptedIssuers();
    }
}
