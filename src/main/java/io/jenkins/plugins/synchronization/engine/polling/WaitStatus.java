package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Instant;

/**
 * How a wait stands.
 *
 * @param summary the last good answer, or null if there was none yet
 * @param nextPoll when the API will be asked next, or null while that is not known
 * @param trouble the last answer that was not a run, or null if a good one came after it
 * @param polls how many requests for the run have been answered while this wait was there, 0 or more; a shared poll
 *     counts for each
 */
public record WaitStatus(RunSummary summary, Instant nextPoll, ApiFailure trouble, int polls) {}
