package io.jenkins.plugins.synchronization.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.Action;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.model.TaskCounts;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/**
 * Gives later steps of a freestyle build the result of its last run in environment variables. Nothing
 * is stored for that: it is what the build keeps anyway. Pipelines have the returned object instead.
 */
final class RunVariables extends InvisibleAction implements EnvironmentContributingAction {

    private final RunRecord last;

    private RunVariables(RunRecord last) {
        this.last = last;
    }

    @Override
    public void buildEnvironment(@NonNull Run<?, ?> run, @NonNull EnvVars env) {
        TaskCounts tasks = last.getTasks();
        env.put("SYNCHRONIZATION_RESULT", name(last.getResult()));
        env.put("SYNCHRONIZATION_OUTCOME", name(last.getOutcome()));
        env.put("SYNCHRONIZATION_TASKS", Integer.toString(tasks.getTotal()));
        env.put("SYNCHRONIZATION_TASKS_SUCCEEDED", Integer.toString(tasks.getSucceeded()));
        env.put("SYNCHRONIZATION_TASKS_FAILED", Integer.toString(tasks.getFailed()));
        env.put("SYNCHRONIZATION_TASKS_SKIPPED", Integer.toString(tasks.getSkipped()));
        env.put("SYNCHRONIZATION_REPORT_URL", last.getReportUrl());
    }

    /** The API's names are open: what is no name must not become a command in a batch file. */
    private static String name(String text) {
        return Util.fixNull(text).replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /** Makes it for each build of a project that has waited for a run. */
    @Extension
    @SuppressWarnings("rawtypes") // as the factory wants it
    public static final class Factory extends TransientActionFactory<AbstractBuild> {

        @Override
        public Class<AbstractBuild> type() {
            return AbstractBuild.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return EnvironmentContributingAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull AbstractBuild build) {
            List<RunRecord> runs = SynchronizationAction.of(build).getRuns();
            return runs.isEmpty() ? List.of() : List.of(new RunVariables(runs.get(runs.size() - 1)));
        }
    }
}
