package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait and how often to poll. */
final class PacingOptions {

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "24h",
            description = "Maximum time to wait for the run. Default: ${DEFAULT-VALUE}")
    private Duration timeout;

    @Option(
            names = "--give-up-after",
            paramLabel = "DURATION",
            defaultValue = "30m",
            description = "Maximum time without a usable response of the API. Default: ${DEFAULT-VALUE}")
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
