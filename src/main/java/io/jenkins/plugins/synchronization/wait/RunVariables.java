package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Action;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.model.TaskCounts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.TransientActionFactory;

/**
 * Gives later steps of a build, of a pipeline as well, the result of its last run in environment variables, and that of
 * each run with a name. Nothing is stored for that: it is what the build stores anyway.
 */
final class RunVariables extends InvisibleAction implements EnvironmentContributingAction {

    private static final String PREFIX = "SYNCHRONIZATION_";

    private final SynchronizationAction stored;

    private RunVariables(SynchronizationAction stored) {
        this.stored = stored;
    }

    @Override
    public void buildEnvironment(@NonNull Run<?, ?> run, @NonNull EnvVars env) {
        List<Ended> all = Stream.<Ended>concat(
                        stored.getRuns().stream().map(Completed::new),
                        stored.getEndedWaits().stream().map(wait -> new WithoutResult(wait, run)))
                .toList();
        Map<String, Ended> named = new HashMap<>();
        for (Ended ended : all) {
            if (ended.label() != null) {
                named.merge(word(ended.label()).toUpperCase(Locale.ROOT), ended, RunVariables::later);
            }
        }
        named.forEach((name, ended) -> ended.put(env, PREFIX + name + "_"));
        all.stream().reduce(RunVariables::later).ifPresent(last -> last.put(env, PREFIX));
    }

    /** Both lists are in the order of the ends. */
    private static Ended later(Ended one, Ended other) {
        return one.getClass() == other.getClass() || other.millis() >= one.millis() ? other : one;
    }

    private interface Ended {

        /** When it ended. */
        long millis();

        String label();

        void put(EnvVars env, String prefix);
    }

    private record Completed(RunRecord run) implements Ended {

        @Override
        public long millis() {
            return run.getRecordedMillis();
        }

        @Override
        public String label() {
            return run.getLabel();
        }

        @Override
        public void put(EnvVars env, String prefix) {
            TaskCounts tasks = run.getTasks();
            env.put(prefix + "RESULT", word(run.getResult()).replaceFirst("^-", "_"));
            env.put(prefix + "OUTCOME", word(run.getOutcome()));
            env.put(prefix + "TASKS", Integer.toString(tasks.getTotal()));
            env.put(prefix + "TASKS_SUCCEEDED", Integer.toString(tasks.getSucceeded()));
            env.put(prefix + "TASKS_FAILED", Integer.toString(tasks.getFailed()));
            env.put(prefix + "TASKS_SKIPPED", Integer.toString(tasks.getSkipped()));
            env.put(prefix + "SUMMARY", harmless(run.summaryLine()));
            env.put(prefix + "REPORT_URL", run.getReportUrl());
            env.put(prefix + "RUN_ID", word(run.getRunId()));
            env.put(prefix + "CONNECTION_ID", word(run.getConnectionId()));
        }
    }

    private record WithoutResult(EndedWait ended, Run<?, ?> build) implements Ended {

        @Override
        public long millis() {
            return ended.getEndMillis();
        }

        @Override
        public String label() {
            return ended.getLabel();
        }

        /** All variables, so that none is left of another run. */
        @Override
        public void put(EnvVars env, String prefix) {
            env.put(prefix + "RESULT", "");
            env.put(prefix + "OUTCOME", word(ended.getOutcome()));
            for (String count : List.of("TASKS", "TASKS_SUCCEEDED", "TASKS_FAILED", "TASKS_SKIPPED")) {
                env.put(prefix + count, "0");
            }
            env.put(prefix + "SUMMARY", harmless(ended.getMessage()));
            env.put(prefix + "REPORT_URL", SynchronizationAction.urlOf(build));
            env.put(prefix + "RUN_ID", word(ended.getRunId()));
            env.put(prefix + "CONNECTION_ID", word(ended.getConnectionId()));
        }
    }

    /** The API's names are open: what is no name must not become a command in a batch file. */
    private static String word(String text) {
        return Util.fixNull(text).replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /**
     * Texts are put into commands, where quotes, variables and operators of any shell would be executed, and a word that
     * begins like an option or a file of arguments would be one. Modifier letters are no letters here: Windows makes quotes
     * of some.
     */
    private static String harmless(String text) {
        return text.replaceAll("[()\"'“”]", "")
                .replaceAll("[^\\p{Lu}\\p{Ll}\\p{Lt}\\p{Lo}\\p{M}\\p{N} _.,:/@=+-]", "_")
                .replaceAll("(?<![^ ])[@-](?! |$)", "_");
    }

    /** Creates it for each build that has waited for a run. */
    @Extension
    @SuppressWarnings("rawtypes") // as the factory wants it
    public static final class Factory extends TransientActionFactory<Run> {

        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return EnvironmentContributingAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Run build) {
            SynchronizationAction stored = SynchronizationAction.of(build);
            return stored.getRuns().isEmpty() && stored.getEndedWaits().isEmpty()
                    ? List.of()
                    : List.of(new RunVariables(stored));
        }
    }
}
