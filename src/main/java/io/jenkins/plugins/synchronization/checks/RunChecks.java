package io.jenkins.plugins.synchronization.checks;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails.ChecksDetailsBuilder;
import io.jenkins.plugins.checks.api.ChecksOutput.ChecksOutputBuilder;
import io.jenkins.plugins.checks.api.ChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksPublisher.NullChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.RunReference;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import io.jenkins.plugins.synchronization.wait.ObservedWait;
import io.jenkins.plugins.synchronization.wait.WaitObserver;
import jenkins.model.Jenkins;

/**
 * Publishes each wait as a check: in progress, then completed. Its name is the same in each build, since rules that require
 * a check name it. Does nothing where no publisher suits the build.
 */
@Extension(optional = true)
public final class RunChecks implements WaitObserver {

    @Override
    public void begun(@NonNull ObservedWait wait, @NonNull RunReference run) {
        publish(
                wait,
                details(run.label(), run.address().connectionId(), SynchronizationAction.urlOf(wait.build()))
                        .withStatus(ChecksStatus.IN_PROGRESS)
                        .withOutput(new ChecksOutputBuilder()
                                .withTitle(Messages.RunChecks_waiting())
                                .withSummary(CheckText.of(run))
                                .build()));
    }

    @Override
    public void completed(@NonNull ObservedWait wait, @NonNull RecordedRun recorded) {
        RunRecord run = recorded.run();
        publish(
                wait,
                details(run.getLabel(), run.getConnectionId(), run.getReportUrl())
                        .withStatus(ChecksStatus.COMPLETED)
                        .withConclusion(conclusion(Outcome.valueOf(run.getOutcome())))
                        .withOutput(new ChecksOutputBuilder()
                                .withTitle(run.summaryInWords())
                                .withSummary(CheckText.of(run))
                                .withText(CheckText.failedTasks(recorded))
                                .build()));
    }

    @Override
    public void ended(@NonNull ObservedWait wait, @NonNull EndedWait ended) {
        publish(
                wait,
                details(ended.getLabel(), ended.getConnectionId(), SynchronizationAction.urlOf(wait.build()))
                        .withStatus(ChecksStatus.COMPLETED)
                        .withConclusion(conclusion(ended))
                        .withOutput(new ChecksOutputBuilder()
                                .withTitle(ended.getPresentation().word())
                                .withSummary(CheckText.of(ended))
                                .build()));
    }

    private static ChecksDetailsBuilder details(String label, String connection, String url) {
        String subject = label == null ? connection : label;
        ChecksDetailsBuilder details = new ChecksDetailsBuilder()
                .withName(Messages.RunChecks_name() + (subject == null ? "" : " / " + subject));
        // A Jenkins that does not know its own URL cannot be linked to.
        return Jenkins.get().getRootUrl() == null ? details : details.withDetailsURL(url);
    }

    private static void publish(ObservedWait wait, ChecksDetailsBuilder details) {
        if (wait.skipPublishingChecks()) {
            return;
        }
        Run<?, ?> build = wait.build();
        ChecksPublisher publisher = ChecksPublisherFactory.fromRun(build, wait.log());
        // That one writes a line to the log of each build.
        if (!(publisher instanceof NullChecksPublisher)) {
            publisher.publish(details.build());
        }
    }

    /**
     * As the checks of whole builds, and of junit for failed tests, an unstable outcome is a failure: a neutral check would
     * let a change pass for which a check is required.
     */
    private static ChecksConclusion conclusion(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> ChecksConclusion.SUCCESS;
            case UNSTABLE, FAILURE -> ChecksConclusion.FAILURE;
            case NOT_BUILT -> ChecksConclusion.SKIPPED;
            case ABORTED -> ChecksConclusion.CANCELED;
        };
    }

    private static ChecksConclusion conclusion(EndedWait ended) {
        return WaitFailure.Reason.TIMED_OUT.name().equals(ended.getReason())
                ? ChecksConclusion.TIME_OUT
                : conclusion(Outcome.valueOf(ended.getOutcome()));
    }
}
