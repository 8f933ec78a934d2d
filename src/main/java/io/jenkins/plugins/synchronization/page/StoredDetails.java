package io.jenkins.plugins.synchronization.page;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.report.RunOverview;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import io.jenkins.plugins.synchronization.storage.StoredTasks;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a build's stored tasks show of a run, or why they show nothing.
 *
 * @param details what they show; null if there are none that can be read
 * @param problem why they show nothing, or why there is nothing to download, in the reader's language; null if there is
 *     no problem
 */
@Restricted(NoExternalUse.class)
public record StoredDetails(RunBreakdown details, String problem) {

    private static final Logger LOGGER = Logger.getLogger(StoredDetails.class.getName());

    /** Reads the tasks of a run in one pass; never fails. */
    static StoredDetails read(Run<?, ?> build, RunRecord run, Words words) {
        try {
            RunOverview overview = new RunOverview(words, true);
            StoredTasks.visit(build, run, overview);
            return new StoredDetails(RunBreakdown.of(overview, run), null);
        } catch (NoSuchFileException missing) {
            return new StoredDetails(null, BodyStore.of(build).whyMissing(run));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "Cannot read the run " + run.getKey() + " of " + build);
            return new StoredDetails(null, Messages.StoredDetails_Damaged());
        }
    }
}
