package io.jenkins.plugins.synchronization.engine.client;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the API is talked to over HTTP. A request has two time limits: one until the response begins, one for its body,
 * which may take long on a slow line as long as it keeps coming.
 *
 * @param userAgent the {@code User-Agent} header, with a version; printable ASCII
 * @param connectTimeout for a connection to one address of a host; the others are tried as well; default 10 s
 * @param readTimeout for the silence between two parts of a response, or of a TLS handshake; default 30 s
 * @param responseTimeout from the begin of a request, connecting included, until the headers of its response are there;
 *     for a request for a token, until the whole response is there. A wait that is past its deadline grants its last
 *     request this much; default 2 min
 * @param bodyTimeout for the body of a response, however steadily it comes; default 15 min
 * @param maxConcurrent requests sent at once to one server, at least 1; default 32, for which docs/performance.md
 *     has the measurements
 * @param temporaryDirectory for large bodies while they are in use, created when it is first needed; or null for the
 *     system's
 */
public record HttpSettings(
        String userAgent,
        Duration connectTimeout,
        Duration readTimeout,
        Duration responseTimeout,
        Duration bodyTimeout,
        int maxConcurrent,
        Path temporaryDirectory) {

    /** The settings with their defaults. */
    public static HttpSettings of(String userAgent) {
        return new HttpSettings(
                userAgent,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofMinutes(15),
                32,
                null);
    }

    /** For a request as a whole, its body included. */
    public Duration requestLimit() {
        return responseTimeout.plus(bodyTimeout);
    }

    /** These, with other limits for a connection, for silence, and until the response begins. */
    public HttpSettings withTimeouts(Duration connect, Duration read, Duration response) {
        return new HttpSettings(userAgent, connect, read, response, bodyTimeout, maxConcurrent, temporaryDirectory);
    }

    /** These, with another limit for a body. */
    public HttpSettings withBodyTimeout(Duration body) {
        return new HttpSettings(
                userAgent, connectTimeout, readTimeout, responseTimeout, body, maxConcurrent, temporaryDirectory);
    }

    /** These, with another place for large bodies. */
    public HttpSettings withTemporaryDirectory(Path directory) {
        return new HttpSettings(
                userAgent, connectTimeout, readTimeout, responseTimeout, bodyTimeout, maxConcurrent, directory);
    }
}
