package io.jenkins.plugins.synchronization.wait;

import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.model.RunReference;

/**
 * What a build waits for, resolved and checked.
 *
 * @param order what the build's step wants
 * @param subject the run and how the build knows it
 * @param mapping which outcome each result leads to
 * @param resumed whether it had begun before Jenkins was restarted, not only its step
 * @param fileNames the names of the run's files as far as the job gives them
 */
public record ResolvedWait(
        BuildOrder order, RunReference subject, OutcomeMapping mapping, boolean resumed, FileNames fileNames) {}
