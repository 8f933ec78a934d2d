package io.jenkins.plugins.synchronization.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A request that the simulator got, for tests to assert on.
 *
 * @param method the method
 * @param path the path as it came, percent-encoded
 * @param query what followed the {@code ?}, or an empty text
 * @param headers values by lower-case name; of credentials only the scheme and the first 12 hexadecimal digits of the
 *     value's SHA-256 digest ({@code Bearer sha256:…})
 * @param time when it came, on the simulator's clock
 * @param status the status of the response; 0 where the connection was reset instead
 */
public record RecordedRequest(
        String method, String path, String query, Map<String, List<String>> headers, Instant time, int status) {

    /** The first value of a header, named in lower case; an empty text where it was not sent. */
    public String header(String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }

    /** Whether this was a request for a token. */
    public boolean forToken() {
        return path.equals(TokenEndpoint.PATH);
    }
}
