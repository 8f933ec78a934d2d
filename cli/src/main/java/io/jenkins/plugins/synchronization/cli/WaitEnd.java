package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;

/** How a wait ended. */
sealed interface WaitEnd {

    /**
     * The run is over.
     *
     * @param summary never null
     * @param body to be closed by the receiver, never null
     */
    record Completed(RunSummary summary, RunBody body) implements WaitEnd {}

    /**
     * There is no answer.
     *
     * @param failure why, never null
     */
    record Failed(WaitFailure failure) implements WaitEnd {}
}
