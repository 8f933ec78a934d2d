package io.jenkins.plugins.synchronization.engine.client;

import java.security.cert.CertificateException;

/** The trusted certificates of this Java runtime cannot be read. The message names the file and the reason. */
public final class TrustStoreException extends CertificateException {

    private static final long serialVersionUID = 1;

    TrustStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
