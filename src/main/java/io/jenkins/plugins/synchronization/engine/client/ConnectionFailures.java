package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.SocketException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;

/** Finds out what it means that a request got no response: what is wrong, and whom it concerns. */
final class ConnectionFailures {

    /** OkHttp has these messages, and no other sign of a proxy that refuses. */
    private static final Pattern REFUSED = Pattern.compile("Unexpected response code for CONNECT: (\\d{3})");

    private static final String NOT_AUTHENTICATED = "Failed to authenticate with proxy";

    /** Java has no other sign of a server that does not use TLS. */
    private static final String NOT_TLS = "Unsupported or unrecognized SSL message";

    private ConnectionFailures() {}

    /** The request may have reached the server. OkHttp repeats nothing after such an exception. */
    static final class Sent extends ProtocolException {

        private static final long serialVersionUID = 1;

        Sent(IOException why) {
            super(message(why));
            initCause(why);
        }
    }

    static ConnectionException explain(
            IOException why, HttpUrl url, ConnectionTrace trace, ServerCertificates certificates, ProxyLogin login) {
        // The limit for the response is outside, and wraps what it ends.
        boolean sent = cause(why, Sent.class) != null;
        IOException cause = why instanceof Sent ? (IOException) why.getCause() : why;
        Proxy proxy = sent ? null : trace.failedProxy();
        if (proxy != null) {
            return ofProxy(cause, proxy, login);
        }
        ApiFailure.Kind kind = kindOfTls(cause, sent, certificates);
        return kind == ApiFailure.Kind.UNREACHABLE
                ? new ConnectionException(kind, 0, ReasonText.of(messages(cause)), why)
                : new ConnectionException(kind, 0, textOfTls(kind, cause, url, certificates), why);
    }

    private static ConnectionException ofProxy(IOException cause, Proxy proxy, ProxyLogin login) {
        InetSocketAddress address = (InetSocketAddress) proxy.address();
        String user = login.user();
        String host = address.getHostString() + ":" + address.getPort();
        ReasonText name = user == null ? new ReasonText("proxy", host) : new ReasonText("proxy.user", host, user);
        Matcher refused = REFUSED.matcher(message(cause));
        int status = message(cause).equals(NOT_AUTHENTICATED)
                ? 407
                : refused.matches() ? Integer.parseInt(refused.group(1)) : 0;
        return switch (status) {
            case 401, 403, 405, 407 -> new ConnectionException(ApiFailure.Kind.PROXY_REFUSED, status, name, cause);
            case 0 ->
                new ConnectionException(
                        ApiFailure.Kind.PROXY_UNAVAILABLE, 0, new ReasonText("about", name, messages(cause)), cause);
            default -> new ConnectionException(ApiFailure.Kind.PROXY_UNAVAILABLE, status, name, cause);
        };
    }

    private static ApiFailure.Kind kindOfTls(IOException why, boolean sent, ServerCertificates certificates) {
        RejectedCertificateException rejected = cause(why, RejectedCertificateException.class);
        if (rejected != null) {
            return rejected.kind();
        }
        if (why instanceof SSLPeerUnverifiedException && certificates.mismatch() != null) {
            return ApiFailure.Kind.CERTIFICATE_FOR_OTHER_HOST;
        }
        boolean ofTls = why instanceof SSLHandshakeException || why instanceof SSLException && !sent;
        boolean cutOff = cause(why, EOFException.class) != null
                || cause(why, SocketException.class) != null
                || cause(why, InterruptedIOException.class) != null;
        if (!ofTls || cutOff) {
            return ApiFailure.Kind.UNREACHABLE;
        }
        return message(why).contains(NOT_TLS) ? ApiFailure.Kind.NOT_TLS : ApiFailure.Kind.TLS_HANDSHAKE_FAILED;
    }

    private static ReasonText textOfTls(
            ApiFailure.Kind kind, IOException why, HttpUrl url, ServerCertificates certificates) {
        String host = url.host() + ":" + url.port();
        return switch (kind) {
            case TRUST_STORE_UNUSABLE -> cause(why, TrustStoreException.class).text();
            case CERTIFICATE_FOR_OTHER_HOST ->
                new ReasonText("about", host, CertificateText.of(certificates.mismatch()));
            case TLS_HANDSHAKE_FAILED, NOT_TLS -> new ReasonText("about", host, message(why));
            default ->
                new ReasonText(
                        "about",
                        host,
                        CertificateText.of(
                                cause(why, RejectedCertificateException.class).certificate()));
        };
    }

    private static <T extends Throwable> T cause(Throwable why, Class<T> type) {
        Throwable at = why;
        for (int depth = 0; at != null && depth < 20; depth++) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
            at = at.getCause();
        }
        return null;
    }

    /** The message with those of the other addresses that were tried. */
    private static String messages(IOException why) {
        Set<String> messages = new LinkedHashSet<>();
        messages.add(message(why));
        for (Throwable other : why.getSuppressed()) {
            messages.add(message(other));
        }
        return String.join("; ", messages);
    }

    private static String message(Throwable why) {
        return why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    }
}
