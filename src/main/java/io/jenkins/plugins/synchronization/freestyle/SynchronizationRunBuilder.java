package io.jenkins.plugins.synchronization.freestyle;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.polling.IfActive;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.step.StartSynchronizationRunStep;
import io.jenkins.plugins.synchronization.step.WaitForSynchronizationRunStep;
import io.jenkins.plugins.synchronization.wait.StartForm;
import io.jenkins.plugins.synchronization.wait.WaitSpec;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The build step of freestyle projects: waits for a run, and starts it before if that is chosen, on the executor of the build, which an abort gives back at once.
 * Deliberately no {@code SimpleBuildStep}: a pipeline has a step of its own, which holds no executor.
 */
public final class SynchronizationRunBuilder extends Builder {

    private static final Pattern WHOLE_VARIABLE = Pattern.compile("\\$(\\w+|\\{\\w+})");

    private final String connectionId;
    private final String runId;
    private final String credentialsId;
    private String connectionType;
    private String server;
    private String name;
    private String fileNames;
    private int timeoutMinutes;
    private boolean archiveReport;
    private boolean skipPublishingChecks;
    private boolean starts;
    private String manifest;
    private String ifActive;
    private String onPartialSuccess;
    private String onError;
    private String onTimedOut;
    private String onCanceled;
    private String onSkipped;
    private String onUndetermined;

