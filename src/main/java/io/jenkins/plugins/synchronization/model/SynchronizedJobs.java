package io.jenkins.plugins.synchronization.model;

import hudson.model.Job;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Which jobs have to do with synchronization: those of which a build waited for a run, or waits for one. An empty file
 * in the job's directory says so, so that pages of all other jobs need not load a single build to find out.
 */
@Restricted(NoExternalUse.class)
public final class SynchronizedJobs {

    private static final Logger LOGGER = Logger.getLogger(SynchronizedJobs.class.getName());
    private static final String FILE = "synchronization-runs";

    private SynchronizedJobs() {}

    /** Whether a build of this job waited for a run, as far as that is known. Asks the file system once. */
    public static boolean contains(Job<?, ?> job) {
        return file(job).isFile();
    }

    /** From now on the job is one of them; a problem with its directory goes to the log. */
    public static void add(Job<?, ?> job) {
        File file = file(job);
        if (file.isFile()) {
            return;
        }
        try {
            // The directory is not made: it is gone where the job was deleted meanwhile.
            Files.createFile(file.toPath());
        } catch (FileAlreadyExistsException another) {
            LOGGER.log(Level.FINEST, "Another build was quicker", another);
        } catch (IOException problem) {
            LOGGER.log(Level.FINE, "Cannot note that " + job.getFullName() + " has synchronization runs", problem);
        }
    }

    private static File file(Job<?, ?> job) {
        return new File(job.getRootDir(), FILE);
    }
}
