package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Duration;
import java.time.Instant;

/**
 * What a wait remembers from one response to the next. All times are monotonic.
 *
 * @param begun when the wait first began, perhaps before a restart
 * @param since when this process took up the wait
 * @param lastSignOfLife when the API last showed that it is alive, or will by its own word; {@code since} before it did
 * @param failures how many responses in a row were no use
 * @param connectionFailures how many of the latest attempts in a row failed by TLS
 * @param renewed whether a new token was requested since the last good response
 * @param answered whether there was a good response since this process took up the wait
 * @param missedAt when the run was first not found since the last good response, or null
 * @param refusedAt when a request was first refused since the last good response, or null
 */
record WaitState(
        Instant begun,
        Instant since,
        Instant lastSignOfLife,
        int failures,
        int connectionFailures,
        boolean renewed,
        boolean answered,
        Instant missedAt,
        Instant refusedAt) {

    static WaitState begin(Instant begun, Instant now) {
        return new WaitState(begun, now, now, 0, 0, false, false, null, null);
    }

    WaitState afterGoodAnswer(Instant now) {
        return new WaitState(begun, since, now, 0, 0, false, true, null, null);
    }

    WaitState afterSignOfLife(Instant now) {
        return new WaitState(begun, since, now, 0, 0, renewed, answered, missedAt, refusedAt);
    }

    /** For so long nothing could be sent, as the API asked: that was no silence. */
    WaitState afterPause(Duration pause) {
        return new WaitState(
                begun,
                since,
                lastSignOfLife.plus(pause),
                failures,
                connectionFailures,
                renewed,
                answered,
                missedAt,
                refusedAt);
    }

    WaitState afterFailure() {
        return new WaitState(begun, since, lastSignOfLife, failures + 1, 0, renewed, answered, missedAt, refusedAt);
    }

    WaitState afterConnectionFailure() {
        return new WaitState(
                begun,
                since,
                lastSignOfLife,
                failures + 1,
                connectionFailures + 1,
                renewed,
                answered,
                missedAt,
                refusedAt);
    }

    WaitState afterRenewal() {
        return new WaitState(
                begun, since, lastSignOfLife, failures, connectionFailures, true, answered, missedAt, refusedAt);
    }

    WaitState afterMiss(Instant now) {
        Instant first = missedAt == null ? now : missedAt;
        return new WaitState(begun, since, now, 0, 0, renewed, answered, first, refusedAt);
    }

    WaitState afterRefusal(Instant now) {
        Instant first = refusedAt == null ? now : refusedAt;
        return new WaitState(begun, since, now, 0, 0, renewed, answered, missedAt, first);
    }
}
