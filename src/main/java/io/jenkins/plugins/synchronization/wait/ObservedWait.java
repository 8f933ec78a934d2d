package io.jenkins.plugins.synchronization.wait;

import hudson.model.Run;
import hudson.model.TaskListener;

/**
 * The wait that a {@link WaitObserver} is notified of.
 *
 * @param build the build that waits
 * @param log its log; may take no more lines once the wait has ended
 * @param skipPublishingChecks whether the job wants no check of it
 */
public record ObservedWait(Run<?, ?> build, TaskListener log, boolean skipPublishingChecks) {}
