package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Instant;

/**
 * What a wait remembers from one answer to the next. All times are monotonic.
 *
 * @param begun when the wait first began, perhaps before a restart
 * @param since when this process took up the wait
 * @param lastSignOfLife when the API last showed that it is alive; {@code since} before it ever did
 * @param failures how many answers in a row were no use
 * @param renewed whether a new token was asked for since the last good answer
 * @param answered whether there was a good answer since this process took up the wait
 */
record WaitState(
        Instant begun, Instant since, Instant lastSignOfLife, int failures, boolean renewed, boolean answered) {

    static WaitState begin(Instant begun, Instant now) {
        return new WaitState(begun, now, now, 0, false, false);
    }

    WaitState afterGoodAnswer(Instant now) {
        return new WaitState(begun, since, now, 0, false, true);
    }

    WaitState afterSignOfLife(Instant now) {
        return new WaitState(begun, since, now, 0, renewed, answered);
    }

    WaitState afterFailure() {
        return new WaitState(begun, since, lastSignOfLife, failures + 1, renewed, answered);
    }

    WaitState afterRenewal() {
        return new WaitState(begun, since, lastSignOfLife, failures, true, answered);
    }
}
