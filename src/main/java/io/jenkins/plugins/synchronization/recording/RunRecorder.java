package io.jenkins.plugins.synchronization.recording;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.synchronization.changes.ChangeRecorder;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.BodyNotStoredException;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.FailedTask;
import io.jenkins.plugins.synchronization.model.MissingBody;
import io.jenkins.plugins.synchronization.model.NotCompared;
import io.jenkins.plugins.synchronization.model.RunComparison;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.RunReference;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.model.SynchronizedJobs;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import io.jenkins.plugins.synchronization.storage.BoundedTask;
import io.jenkins.plugins.synchronization.storage.StoredTasks;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Stores a completed run in the build that waited for it, in two steps: {@link #store} writes its data, {@link #add} makes it
 * one of the build's runs. Between the two the wait may still be aborted, and {@link #discard} removes the data again.
 * Recording a key again replaces what was there. What cannot be stored is noted in the build's log, and the summary stored
 * without it: a full disk must not change how a build ends.
 *
 * <p>All of it reads and writes files: not for a thread that must not wait.
 */
public final class RunRecorder {

    private static final Logger LOGGER = Logger.getLogger(RunRecorder.class.getName());

    private RunRecorder() {}

    /**
     * Stores the data of a run and what is computed from it.
     *
     * @param build the build that waited
     * @param subject which run, for which step
     * @param summary how the run ended
     * @param body the API's last response; not closed
     * @param names the names of the run's files
     * @param outcome what the result means for the build
     * @param log takes lines for the build's log
     * @param stopped whether storing is no longer wanted; asked between the parts
     * @return what {@link #add} adds to the build; null if storing was stopped
     */
    @CheckForNull
    public static RecordedRun store(
            Run<?, ?> build,
            RunReference subject,
            RunSummary summary,
            RunBody body,
            FileNames names,
            Outcome outcome,
            Consumer<String> log,
            BooleanSupplier stopped) {
        ChangeRecorder changes =
                new ChangeRecorder(build, subject.address(), summary.run().end());
        FailedTasks failed = new FailedTasks();
        try (StoredTasks.Collection recent = new StoredTasks.Collection()) {
            boolean read = read(build, body, names, BoundedTask.visitor(failed, changes.visitor(), recent.visitor()));
            if (stopped.getAsBoolean()) {
                return null;
            }
            List<FailedTask> tasks = read ? failed.list() : List.of();
            MissingBody missing = store(build, subject, body, log);
            store(build, subject, names);
            RunRecord run =
                    new RunRecord(subject, summary, outcome, read ? failed.codes() : List.of(), body.size(), missing);
            run.attachTo(build);
            run.compared(read ? changes.finish(subject.key()) : RunComparison.none(NotCompared.FAILED));
            if (stopped.getAsBoolean()) {
                discard(build, subject.key());
                return null;
            }
            if (read && missing == null) {
                keep(build, subject, recent);
            }
            return new RecordedRun(run, tasks);
        }
    }

    /** Archives the report of a stored run as artifacts of the build; may take as long as the artifact store does. */
    public static void archive(Run<?, ?> build, TaskListener log, RecordedRun recorded, RunBody body) {
        if (build.getRootDir().isDirectory()) {
            ReportArchive.archive(build, log, recorded.run(), body);
        }
    }

    /** Adds a stored run to the build's {@link SynchronizationAction} and saves the build. */
    public static void add(Run<?, ?> build, RecordedRun recorded, Consumer<String> log) {
        SynchronizationAction.add(build, recorded.run());
        save(build, log);
    }

    /** Adds a wait that ended without a result to the build's {@link SynchronizationAction} and saves the build. */
    public static void add(Run<?, ?> build, EndedWait wait) {
        SynchronizationAction.add(build, wait);
        SynchronizedJobs.add(build.getParent());
        save(build, line -> {});
    }

    /** Removes the data of a run that did not become one of the build's. */
    public static void discard(Run<?, ?> build, String key) {
        try {
            BodyStore.of(build).remove(key);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(
                    Level.WARNING, e, () -> "Cannot remove the data of a run that " + build + " no longer waits for");
        }
    }

    /** A run of the build as it was when it was recorded. */
    public static RecordedRun recorded(Run<?, ?> build, RunRecord run) {
        return new RecordedRun(run, storedTasks(build, run));
    }

    private static List<FailedTask> storedTasks(Run<?, ?> build, RunRecord run) {
        try {
            FailedTasks failed = new FailedTasks();
            StoredTasks.visit(build, run, failed);
            return failed.list();
        } catch (IOException e) {
            LOGGER.log(Level.INFO, e, () -> "Cannot read the tasks of a run of " + build);
            return List.of();
        }
    }

    /** Reads the run once for all that is to be known of its tasks; returns whether that went well. */
    private static boolean read(Run<?, ?> build, RunBody body, FileNames names, TaskVisitor visitor) {
        try (InputStream in = body.open()) {
            RunReader.read(in, names, visitor);
            return true;
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot read the tasks of a run that " + build + " waited for");
            return false;
        }
    }

    private static void keep(Run<?, ?> build, RunReference subject, StoredTasks.Collection recent) {
        try {
            recent.keep(build, subject.key());
        } catch (IOException removedMeanwhile) {
            LOGGER.log(Level.FINE, removedMeanwhile, () -> "The tasks of a run of " + build + " are read when needed");
        }
    }

    /** Without them, pages show IDs. */
    private static void store(Run<?, ?> build, RunReference subject, FileNames names) {
        if (names.isEmpty()) {
            return;
        }
        try {
            BodyStore.of(build).writeNames(subject.key(), names);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot store the file names of a run that " + build + " waited for");
        }
    }

    private static MissingBody store(Run<?, ?> build, RunReference subject, RunBody body, Consumer<String> log) {
        long most = (long) SynchronizationConfiguration.get().getMaxBodyMegabytes() << 20;
        if (body.size() > most) {
            log.accept(Messages.RunRecorder_TooLarge(BodyStore.mebibytes(body.size()), BodyStore.mebibytes(most)));
            return MissingBody.TOO_LARGE;
        }
        try {
            BodyStore.of(build).write(subject.key(), body);
            return null;
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot store a run that " + build + " waited for");
            String reason = e instanceof BodyNotStoredException known
                    ? known.in(Locale.getDefault())
                    : e.getClass().getSimpleName();
            log.accept(Messages.RunRecorder_NotStored(reason));
            return MissingBody.NOT_WRITTEN;
        }
    }

    /** A deleted build is not saved: its directory would come back. */
    private static void save(Run<?, ?> build, Consumer<String> log) {
        try {
            if (build.getRootDir().isDirectory()) {
                build.save();
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot save " + build);
            log.accept(Messages.RunRecorder_NotSaved(e.getClass().getSimpleName()));
        }
    }
}
