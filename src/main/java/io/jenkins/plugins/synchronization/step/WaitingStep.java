package io.jenkins.plugins.synchronization.step;

import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.wait.WaitSpec;
import org.kohsuke.stapler.DataBoundSetter;

/** What the steps that wait for a run have in common. */
public abstract class WaitingStep extends ConnectionStep {

    private boolean propagate = true;

    WaitingStep(WaitSpec parameters) {
        super(parameters);
    }

    /** Whether the run's outcome becomes the step's; default true. */
    public boolean isPropagate() {
        return propagate;
    }

    @DataBoundSetter
    public void setPropagate(boolean propagate) {
        this.propagate = propagate;
    }

    /** The names of the run's files as JSON or CSV, or null. */
    public String getFileNames() {
        return parameters().fileNames();
    }

    @DataBoundSetter
    public void setFileNames(String fileNames) {
        parameters().setFileNames(fileNames);
    }

    /** Whether the report becomes an artifact of the build; default false. */
    public boolean isArchiveReport() {
        return parameters().archiveReport();
    }

    @DataBoundSetter
    public void setArchiveReport(boolean archiveReport) {
        parameters().setArchiveReport(archiveReport);
    }

    /** Whether no check is published; default false. */
    public boolean isSkipPublishingChecks() {
        return parameters().skipPublishingChecks();
    }

    @DataBoundSetter
    public void setSkipPublishingChecks(boolean skipPublishingChecks) {
        parameters().setSkipPublishingChecks(skipPublishingChecks);
    }

    /** The Jenkins result of {@code PartialSuccess}, null for UNSTABLE. */
    public String getOnPartialSuccess() {
        return parameters().outcome(ExecutionResult.PARTIAL_SUCCESS);
    }

    @DataBoundSetter
    public void setOnPartialSuccess(String result) {
        parameters().setOutcome(ExecutionResult.PARTIAL_SUCCESS, result);
    }

    /** The Jenkins result of {@code Error}, null for FAILURE. */
    public String getOnError() {
        return parameters().outcome(ExecutionResult.ERROR);
    }

    @DataBoundSetter
    public void setOnError(String result) {
        parameters().setOutcome(ExecutionResult.ERROR, result);
    }

    /** The Jenkins result of {@code TimedOut}, null for FAILURE. */
    public String getOnTimedOut() {
        return parameters().outcome(ExecutionResult.TIMED_OUT);
    }

    @DataBoundSetter
    public void setOnTimedOut(String result) {
        parameters().setOutcome(ExecutionResult.TIMED_OUT, result);
    }

    /** The Jenkins result of {@code Canceled}, null for ABORTED. */
    public String getOnCanceled() {
        return parameters().outcome(ExecutionResult.CANCELED);
    }

    @DataBoundSetter
    public void setOnCanceled(String result) {
        parameters().setOutcome(ExecutionResult.CANCELED, result);
    }

    /** The Jenkins result of {@code Skipped}, null for SUCCESS. */
    public String getOnSkipped() {
        return parameters().outcome(ExecutionResult.SKIPPED);
    }

    @DataBoundSetter
    public void setOnSkipped(String result) {
        parameters().setOutcome(ExecutionResult.SKIPPED, result);
    }

    /** The Jenkins result of {@code Undetermined}, null for FAILURE. */
    public String getOnUndetermined() {
        return parameters().outcome(ExecutionResult.UNDETERMINED);
    }

    @DataBoundSetter
    public void setOnUndetermined(String result) {
        parameters().setOutcome(ExecutionResult.UNDETERMINED, result);
    }
}
