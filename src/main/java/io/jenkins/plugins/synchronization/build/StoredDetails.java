package io.jenkins.plugins.synchronization.build;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a build's stored body tells of a run, or why it tells nothing.
 *
 * @param details what it tells; null if there is no readable body
 * @param problem why it tells nothing, in the reader's language; null if there are details
 */
@Restricted(NoExternalUse.class)
public record StoredDetails(RunDetails details, String problem) {

    private static final Logger LOGGER = Logger.getLogger(StoredDetails.class.getName());

    /** Reads the body of a run in one pass; never fails. */
    static StoredDetails read(Run<?, ?> build, WaitedRun run, Words words) {
        try (InputStream body = BodyStore.of(build).open(run.getKey())) {
            return new StoredDetails(RunDetailsReader.read(body, words), null);
        } catch (NoSuchFileException missing) {
            return new StoredDetails(null, MissingBody.explain(build, run));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "Cannot read the run " + run.getKey() + " of " + build);
            return new StoredDetails(null, Messages.StoredDetails_Damaged());
        }
    }
}
