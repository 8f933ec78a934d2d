package io.jenkins.plugins.synchronization.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.wait.RunForm;
import io.jenkins.plugins.synchronization.wait.WaitSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code waitForSynchronizationRun}: waits for a run without a thread or an executor, through restarts. */
public final class WaitForSynchronizationRunStep extends Step {

    private final WaitSpec parameters;
    private boolean propagate = true;

    /**
     * Takes what there is no default for; it is checked when the step starts.
     *
     * @param connectionId the connection's id
     * @param runId the run's id
     * @param credentialsId the id of a credential of Jenkins
     */
    @DataBoundConstructor
    public WaitForSynchronizationRunStep(String connectionId, String runId, String credentialsId) {
        parameters = new WaitSpec(connectionId, runId, credentialsId);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new WaitForSynchronizationRunExecution(context, parameters, propagate);
    }

    public String getConnectionId() {
        return parameters.connectionId();
    }

    public String getRunId() {
        return parameters.runId();
    }

    public String getCredentialsId() {
        return parameters.credentialsId();
    }

    /** {@code manifest} or {@code storage}, null for manifest. */
    public String getConnectionType() {
        return parameters.connectionType();
    }

    @DataBoundSetter
    public void setConnectionType(String connectionType) {
        parameters.setConnectionType(connectionType);
    }

    /** The name of a server of the global configuration, null for the default. */
    public String getServer() {
        return parameters.server();
    }

    @DataBoundSetter
    public void setServer(String server) {
        parameters.setServer(server);
    }

    /** A label where a build waits for several runs, or null. */
    public String getName() {
        return parameters.name();
    }

    @DataBoundSetter
    public void setName(String name) {
        parameters.setName(name);
    }

    /** The names of the run's files as JSON or CSV, or null. */
    public String getFileNames() {
        return parameters.fileNames();
    }

    @DataBoundSetter
    public void setFileNames(String fileNames) {
        parameters.setFileNames(fileNames);
    }

    /** How long to wait at most, in minutes; 0 for the default. */
    public int getTimeoutMinutes() {
        return parameters.timeoutMinutes();
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        parameters.setTimeoutMinutes(timeoutMinutes);
    }

    /** Whether the run's outcome becomes the step's; default true. */
    public boolean isPropagate() {
        return propagate;
    }

    @DataBoundSetter
    public void setPropagate(boolean propagate) {
        this.propagate = propagate;
    }

    /** Whether the report becomes an artifact of the build; default false. */
    public boolean isArchiveReport() {
        return parameters.archiveReport();
    }

    @DataBoundSetter
    public void setArchiveReport(boolean archiveReport) {
        parameters.setArchiveReport(archiveReport);
    }

    /** The Jenkins result of {@code PartialSuccess}, null for UNSTABLE. */
    public String getOnPartialSuccess() {
        return parameters.outcome(ExecutionResult.PARTIAL_SUCCESS);
    }

    @DataBoundSetter
    public void setOnPartialSuccess(String result) {
        parameters.setOutcome(ExecutionResult.PARTIAL_SUCCESS, result);
    }

    /** The Jenkins result of {@code Error}, null for FAILURE. */
    public String getOnError() {
        return parameters.outcome(ExecutionResult.ERROR);
    }

    @DataBoundSetter
    public void setOnError(String result) {
        parameters.setOutcome(ExecutionResult.ERROR, result);
    }

    /** The Jenkins result of {@code TimedOut}, null for FAILURE. */
    public String getOnTimedOut() {
        return parameters.outcome(ExecutionResult.TIMED_OUT);
    }

    @DataBoundSetter
    public void setOnTimedOut(String result) {
        parameters.setOutcome(ExecutionResult.TIMED_OUT, result);
    }

    /** The Jenkins result of {@code Canceled}, null for ABORTED. */
    public String getOnCanceled() {
        return parameters.outcome(ExecutionResult.CANCELED);
    }

    @DataBoundSetter
    public void setOnCanceled(String result) {
        parameters.setOutcome(ExecutionResult.CANCELED, result);
    }

    /** The Jenkins result of {@code Skipped}, null for SUCCESS. */
    public String getOnSkipped() {
        return parameters.outcome(ExecutionResult.SKIPPED);
    }

    @DataBoundSetter
    public void setOnSkipped(String result) {
        parameters.setOutcome(ExecutionResult.SKIPPED, result);
    }

    /** The Jenkins result of {@code Undetermined}, null for FAILURE. */
    public String getOnUndetermined() {
        return parameters.outcome(ExecutionResult.UNDETERMINED);
    }

    @DataBoundSetter
    public void setOnUndetermined(String result) {
        parameters.setOutcome(ExecutionResult.UNDETERMINED, result);
    }

    /** The step in the Snippet Generator and in graphs. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements RunForm {

        @Override
        public String getFunctionName() {
            return "waitForSynchronizationRun";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.WaitForSynchronizationRunStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        /** Scripts may give the names of files as a map, too. */
        @Override
        public Step newInstance(Map<String, Object> arguments) throws Exception {
            Map<String, Object> texts = new HashMap<>(arguments);
            texts.computeIfPresent(
                    "fileNames", (name, value) -> value instanceof Map<?, ?> names ? json(names) : value);
            return super.newInstance(texts);
        }

        private static String json(Map<?, ?> names) {
            Map<String, String> texts = new LinkedHashMap<>();
            names.forEach((id, name) -> texts.put(String.valueOf(id), name == null ? null : name.toString()));
            return FileNames.of(texts).toJson();
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> namedArgs) {
            Object name = namedArgs.get("name");
            Object shown = name == null ? namedArgs.get("runId") : name;
            return shown instanceof String ? (String) shown : null;
        }
    }
}
