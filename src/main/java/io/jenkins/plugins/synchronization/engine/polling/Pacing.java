package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Duration;
import java.time.Instant;

/**
 * When to ask again while all is well: the interval grows with the time that the run has taken, so that few requests are
 * made and no wait lasts noticeably longer than the run. Where earlier runs show when an end is probable, requests are
 * few before that and a little closer then; a run that takes longer than all of them is polled as if nothing were known.
 */
final class Pacing {

    /** The interval as a part of the time that the run has taken. */
    static final double PART_OF_ELAPSED = 0.06;

    /** The same, when an end is probable by the earlier runs, and while it is not yet. */
    private static final double PART_WHEN_PROBABLE = 0.053;

    private static final double PART_WHEN_IMPROBABLE = 0.6;

    private static final Duration FIRST_WHEN_IMPROBABLE = Duration.ofSeconds(5);
    /** If longer, the first interval while an end is improbable is this part of the time until it is probable. */
    private static final double PART_OF_IMPROBABLE = 1 / 30.0;

    private static final double JITTER = 0.08;
    private static final Duration OLDEST_START = Duration.ofHours(24);

    private Pacing() {}

    /**
     * The time until the next request.
     *
     * @param settings the bounds of the interval before jitter
     * @param history how long earlier runs took; used where the run says when it started
     * @param runStart when the run says that it started, or null; believed where that is 0 to 24 h ago
     * @param begun when the wait began
     * @param now what time it is
     * @param jitter from 0 (8 % less) to 1 (8 % more), so that waits do not keep step
     */
    static Duration interval(
            WaitSettings settings, RunHistory history, Instant runStart, Instant begun, Instant now, double jitter) {
        boolean started = isCredible(runStart, now);
        double elapsed =
                Math.max(0, Duration.between(started ? runStart : begun, now).toMillis());
        double wanted = started ? steered(history, elapsed) : elapsed * PART_OF_ELAPSED;
        double interval = Math.max(
                settings.minInterval().toMillis(),
                Math.min(settings.maxInterval().toMillis(), wanted));
        return Duration.ofMillis(Math.round(interval * (1 - JITTER + 2 * JITTER * jitter)));
    }

    private static double steered(RunHistory history, double elapsed) {
        if (history.isEndProbable(elapsed)) {
            return elapsed * PART_WHEN_PROBABLE;
        }
        double until = history.untilProbable(elapsed);
        double first = Math.max(FIRST_WHEN_IMPROBABLE.toMillis(), until * PART_OF_IMPROBABLE);
        return Math.max(elapsed * PART_OF_ELAPSED, Math.min(until, Math.max(first, elapsed * PART_WHEN_IMPROBABLE)));
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
