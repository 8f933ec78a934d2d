package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Instant;

/**
 * Hears how a wait goes. Called on the watcher's one thread: hand slow work to another. Exactly one of {@link #completed}
 * and {@link #failed} ends the wait, unless it is cancelled or the watcher closes first; nothing is called after any of
 * these. All times are times of day.
 *
 * <p>A method that throws anything, an {@code Error} included, ends its own wait and no other: what it threw is logged,
 * and {@code failed} is called with {@link WaitFailure.Reason#INTERNAL}. What {@code completed} or {@code failed} throws is
 * only logged.
 */
public interface WaitListener {

    /**
     * The API responded, and the run is not completed.
     *
     * @param summary the run as it is
     * @param nextPoll when the API will be polled next; an estimate where requests have to queue
     */
    default void progress(RunSummary summary, Instant nextPoll) {}

    /**
     * The API did not respond as it should, and will be polled again. Called for each such response.
     *
     * @param failure what came
     * @param nextPoll when the API will be polled next; where another credential has to be found first, at the latest
     */
    default void trouble(ApiFailure failure, Instant nextPoll) {}

    /**
     * A poll is due, but has to wait: the API sent another wait of the same subscription a 429. Called for each poll that
     * is delayed so.
     *
     * @param nextPoll when the API will be polled at the earliest
     */
    default void paused(Instant nextPoll) {}

    /**
     * The bearer token says that it expires before the wait's deadline. Called at most once.
     *
     * @param tokenEnds when; perhaps it has expired already
     */
    default void tokenEndsEarly(Instant tokenEnds) {}

    /**
     * The run is completed.
     *
     * @param summary how it ended
     * @param body the API's last body, to be closed by the receiver, on any thread; closed by the watcher if this method
     *     throws
     */
    void completed(RunSummary summary, RunBody body);

    /**
     * The wait ended without the run's outcome.
     *
     * @param failure why
     */
    void failed(WaitFailure failure);
}
