package io.jenkins.plugins.synchronization.changes;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.model.Change;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What changed in a run that a build waited for, file by file, as it was stored. Immutable. */
@Restricted(NoExternalUse.class)
public final class RunChanges {

    private static final Logger LOGGER = Logger.getLogger(RunChanges.class.getName());

    private final ChangeTable table;

    private RunChanges(ChangeTable table) {
        this.table = table;
    }

    /**
     * Reads what changed; where it is not stored, or not any more, or damaged, nothing is said of any file.
     *
     * @param build the build that waited for the run, not null
     * @param key the run's key in it
     * @return never null
     */
    public static RunChanges of(Run<?, ?> build, String key) {
        try {
            return new RunChanges(ChangeFile.read(build, key));
        } catch (NoSuchFileException notStored) {
            return new RunChanges(ChangeTable.EMPTY);
        } catch (IOException damaged) {
            LOGGER.log(Level.FINE, damaged, () -> "Cannot read what changed in run " + key + " of " + build);
            return new RunChanges(ChangeTable.EMPTY);
        }
    }

    /**
     * What became of a file since the run before.
     *
     * @param sourceFileId the file's id as the API or {@code StoredTasks} tells it, or null
     * @return null if there is nothing to say of it: it is as fine as before, or nobody knows
     */
    public Change changeOf(String sourceFileId) {
        int place = find(sourceFileId);
        return place < 0 ? null : table.kind(place).change();
    }

    /**
     * Since when a file fails.
     *
     * @return the number of the first build in which it failed, also for a file that was fixed; 0 if it is not known to
     *     have failed
     */
    public int since(String sourceFileId) {
        int place = find(sourceFileId);
        return place < 0 ? 0 : table.since(place);
    }

    private int find(String sourceFileId) {
        return table.size() == 0 ? -1 : table.find(FileNumbers.of(sourceFileId));
    }
}
