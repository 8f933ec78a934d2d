package io.jenkins.plugins.synchronization.recording;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.synchronization.changes.ChangeRecorder;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.model.MissingBody;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.RunReference;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.model.TaskCounts;
import io.jenkins.plugins.synchronization.model.UnsuccessfulTask;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import io.jenkins.plugins.synchronization.storage.StoredTasks;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps a run that is over in the build that waited for it. */
public final class RunRecorder {

    private static final Logger LOGGER = Logger.getLogger(RunRecorder.class.getName());

    private RunRecorder() {}

    /**
     * Stores the body, adds the run to the build's {@link SynchronizationAction} and saves the build; archives the
     * report if asked to. What cannot be stored is told in the build's log, and the summary kept without it: a full disk
     * must not change how a build ends. Recording a key again replaces what was there.
     *
     * <p>Reads and writes files: not for a thread that must not wait.
     *
     * @param build not null
     * @param log the build's log, not null
     * @param subject which run, for which step, not null
     * @param summary what the API said, not null
     * @param body the API's last answer, not null; not closed
     * @param outcome what the result means for the build, not null
     * @param archiveReport whether to archive the report as an artifact
     * @return what was kept, never null
     */
    public static RecordedRun record(
            Run<?, ?> build,
            TaskListener log,
            RunReference subject,
            RunSummary summary,
            RunBody body,
            Outcome outcome,
            boolean archiveReport) {
        List<UnsuccessfulTask> tasks = unsuccessfulTasks(build, summary, body);
        MissingBody missing = store(build, log, subject, body);
        RunRecord run = RunRecord.of(subject, summary, outcome, tasks, body.size(), missing);
        run.compared(ChangeRecorder.record(build, run, body));
        SynchronizationAction.add(build, run);
        boolean deleted = !build.getRootDir().isDirectory();
        if (!deleted) {
            save(build, log);
        }
        if (archiveReport && !deleted) {
            ReportArchive.archive(build, log, run, body);
        }
        return new RecordedRun(run, tasks);
    }

    private static List<UnsuccessfulTask> unsuccessfulTasks(Run<?, ?> build, RunSummary summary, RunBody body) {
        TaskCounts counts = TaskCounts.of(summary);
        if (counts.getTotal() == counts.getSucceeded() + counts.getSkipped()) {
            return List.of();
        }
        try (InputStream in = body.open()) {
            return UnsuccessfulTasks.read(in);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot read the tasks of a run that " + build + " waited for");
            return List.of();
        }
    }

    private static MissingBody store(Run<?, ?> build, TaskListener log, RunReference subject, RunBody body) {
        long most = (long) SynchronizationConfiguration.get().getMaxBodyMegabytes() << 20;
        if (body.size() > most) {
            log.getLogger()
                    .println(
                            Messages.RunRecorder_TooLarge(BodyStore.mebibytes(body.size()), BodyStore.mebibytes(most)));
            return MissingBody.TOO_LARGE;
        }
        try {
            BodyStore.of(build).write(subject.key(), body);
            StoredTasks.index(build, subject.key(), body);
            return null;
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot store a run that " + build + " waited for");
            log.getLogger().println(Messages.RunRecorder_NotStored(e.getClass().getSimpleName()));
            return MissingBody.NOT_WRITTEN;
        }
    }

    private static void save(Run<?, ?> build, TaskListener log) {
        try {
            build.save();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot save " + build);
            log.getLogger().println(Messages.RunRecorder_NotSaved(e.getClass().getSimpleName()));
        }
    }
}
