package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;

/**
 * The end of a wait: a completed run, or a failure.
 *
 * @param summary the completed run and its counts, or null
 * @param body its response data, to be closed by the receiver, or null
 * @param failure why there is no result, or null
 */
record WaitEnd(RunSummary summary, RunBody body, WaitFailure failure) {}
