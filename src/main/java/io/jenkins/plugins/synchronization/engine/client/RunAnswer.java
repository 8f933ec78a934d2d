package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.RunSummary;

/** What came of asking for a run once. */
public sealed interface RunAnswer {

    /**
     * The run.
     *
     * @param summary the run and its counts, never null
     * @param body the whole body where the run is completed, to be closed by the receiver; else null
     */
    record Found(RunSummary summary, RunBody body) implements RunAnswer {}

    /**
     * No run.
     *
     * @param failure why, never null
     */
    record Failed(ApiFailure failure) implements RunAnswer {}
}
