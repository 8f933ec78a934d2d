package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.RunAddress;

/**
 * The run of a start.
 *
 * @param run the run; of another connection where one that was active was joined, and it is of another
 * @param alreadyActive whether it was active before and {@linkplain IfActive#JOIN joined}
 */
public record StartedRun(RunAddress run, boolean alreadyActive) {}
