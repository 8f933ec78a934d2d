package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Duration;
import java.time.Instant;

/**
 * What steers the polls of a wait beside its settings: how long earlier runs took, and whether somebody watches. All but
 * {@link #expect} and {@link #history} lives on the watcher's thread; all times are monotonic.
 */
final class Outlook {

    /** With a slow response, still at most 15 s from one request to the next. */
    private static final Duration WHILE_WATCHED = Duration.ofSeconds(13);

    private final Duration whileWatched;
    private volatile RunHistory history = RunHistory.NONE;
    private Instant watchedUntil = Instant.MIN;
    private Instant answeredAt;

    Outlook(WaitSettings settings) {
        Duration shortest = settings.minInterval();
        whileWatched = shortest.compareTo(WHILE_WATCHED) > 0 ? shortest : WHILE_WATCHED;
    }

    void expect(RunHistory earlier) {
        history = earlier;
    }

    RunHistory history() {
        return history;
    }

    void watchedUntil(Instant time) {
        watchedUntil = time.isAfter(watchedUntil) ? time : watchedUntil;
    }

    /** When a response came that was a run, or null if the last one was none. */
    void answered(Instant time) {
        answeredAt = time;
    }

    /** When to poll next, instead of a time at which no one watches any more. */
    Instant next(Instant planned, Instant now) {
        if (answeredAt == null || !now.isBefore(watchedUntil)) {
            return planned;
        }
        Instant soon = answeredAt.plus(whileWatched);
        Instant next = soon.isBefore(now) ? now : soon;
        return next.isBefore(planned) ? next : planned;
    }
}
