package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Instant;

/**
 * How a wait stands.
 *
 * @param summary the last good response, or null if there was none yet
 * @param nextPoll when the API will be polled next, by the time of day, or null while that is unknown; an estimate where
 *     requests have to queue
 * @param trouble the last response that was not a run, or null if a good one came after it
 * @param polls how many requests for the run have been answered while this wait was there, 0 or more; a shared poll
 *     counts for each
 * @param paused whether the poll that was due before {@code nextPoll} has to wait, since the API sent another wait of the
 *     same subscription a 429
 */
public record WaitStatus(RunSummary summary, Instant nextPoll, ApiFailure trouble, int polls, boolean paused) {

    /** How a wait stands that has not begun. */
    public static final WaitStatus NONE = new WaitStatus(null, null, null, 0, false);
}
