package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;

/** How a wait ended. */
sealed interface WaitEnd {

    /**
     * The run is completed.
     *
     * @param summary the run and its counts
     * @param body to be closed by the receiver
     */
    record Completed(RunSummary summary, RunBody body) implements WaitEnd {}

    /**
     * There is no result.
     *
     * @param failure why
     */
    record Failed(WaitFailure failure) implements WaitEnd {}
}
