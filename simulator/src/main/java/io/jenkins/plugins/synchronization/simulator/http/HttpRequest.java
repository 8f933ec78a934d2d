package io.jenkins.plugins.synchronization.simulator.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One request as it came, read whole.
 *
 * @param version {@code HTTP/1.1} or {@code HTTP/1.0}
 * @param method the method, as sent
 * @param path the path before any {@code ?}, still percent-encoded
 * @param query what follows the {@code ?}, still percent-encoded; empty where there is none
 * @param headers values by lower-case header name, in the order sent
 * @param body the body, at most 16 MiB; empty where there is none
 */
public record HttpRequest(
        String version, String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

    static final String OLD_VERSION = "HTTP/1.0";

    /** The first value of a header, named in any letter case; an empty text where it was not sent. */
    public String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? "" : values.get(0);
    }

    /** Whether the connection ends after the response: as an HTTP/1.1 client wishes; after each of HTTP/1.0. */
    boolean closes() {
        return version.equals(OLD_VERSION) || header("Connection").equalsIgnoreCase("close");
    }

    /** Whether {@code Accept-Encoding} names gzip, and not with the weight zero (RFC 9110, section 12.5.3). */
    public boolean acceptsGzip() {
        for (String coding : String.join(",", headers.getOrDefault("accept-encoding", List.of()))
                .toLowerCase(Locale.ROOT)
                .split(",")) {
            String[] parts = coding.replace(" ", "").split(";", 2);
            if (parts[0].equals("gzip")) {
                return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
            }
        }
        return false;
    }
}
