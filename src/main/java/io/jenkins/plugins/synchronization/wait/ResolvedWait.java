package io.jenkins.plugins.synchronization.wait;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.synchronization.config.ServerTarget;
import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.model.RunReference;
import java.time.Duration;
import java.time.Instant;

/**
 * What a build waits for, resolved and checked.
 *
 * @param build the build
 * @param log its log
 * @param subject the run and how the build knows it
 * @param target the server
 * @param credentialsId the credential
 * @param mapping which outcome each result leads to
 * @param fileNames the names of the run's files as far as the job gives them
 * @param archiveReport whether the report becomes an artifact of the build
 * @param skipPublishingChecks whether no check is published
 * @param timeout how long to wait at most, more than 0
 * @param begun when the wait first began
 * @param resumed whether Jenkins was restarted since
 */
public record ResolvedWait(
        Run<?, ?> build,
        TaskListener log,
        RunReference subject,
        ServerTarget target,
        String credentialsId,
        OutcomeMapping mapping,
        FileNames fileNames,
        boolean archiveReport,
        boolean skipPublishingChecks,
        Duration timeout,
        Instant begun,
        boolean resumed) {

    /** The wait, for observers. */
    ObservedWait observed() {
        return new ObservedWait(build, log, skipPublishingChecks);
    }
}
