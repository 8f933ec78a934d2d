package io.jenkins.plugins.synchronization.changes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.MissingBody;
import io.jenkins.plugins.synchronization.model.NotCompared;
import io.jenkins.plugins.synchronization.model.RunComparison;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import io.jenkins.plugins.synchronization.storage.StoredTasks;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Compares a completed run with the one before while it is read, and stores what changed beside its body. Errors go to the
 * system log and into the comparison: they must not change how a build ends.
 *
 * <p>Reads at most {@value NotCompared#MOST_BUILDS} earlier builds of the job, and what one of them stores: not for a
 * thread that must not wait.
 */
@Restricted(NoExternalUse.class)
public final class ChangeRecorder {

    private static final Logger LOGGER = Logger.getLogger(ChangeRecorder.class.getName());

    private final Run<?, ?> build;
    private EarlierRun earlier = new EarlierRun(null, null, false);
    private NotCompared whyNot;
    private final FileComparison comparison;

    /**
     * Finds the run before.
     *
     * @param build the build that waited for the run
     * @param address the run
     * @param end when the run ended; null where the API does not say
     */
    public ChangeRecorder(Run<?, ?> build, RunAddress address, @CheckForNull Instant end) {
        this.build = build;
        RunChanges before = null;
        try {
            earlier = EarlierRun.find(build, address, end);
            Run<?, ?> itsBuild = earlier.build();
            RunRecord run = earlier.run();
            before = itsBuild == null || run == null ? null : known(itsBuild, run);
        } catch (RuntimeException | LinkageError e) {
            // Loading builds runs what other plugins store in them.
            failed(e);
        }
        comparison = new FileComparison(before, build.getNumber());
    }

    /** What has to visit the bounded tasks of the run. */
    @NonNull
    public TaskVisitor visitor() {
        return comparison;
    }

    /** Stores what changed, once all tasks were visited. */
    @NonNull
    public RunComparison finish(String key) {
        if (whyNot == NotCompared.FAILED) {
            return RunComparison.none(whyNot);
        }
        if (comparison.hasTooManyFiles()) {
            return RunComparison.none(NotCompared.TOO_MANY_FILES);
        }
        RunChanges changes = comparison.result();
        try {
            changes.write(build, key);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot store what changed in a run that " + build + " waited for");
        }
        Run<?, ?> itsBuild = earlier.build();
        RunRecord run = earlier.run();
        if (itsBuild == null || run == null) {
            return RunComparison.none(earlier.isExhaustive() ? NotCompared.FIRST : NotCompared.TOO_FAR);
        }
        return whyNot == null
                ? RunComparison.of(changes.counts(itsBuild.getNumber(), run.getKey()))
                : RunComparison.none(whyNot, itsBuild.getNumber());
    }

    /** What is stored of the files of the run before, or follows from its tasks; null if there is nothing. */
    @CheckForNull
    private RunChanges known(Run<?, ?> itsBuild, RunRecord run) {
        try {
            return RunChanges.read(itsBuild, run.getKey());
        } catch (IOException missingOrDamaged) {
            LOGGER.log(Level.FINE, missingOrDamaged, () -> "Reading the tasks instead of the changes: " + earlier);
        }
        try {
            FileComparison tasks = new FileComparison(null, itsBuild.getNumber());
            StoredTasks.visit(itsBuild, run, tasks);
            if (!tasks.hasTooManyFiles()) {
                return tasks.result();
            }
            whyNot = NotCompared.TOO_MANY_FILES;
        } catch (NoSuchFileException missing) {
            whyNot = whyMissing(itsBuild, run);
        } catch (IOException damaged) {
            LOGGER.log(Level.FINE, damaged, () -> "Nothing to compare with: " + earlier);
            whyNot = NotCompared.DAMAGED;
        }
        return null;
    }

    private static NotCompared whyMissing(Run<?, ?> itsBuild, RunRecord run) {
        if (!run.isBodyStored()) {
            return MissingBody.TOO_LARGE.name().equals(run.getWhyNoBody())
                    ? NotCompared.TOO_LARGE
                    : NotCompared.MISSING;
        }
        return BodyStore.of(itsBuild).removedAt(run.getKey()) == null ? NotCompared.MISSING : NotCompared.REMOVED;
    }

    private void failed(Throwable problem) {
        LOGGER.log(Level.WARNING, problem, () -> "Cannot compare a run that " + build + " waited for");
        whyNot = NotCompared.FAILED;
    }
}
