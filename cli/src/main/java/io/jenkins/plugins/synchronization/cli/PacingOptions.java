package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.HttpSettings;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait and how often to poll. */
final class PacingOptions {

    private static final Duration SHORTEST_BODY = Duration.ofSeconds(1);
    private static final Duration LONGEST_BODY = Duration.ofHours(24);

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "24h",
            description = "Maximum time until the run is started or completed. Default: ${DEFAULT-VALUE}")
    private Duration timeout;

    @Option(
            names = "--give-up-after",
            paramLabel = "DURATION",
            defaultValue = "30m",
            description = "Maximum time without a valid response from the API. Default: ${DEFAULT-VALUE}")
    private Duration giveUpAfter;

    @Option(
            names = "--not-found-grace",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "How long to keep polling a run that is not found. Default: ${DEFAULT-VALUE}")
    private Duration notFoundGrace;

    @Option(
            names = "--min-interval",
            paramLabel = "DURATION",
            defaultValue = "2s",
            description = "Minimum poll interval, at least 100ms. Default: ${DEFAULT-VALUE}")
    private Duration minInterval;

    @Option(
            names = "--max-interval",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "Maximum poll interval. Default: ${DEFAULT-VALUE}")
    private Duration maxInterval;

    @Option(
            names = "--body-timeout",
            paramLabel = "DURATION",
            defaultValue = "15m",
            description = "Maximum time to receive the body of one response. Increase it for a slow connection."
                    + " Default: ${DEFAULT-VALUE}")
    private Duration bodyTimeout;

    /** The time limits of requests; throws {@link UsageException} if the option is out of range. */
    HttpSettings http() throws UsageException {
        if (bodyTimeout.compareTo(SHORTEST_BODY) < 0 || bodyTimeout.compareTo(LONGEST_BODY) > 0) {
            throw new UsageException("--body-timeout must be from 1 s to 24 h");
        }
        return HttpSettings.of(Version.userAgent()).withBodyTimeout(bodyTimeout);
    }

    /**
     * The settings for a wait; throws {@link UsageException} naming the option that is out of range.
     *
     * @param credentialRefresh how often the credential is resolved again, 0 for each request
     */
    WaitSettings settings(Duration credentialRefresh) throws UsageException {
        try {
            return new WaitSettings(timeout, giveUpAfter, notFoundGrace, minInterval, maxInterval, credentialRefresh);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--" + wrong.getMessage());
        }
    }
}
