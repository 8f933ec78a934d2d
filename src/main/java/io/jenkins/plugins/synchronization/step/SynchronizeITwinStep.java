package io.jenkins.plugins.synchronization.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.synchronization.wait.StartForm;
import io.jenkins.plugins.synchronization.wait.WaitSpec;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code synchronizeITwin}: starts a run and waits for it, without a thread or an executor, through restarts, and never twice. */
public final class SynchronizeITwinStep extends WaitingStep {

    /**
     * Takes what there is no default for; it is checked when the step starts.
     *
     * @param connectionId the connection's ID
     * @param credentialsId the ID of a credential of Jenkins
     */
    @DataBoundConstructor
    public SynchronizeITwinStep(String connectionId, String credentialsId) {
        super(WaitSpec.starting(connectionId, credentialsId));
    }

    @Override
    public StepExecution start(StepContext context) {
        return new WaitForSynchronizationRunExecution(context, parameters(), isPropagate(), true);
    }

    /** The manifest of a manifest connection, JSON; null for a storage connection. */
    public String getManifest() {
        return parameters().manifest();
    }

    @DataBoundSetter
    public void setManifest(String manifest) {
        parameters().setManifest(manifest);
    }

    /** What to do if a run is active: {@code join} or {@code fail}, null for {@code wait}. */
    public String getIfActive() {
        return parameters().ifActiveText();
    }

    @DataBoundSetter
    public void setIfActive(String ifActive) {
        parameters().setIfActive(ifActive);
    }

    /** The step in the Snippet Generator and in graphs. */
    @Extension
    public static final class DescriptorImpl extends ConnectionStepDescriptor implements StartForm {

        public DescriptorImpl() {
            super("connectionId");
            borrowHelp();
            Set.of("manifest", "ifActive", "connectionId", "connectionType")
                    .forEach(field -> addHelpFileRedirect(field, StartSynchronizationRunStep.class, field));
        }

        @Override
        public String getFunctionName() {
            return "synchronizeITwin";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SynchronizeITwinStep_displayName();
        }
    }
}
