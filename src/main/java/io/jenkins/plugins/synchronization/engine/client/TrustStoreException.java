package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.security.cert.CertificateException;

/** The trusted certificates of this Java runtime cannot be read. The message names the file and the reason. */
public final class TrustStoreException extends CertificateException {

    private static final long serialVersionUID = 1;

    private final transient ReasonText text;

    TrustStoreException(ReasonText text, Throwable cause) {
        super(text.toString(), cause);
        this.text = text;
    }

    ReasonText text() {
        return text;
    }
}
