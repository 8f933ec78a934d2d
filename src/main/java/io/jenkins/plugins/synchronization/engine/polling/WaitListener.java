package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Instant;

/**
 * Is told how a wait goes. Called on the watcher's one thread: hand slow work to another. Exactly one of
 * {@link #completed} and {@link #failed} ends it, unless the wait is cancelled or the watcher closed first; nothing is
 * called after.
 */
public interface WaitListener {

    /**
     * The API answered, and the run is not over.
     *
     * @param summary the run as it is, never null
     * @param nextPoll when the API will be asked next, never null; an estimate where the limits are short
     */
    default void progress(RunSummary summary, Instant nextPoll) {}

    /**
     * The API did not answer as it should, and will be asked again. Called for each such answer.
     *
     * @param failure what came, never null
     * @param nextPoll when the API will be asked next, never null
     */
    default void trouble(ApiFailure failure, Instant nextPoll) {}

    /**
     * The bearer token says that it ends before the wait's deadline. Called at most once.
     *
     * @param tokenEnds when, never null; it may have been already
     */
    default void tokenEndsEarly(Instant tokenEnds) {}

    /**
     * The run is over.
     *
     * @param summary how it ended, never null
     * @param body the API's last body, to be closed by the receiver, on any thread, never null
     */
    void completed(RunSummary summary, RunBody body);

    /**
     * The wait is over without an answer.
     *
     * @param failure why, never null
     */
    void failed(WaitFailure failure);
}
