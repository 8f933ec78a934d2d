package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Instant;

/**
 * How far a wait has come, for those who look at it: the latest response, how many polls there were, and the next one.
 * Written on the watcher's thread, safe to read on any. All times are monotonic, but for those in the status.
 */
final class WaitProgress {

    private record Seen(RunSummary summary, Instant nextPoll, ApiFailure failure, int polls) {}

    private volatile Seen seen = new Seen(null, null, null, 0);

    /** When the wait wants the run to be polled next, or null while it does not. */
    Instant nextPoll() {
        return seen.nextPoll();
    }

    /** Why the latest response was no run, or null. */
    ApiFailure failure() {
        return seen.failure();
    }

    void pollAt(Instant time) {
        seen = new Seen(seen.summary(), time, seen.failure(), seen.polls());
    }

    /** A response came; when to poll next is not known yet. */
    void answered(RunAnswer answer) {
        ApiFailure failure = answer instanceof RunAnswer.Failed failed ? failed.failure() : null;
        seen = new Seen(
                answer instanceof RunAnswer.Found found ? found.summary() : seen.summary(),
                null,
                failure,
                seen.polls() + (failure == null || failure.kind().isOfRequest() ? 1 : 0));
    }

    /**
     * What people see.
     *
     * @param pausedUntil until when nothing is sent after a 429, perhaps in the past
     */
    WaitStatus status(Scheduler scheduler, Instant pausedUntil) {
        Seen shown = seen;
        Instant next = shown.nextPoll();
        boolean paused = next != null && next.isBefore(pausedUntil);
        if (paused) {
            next = pausedUntil;
            paused = next.isAfter(scheduler.monotonic());
        }
        return new WaitStatus(
                shown.summary(),
                next == null ? null : scheduler.timeOfDay(next),
                shown.failure(),
                shown.polls(),
                paused);
    }
}
