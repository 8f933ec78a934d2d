package io.jenkins.plugins.synchronization.engine.client;

import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;

/** A server's certificate is not accepted: which one of its chain, and what is wrong with it. */
final class RejectedCertificateException extends CertificateException {

    private static final long serialVersionUID = 1;

    private final ApiFailure.Kind kind;
    private final transient X509Certificate certificate;

    /** Takes the chain that the server sent, its own certificate first, and why it was rejected. */
    RejectedCertificateException(X509Certificate[] chain, CertificateException why) {
        super(why.getMessage(), why);
        ApiFailure.Kind found = ApiFailure.Kind.CERTIFICATE_UNTRUSTED;
        X509Certificate concerned = chain[0];
        for (Throwable at = why; at != null; at = at.getCause()) {
            if (at instanceof TrustStoreException) {
                found = ApiFailure.Kind.TRUST_STORE_UNUSABLE;
            } else if (at instanceof CertificateExpiredException) {
                found = ApiFailure.Kind.CERTIFICATE_EXPIRED;
            } else if (at instanceof CertificateNotYetValidException) {
                found = ApiFailure.Kind.CERTIFICATE_NOT_YET_VALID;
            } else if (at instanceof CertPathValidatorException invalid && invalid.getIndex() >= 0) {
                List<? extends Certificate> path = invalid.getCertPath().getCertificates();
                concerned = (X509Certificate) path.get(invalid.getIndex());
            }
        }
        kind = found;
        certificate = concerned;
    }

    ApiFailure.Kind kind() {
        return kind;
    }

    X509Certificate certificate() {
        return certificate;
    }
}
