package io.jenkins.plugins.synchronization.changes;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.changes.FileVerdicts.TooManyTasksException;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.NotCompared;
import io.jenkins.plugins.synchronization.model.RunComparison;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import io.jenkins.plugins.synchronization.storage.StoredTasks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Compares a run that is over with the one before, and stores what changed beside its body. */
@Restricted(NoExternalUse.class)
public final class ChangeRecorder {

    private static final Logger LOGGER = Logger.getLogger(ChangeRecorder.class.getName());

    private ChangeRecorder() {}

    /** The run before has no data to compare with. */
    private static final class NothingKeptException extends Exception {

        private static final long serialVersionUID = 1;
        private final NotCompared why;

        NothingKeptException(NotCompared why, Throwable cause) {
            super(why.name(), cause);
            this.why = why;
        }
    }

    /**
     * Compares a run, and stores what changed as {@code <key>.changes}. What goes wrong is told in the system log and in
     * what is returned: it must not change how a build ends.
     *
     * <p>Reads the run, at most {@value NotCompared#MOST_BUILDS} earlier builds of the job, and what one of them stored: not
     * for a thread that must not wait.
     *
     * @param build the build that waited for the run, not null
     * @param run what the build keeps of it, not null
     * @param body the API's last answer, not null; not closed
     * @return never null
     */
    public static RunComparison record(Run<?, ?> build, RunRecord run, RunBody body) {
        try {
            return compare(build, run, verdicts(build, run, body));
        } catch (TooManyTasksException e) {
            return RunComparison.none(NotCompared.TOO_MANY_TASKS);
        } catch (IOException | RuntimeException | LinkageError e) {
            // Loading builds runs what other plugins keep in them.
            LOGGER.log(Level.WARNING, e, () -> "Cannot tell what changed in a run that " + build + " waited for");
            return RunComparison.none(NotCompared.FAILED);
        }
    }

    /** From the index of the tasks, which is several times quicker than the body; from that where there is none. */
    private static FileVerdicts verdicts(Run<?, ?> build, RunRecord run, RunBody body) throws IOException {
        if (run.isBodyStored()) {
            try {
                return FileVerdicts.read(visitor -> StoredTasks.replay(build, run, visitor));
            } catch (TooManyTasksException e) {
                throw e;
            } catch (IOException removedMeanwhile) {
                LOGGER.log(Level.FINE, removedMeanwhile, () -> "Reading the body instead of what " + build + " stored");
            }
        }
        return FileVerdicts.read(visitor -> read(body, visitor));
    }

    private static void read(RunBody body, TaskVisitor visitor) throws IOException {
        try (InputStream in = body.open()) {
            RunReader.read(in, visitor);
        }
    }

    private static RunComparison compare(Run<?, ?> build, RunRecord run, FileVerdicts now) {
        EarlierRun earlier = EarlierRun.find(build, run);
        if (earlier.run() == null) {
            store(build, run, FileComparison.first(now, build.getNumber()));
            return RunComparison.none(earlier.isExhaustive() ? NotCompared.FIRST : NotCompared.TOO_FAR);
        }
        int earlierBuild = earlier.build().getNumber();
        try {
            ChangeTable changes = FileComparison.of(now, known(earlier), build.getNumber());
            store(build, run, changes);
            return RunComparison.of(changes.counts(earlierBuild, earlier.run().getKey()));
        } catch (NothingKeptException e) {
            LOGGER.log(Level.FINE, e, () -> "Nothing to compare with in " + earlier.build());
            store(build, run, FileComparison.first(now, build.getNumber()));
            return RunComparison.none(e.why, earlierBuild);
        }
    }

    /** What was stored of the files of an earlier run, or can be told from its tasks. */
    private static ChangeTable known(EarlierRun earlier) throws NothingKeptException {
        try {
            return ChangeFile.read(earlier.build(), earlier.run().getKey());
        } catch (IOException missingOrDamaged) {
            LOGGER.log(Level.FINE, missingOrDamaged, () -> "Reading the tasks instead of the changes: " + earlier);
        }
        try {
            FileVerdicts verdicts =
                    FileVerdicts.read(visitor -> StoredTasks.replay(earlier.build(), earlier.run(), visitor));
            return FileComparison.first(verdicts, earlier.build().getNumber());
        } catch (NoSuchFileException e) {
            throw new NothingKeptException(whyMissing(earlier), e);
        } catch (TooManyTasksException e) {
            throw new NothingKeptException(NotCompared.TOO_MANY_TASKS, e);
        } catch (IOException e) {
            throw new NothingKeptException(NotCompared.DAMAGED, e);
        }
    }

    private static NotCompared whyMissing(EarlierRun earlier) {
        RunRecord run = earlier.run();
        if (!run.isBodyStored()) {
            return NotCompared.TOO_LARGE.name().equals(run.getWhyNoBody())
                    ? NotCompared.TOO_LARGE
                    : NotCompared.MISSING;
        }
        return BodyStore.of(earlier.build()).removedAt(run.getKey()) == null
                ? NotCompared.MISSING
                : NotCompared.REMOVED;
    }

    private static void store(Run<?, ?> build, RunRecord run, ChangeTable changes) {
        try {
            ChangeFile.write(build, run.getKey(), changes);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot store what changed in a run that " + build + " waited for");
        }
    }
}
