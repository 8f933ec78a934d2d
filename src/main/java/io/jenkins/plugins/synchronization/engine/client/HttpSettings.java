package io.jenkins.plugins.synchronization.engine.client;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the API is talked to over HTTP.
 *
 * @param userAgent the {@code User-Agent} header, with a version; printable ASCII, not null
 * @param connectTimeout for a connection to be made, TLS included; default 10 s
 * @param readTimeout between two parts of an answer; default 30 s
 * @param callTimeout for a request as a whole, its body included; default 2 min
 * @param maxConcurrent requests under way at once to one server, at least 1; default 4
 * @param temporaryDirectory for large bodies while they are in use, or null for the system's
 */
public record HttpSettings(
        String userAgent,
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout,
        int maxConcurrent,
        Path temporaryDirectory) {

    /** The settings that hold where nobody says otherwise. */
    public static HttpSettings of(String userAgent) {
        return new HttpSettings(
                userAgent, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2), 4, null);
    }

    /** These, with other time limits. */
    public HttpSettings withTimeouts(Duration connect, Duration read, Duration call) {
        return new HttpSettings(userAgent, connect, read, call, maxConcurrent, temporaryDirectory);
    }
}
