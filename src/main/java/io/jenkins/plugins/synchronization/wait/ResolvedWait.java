package io.jenkins.plugins.synchronization.wait;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.synchronization.config.ServerTarget;
import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.model.RunReference;
import java.time.Duration;
import java.time.Instant;

/**
 * What a build waits for, resolved and checked.
 *
 * @param build the build, not null
 * @param log its log, not null
 * @param subject the run and how the build knows it, not null
 * @param target the server, not null
 * @param credentialsId the credential, not null
 * @param mapping which outcome each result leads to, not null
 * @param archiveReport whether the report becomes an artifact of the build
 * @param timeout how long to wait at most, more than 0
 * @param begun when the wait first began, not null
 * @param resumed whether Jenkins was restarted since
 */
public record ResolvedWait(
        Run<?, ?> build,
        TaskListener log,
        RunReference subject,
        ServerTarget target,
        String credentialsId,
        OutcomeMapping mapping,
        boolean archiveReport,
        Duration timeout,
        Instant begun,
        boolean resumed) {}
