package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Duration;
import java.time.Instant;

/**
 * When to ask again while all is well: the interval grows with the time that the run has taken, so that few requests are
 * made and no wait lasts noticeably longer than the run.
 */
final class Pacing {

    /** The interval as a part of the time that the run has taken. */
    static final double PART_OF_ELAPSED = 0.06;

    private static final double JITTER = 0.08;
    private static final Duration OLDEST_START = Duration.ofHours(24);

    private Pacing() {}

    /**
     * The time until the next request.
     *
     * @param settings the bounds of the interval before jitter
     * @param runStart when the run says that it started, or null; believed where that is 0 to 24 h ago
     * @param begun when the wait began
     * @param now what time it is
     * @param jitter from 0 (8 % less) to 1 (8 % more), so that waits do not keep step
     */
    static Duration interval(WaitSettings settings, Instant runStart, Instant begun, Instant now, double jitter) {
        Instant since = isCredible(runStart, now) ? runStart : begun;
        double elapsed = Math.max(0, Duration.between(since, now).toMillis());
        double interval = Math.max(
                settings.minInterval().toMillis(),
                Math.min(settings.maxInterval().toMillis(), elapsed * PART_OF_ELAPSED));
        return Duration.ofMillis(Math.round(interval * (1 - JITTER + 2 * JITTER * jitter)));
    }

    /**
     * The time until the next request after answers that were no use: doubles from the shortest interval to the longest,
     * less up to a fifth.
     *
     * @param failures how many such answers came in a row, at least 1
     * @param jitter from 0 (a fifth less) to 1 (the whole)
     */
    static Duration backOff(WaitSettings settings, int failures, double jitter) {
        long whole = settings.minInterval().toMillis();
        long longest = settings.maxInterval().toMillis();
        for (int i = 1; i < failures && whole < longest; i++) {
            whole *= 2;
        }
        return Duration.ofMillis(Math.round(Math.min(whole, longest) * (0.8 + 0.2 * jitter)));
    }

    private static boolean isCredible(Instant runStart, Instant now) {
        return runStart != null && !runStart.isAfter(now) && !runStart.isBefore(now.minus(OLDEST_START));
    }
}
