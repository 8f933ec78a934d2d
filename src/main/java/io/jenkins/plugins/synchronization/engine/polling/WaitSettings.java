package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import java.time.Duration;

/**
 * How long, and how often. Each may be changed with the {@code with…} methods.
 *
 * @param timeout how long to wait for the run at most, more than 0; default 24 h
 * @param giveUpAfter how long without one sign of life of the API, more than 0; default 30 min
 * @param notFoundGrace how long a run that is not found may still appear, counted from the beginning of the wait, 0 or
 *     more; default 60 s
 * @param minInterval the shortest time between two requests, at least 100 ms; default 2 s
 * @param maxInterval the longest, not less than the shortest; default 60 s
 * @param credentialRefresh how often the credential is resolved again, 0 for each request; default 5 min
 */
public record WaitSettings(
        Duration timeout,
        Duration giveUpAfter,
        Duration notFoundGrace,
        Duration minInterval,
        Duration maxInterval,
        Duration credentialRefresh) {

    // Before DEFAULTS, whose making checks it.
    private static final Duration LONGEST = Duration.ofDays(3650);

    /** The shortest {@code minInterval} allowed. */
    public static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    /** The settings that apply unless others are given. */
    public static final WaitSettings DEFAULTS = new WaitSettings(
            Duration.ofHours(24),
            Duration.ofMinutes(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public WaitSettings {
        requireRange("timeout", timeout, Duration.ofMillis(1));
        requireRange("give-up-after", giveUpAfter, Duration.ofMillis(1));
        requireRange("not-found-grace", notFoundGrace, Duration.ZERO);
        requireRange("min-interval", minInterval, SHORTEST_INTERVAL);
        requireRange("max-interval", maxInterval, minInterval);
        requireRange("credential-refresh", credentialRefresh, Duration.ZERO);
    }

    private static void requireRange(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be between " + DurationWords.of(least) + " and " + DurationWords.of(LONGEST));
        }
    }

    /** These, with another {@link #timeout}. */
    public WaitSettings withTimeout(Duration value) {
        return new WaitSettings(value, giveUpAfter, notFoundGrace, minInterval, maxInterval, credentialRefresh);
    }

    /** These, with another {@link #giveUpAfter}. */
    public WaitSettings withGiveUpAfter(Duration value) {
        return new WaitSettings(timeout, value, notFoundGrace, minInterval, maxInterval, credentialRefresh);
    }

    /** These, with another {@link #notFoundGrace}. */
    public WaitSettings withNotFoundGrace(Duration value) {
        return new WaitSettings(timeout, giveUpAfter, value, minInterval, maxInterval, credentialRefresh);
    }

    /** These, with another {@link #minInterval} and {@link #maxInterval}. */
    public WaitSettings withIntervals(Duration min, Duration max) {
        return new WaitSettings(timeout, giveUpAfter, notFoundGrace, min, max, credentialRefresh);
    }

    /** These, with another {@link #credentialRefresh}. */
    public WaitSettings withCredentialRefresh(Duration value) {
        return new WaitSettings(timeout, giveUpAfter, notFoundGrace, minInterval, maxInterval, value);
    }
}
