package io.jenkins.plugins.synchronization.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.synchronization.wait.RunForm;
import io.jenkins.plugins.synchronization.wait.WaitSpec;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code waitForSynchronizationRun}: waits for a run without a thread or an executor, through restarts. */
public final class WaitForSynchronizationRunStep extends WaitingStep {

    private SynchronizationStart run;

    /**
     * Takes what there is no default for; it is checked when the step starts.
     *
     * @param connectionId the connection's ID; not needed where the run is given by its URL or by {@link #setRun}
     * @param runId the run's ID or URL, or {@code latest}
     * @param credentialsId the ID of a credential of Jenkins
     */
    @DataBoundConstructor
    public WaitForSynchronizationRunStep(String connectionId, String runId, String credentialsId) {
        super(new WaitSpec(connectionId, runId, credentialsId));
    }

    @Override
    public StepExecution start(StepContext context) {
        WaitSpec spec = run == null ? parameters() : run.spec(parameters());
        return new WaitForSynchronizationRunExecution(context, spec, isPropagate(), true);
    }

    public String getRunId() {
        return parameters().runId();
    }

    /** What {@code startSynchronizationRun} returned, or null. */
    public SynchronizationStart getRun() {
        return run;
    }

    @DataBoundSetter
    public void setRun(SynchronizationStart run) {
        this.run = run;
    }

    /** The step in the Snippet Generator and in graphs. */
    @Extension
    public static final class DescriptorImpl extends ConnectionStepDescriptor implements RunForm {

        /** A wait without a name is shown by its run. */
        public DescriptorImpl() {
            super("runId");
        }

        @Override
        public String getFunctionName() {
            return "waitForSynchronizationRun";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.WaitForSynchronizationRunStep_displayName();
        }
    }
}
