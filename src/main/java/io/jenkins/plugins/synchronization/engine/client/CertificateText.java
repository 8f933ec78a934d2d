package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/** Names a certificate for people. */
final class CertificateText {

    private static final int MAX_NAMES = 5;

    private CertificateText() {}

    /** Subject, issuer, dates and the first few host names. */
    static ReasonText of(X509Certificate certificate) {
        String hosts = hosts(certificate);
        return new ReasonText(
                hosts.isEmpty() ? "certificate" : "certificate.hosts",
                String.valueOf(certificate.getSubjectX500Principal()),
                String.valueOf(certificate.getIssuerX500Principal()),
                time(certificate.getNotBefore()),
                time(certificate.getNotAfter()),
                hosts);
    }

    private static String hosts(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? ""
                    : names.stream()
                            .map(name -> name.get(1))
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .limit(MAX_NAMES)
                            .collect(Collectors.joining(", "));
        } catch (CertificateParsingException unreadable) {
            return "";
        }
    }

    private static Instant time(Date date) {
        return date.toInstant().truncatedTo(ChronoUnit.SECONDS);
    }
}
