package io.jenkins.plugins.synchronization.cli;

import java.util.Locale;
import okhttp3.HttpUrl;

/**
 * An HTTP proxy, as the environment names it.
 *
 * @param host its name or address, IPv6 without brackets
 * @param port 1 to 65535
 * @param user the user, or null where the proxy needs none
 * @param password the password; empty if none is given, null without a user
 */
record HttpProxy(String host, int port, String user, String password) {

    /**
     * Reads {@code http://user:password@host:port}, all but the host optional; user and password are percent-encoded.
     *
     * @throws IllegalArgumentException if it is no such thing; the message does not repeat the text
     */
    static HttpProxy parse(String text) {
        String url = text.contains("://") ? text : "http://" + text;
        if (!url.toLowerCase(Locale.ROOT).startsWith("http://")) {
            throw new IllegalArgumentException(
                    "must name an HTTP proxy, such as http://proxy.example.com:3128 (other kinds are not supported)");
        }
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null) {
            throw new IllegalArgumentException("is not a URL such as http://proxy.example.com:3128");
        }
        return parsed.username().isEmpty()
                ? new HttpProxy(parsed.host(), parsed.port(), null, null)
                : new HttpProxy(parsed.host(), parsed.port(), parsed.username(), parsed.password());
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "HttpProxy[" + host + ":" + port + "]";
    }
}
