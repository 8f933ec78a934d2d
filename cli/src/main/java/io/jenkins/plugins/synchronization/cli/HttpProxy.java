package io.jenkins.plugins.synchronization.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * An HTTP proxy, as the environment names it.
 *
 * @param host its name or address, IPv6 without brackets
 * @param port 1 to 65535
 * @param user the user, or null where the proxy needs none
 * @param password the password; empty if none is given, null without a user
 */
record HttpProxy(String host, int port, String user, String password) {

    private static final int DEFAULT_PORT = 80;

    /**
     * Reads {@code http://user:password@host:port}, all but the host optional; user and password are percent-encoded.
     *
     * @throws IllegalArgumentException if it is no such thing; the message does not repeat the text
     */
    static HttpProxy parse(String text) {
        URI uri;
        try {
            uri = new URI(text.contains("://") ? text : "http://" + text);
        } catch (URISyntaxException notOne) {
            throw new IllegalArgumentException("is not a URL such as http://proxy.example.com:3128");
        }
        if (!uri.getScheme().toLowerCase(Locale.ROOT).equals("http")) {
            throw new IllegalArgumentException(
                    "must name an HTTP proxy, such as http://proxy.example.com:3128 (other kinds are not supported)");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65535) {
            throw new IllegalArgumentException("is not a URL such as http://proxy.example.com:3128");
        }
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        String userInfo = uri.getRawUserInfo();
        if (userInfo == null || userInfo.isEmpty()) {
            return new HttpProxy(host, port, null, null);
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        return new HttpProxy(host, port, decoded(user), decoded(password));
    }

    /** Unlike in forms, a plus sign is a plus sign here. */
    private static String decoded(String text) {
        return URI.create("x://" + text.replace("@", "%40") + "@x").getUserInfo();
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "HttpProxy[" + host + ":" + port + "]";
    }
}