    /**
     * Takes what there is no default for; it is checked when the build runs.
     *
     * @param connectionId the connection's id; may have variables
     * @param runId the run's id; may have variables
     * @param credentialsId the id of a credential of Jenkins
     */
    @DataBoundConstructor
    public SynchronizationRunBuilder(String connectionId, String runId, String credentialsId) {
        this.connectionId = Util.fixNull(connectionId).trim();
        this.runId = Util.fixNull(runId).trim();
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    /** What was written by hand may have other choices than the form offers. */
    private Object readResolve() {
        setIfActive(ifActive);
        setConnectionType(connectionType);
        setOnPartialSuccess(onPartialSuccess);
        setOnError(onError);
        setOnTimedOut(onTimedOut);
        setOnCanceled(onCanceled);
        setOnSkipped(onSkipped);
        setOnUndetermined(onUndetermined);
        return this;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        EnvVars variables = build.getEnvironment(listener);
        variables.overrideAll(build.getBuildVariables());
        return new ExecutorWait(build, listener).run(parameters(variables));
    }

    private WaitSpec parameters(EnvVars variables) {
        String connection = variables.expand(connectionId);
        WaitSpec parameters = starts
                ? WaitSpec.starting(connection, credentialsId)
                : new WaitSpec(connection, variables.expand(runId), credentialsId);
        parameters.setManifest(starts ? expandInJson(variables, manifest) : null);
        parameters.setIfActive(ifActive);
        boolean manifestByDefault = starts && connectionType == null;
        parameters.setConnectionType(manifestByDefault ? ConnectionType.MANIFEST.text() : connectionType);
        parameters.setServer(server);
        parameters.setName(variables.expand(name));
        parameters.setFileNames(variables.expand(fileNames));
        parameters.setTimeoutMinutes(timeoutMinutes);
        parameters.setArchiveReport(archiveReport);
        parameters.setSkipPublishingChecks(skipPublishingChecks);
        parameters.setOutcome(ExecutionResult.PARTIAL_SUCCESS, onPartialSuccess);
        parameters.setOutcome(ExecutionResult.ERROR, onError);
        parameters.setOutcome(ExecutionResult.TIMED_OUT, onTimedOut);
        parameters.setOutcome(ExecutionResult.CANCELED, onCanceled);
        parameters.setOutcome(ExecutionResult.SKIPPED, onSkipped);
        parameters.setOutcome(ExecutionResult.UNDETERMINED, onUndetermined);
        return parameters;
    }

    /**
     * A variable can be the whole text. Within it, its value is part of a JSON string, which it cannot end: whoever may
     * only set a build's parameters must not choose other source files.
     */
    private static String expandInJson(EnvVars variables, String text) {
        if (text == null || WHOLE_VARIABLE.matcher(text.trim()).matches()) {
            return variables.expand(text);
        }
        EnvVars quoted = new EnvVars();
        variables.forEach((name, value) ->
                quoted.put(name, new String(JsonStringEncoder.getInstance().quoteAsString(value))));
        return quoted.expand(text);
    }

    public String getConnectionId() {
        return connectionId;
    }

    public String getRunId() {
        return runId;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** Whether a run is started; else {@link #getRunId} names one. */
    public boolean isStarts() {
        return starts;
    }

    @DataBoundSetter
    public void setStarts(boolean starts) {
        this.starts = starts;
    }

    /** The manifest of the run that is started, JSON; null for a storage connection. May have variables. */
    public String getManifest() {
        return manifest;
    }

    @DataBoundSetter
    public void setManifest(String manifest) {
        this.manifest = manifest == null || manifest.isBlank() ? null : manifest;
    }

    /** What to do if a run is active: {@code join} or {@code fail}, null for {@code wait}. */
    public String getIfActive() {
        return ifActive;
    }

    @DataBoundSetter
    public void setIfActive(String ifActive) {
        String choice = WaitSpec.ifActiveAsOffered(ifActive);
        this.ifActive = IfActive.WAIT.text().equals(choice) ? null : choice;
    }

    /** {@code manifest} or {@code storage}, null for manifest. */
    public String getConnectionType() {
        return connectionType;
    }

    @DataBoundSetter
    public void setConnectionType(String connectionType) {
        String type = WaitSpec.connectionTypeAsOffered(connectionType);
        this.connectionType = ConnectionType.MANIFEST.text().equals(type) ? null : type;
    }

    /** The name of a server of the global configuration, null for the default. */
    public String getServer() {
        return server;
    }

    @DataBoundSetter
    public void setServer(String server) {
        this.server = Util.fixEmptyAndTrim(server);
    }

    /** A label where a build waits for several runs, or null; may have variables. */
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    /** The names of the run's files as JSON or CSV, or null; may have variables. */
    public String getFileNames() {
        return fileNames;
    }

    @DataBoundSetter
    public void setFileNames(String fileNames) {
        this.fileNames = Util.fixEmptyAndTrim(fileNames);
    }

    /** How long to wait at most, in minutes; 0 for the default. */
    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    /** Whether the report becomes an artifact of the build; default false. */
    public boolean isArchiveReport() {
        return archiveReport;
    }

    @DataBoundSetter
    public void setArchiveReport(boolean archiveReport) {
        this.archiveReport = archiveReport;
    }

    /** Whether no check is published; default false. */
    public boolean isSkipPublishingChecks() {
        return skipPublishingChecks;
    }

    @DataBoundSetter
    public void setSkipPublishingChecks(boolean skipPublishingChecks) {
        this.skipPublishingChecks = skipPublishingChecks;
    }

    /** The Jenkins result of {@code PartialSuccess}, null for UNSTABLE. */
    public String getOnPartialSuccess() {
        return onPartialSuccess;
    }

    @DataBoundSetter
    public void setOnPartialSuccess(String onPartialSuccess) {
        this.onPartialSuccess = WaitSpec.outcomeAsOffered(onPartialSuccess);
    }

    /** The Jenkins result of {@code Error}, null for FAILURE. */
    public String getOnError() {
        return onError;
    }

    @DataBoundSetter
    public void setOnError(String onError) {
        this.onError = WaitSpec.outcomeAsOffered(onError);
    }

    /** The Jenkins result of {@code TimedOut}, null for FAILURE. */
    public String getOnTimedOut() {
        return onTimedOut;
    }

    @DataBoundSetter
    public void setOnTimedOut(String onTimedOut) {
        this.onTimedOut = WaitSpec.outcomeAsOffered(onTimedOut);
    }

    /** The Jenkins result of {@code Canceled}, null for ABORTED. */
    public String getOnCanceled() {
        return onCanceled;
    }

    @DataBoundSetter
    public void setOnCanceled(String onCanceled) {
        this.onCanceled = WaitSpec.outcomeAsOffered(onCanceled);
    }

    /** The Jenkins result of {@code Skipped}, null for SUCCESS. */
    public String getOnSkipped() {
        return onSkipped;
    }

    @DataBoundSetter
    public void setOnSkipped(String onSkipped) {
        this.onSkipped = WaitSpec.outcomeAsOffered(onSkipped);
    }

    /** The Jenkins result of {@code Undetermined}, null for FAILURE. */
    public String getOnUndetermined() {
        return onUndetermined;
    }

    @DataBoundSetter
    public void setOnUndetermined(String onUndetermined) {
        this.onUndetermined = WaitSpec.outcomeAsOffered(onUndetermined);
    }

    /** The build step in forms. What it has in common with the pipeline step is explained there. */
    @Extension
    @Symbol("waitForSynchronizationRun")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> implements StartForm {

        private static final List<String> EXPLAINED_THERE = List.of(
                "server",
                "connectionType",
                "credentialsId",
                "fileNames",
                "archiveReport",
                "skipPublishingChecks",
                "onPartialSuccess",
                "onError",
                "onTimedOut",
                "onCanceled",
                "onUndetermined");

        public DescriptorImpl() {
            EXPLAINED_THERE.forEach(field -> addHelpFileRedirect(field, WaitForSynchronizationRunStep.class, field));
            addHelpFileRedirect("ifActive", StartSynchronizationRunStep.class, "ifActive");
        }

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> project) {
            return true;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SynchronizationRunBuilder_displayName();
        }
    }
}
