package io.jenkins.plugins.synchronization.storage;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Job;
import hudson.model.TaskListener;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.model.SynchronizedJobs;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Removes the data of runs that is older than the administrator wants it to be kept, and temporary files of a controller that
 * was killed: at the start and once a day. It walks directories and loads no build, since a Jenkins may have a million of them.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class BodyRetention extends AsyncPeriodicWork {

    private static final Pattern BUILD = Pattern.compile("\\d{1,10}");

    private final Instant started = Instant.now();

    public BodyRetention() {
        super("Synchronization run retention");
    }

    @Override
    public long getRecurrencePeriod() {
        return DAY;
    }

    /** At the start, too: a controller that was killed leaves temporary files. */
    @Override
    public long getInitialDelay() {
        return 0;
    }

    @Override
    protected void execute(TaskListener listener) throws InterruptedException {
        int days = SynchronizationConfiguration.get().getBodyRetentionDays();
        // Nothing is as old as that where everything is to be kept.
        Instant oldest = days > 0 ? Instant.now().minus(Duration.ofDays(days)) : Instant.MIN;
        try {
            TemporaryFolder.deleteOlderThan(started);
        } catch (IOException e) {
            listener.error("Cannot delete temporary files: %s", e);
        }
        int removed = 0;
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Jenkins is stopping");
            }
            if (!SynchronizedJobs.contains(job)) {
                continue;
            }
            try {
                removed += clean(job.getBuildDir().toPath(), oldest, listener);
            } catch (IOException e) {
                listener.error("Cannot remove stored runs of %s: %s", job.getFullName(), e);
            }
        }
        if (removed > 0) {
            listener.getLogger()
                    .println("Removed the data of " + removed + (removed == 1 ? " run" : " runs") + " from before "
                            + oldest);
        }
    }

    private int clean(Path buildsOfJob, Instant oldest, TaskListener listener) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> builds = Files.newDirectoryStream(buildsOfJob, BodyRetention::isBuild)) {
            for (Path build : builds) {
                try {
                    removed += BodyStore.in(build).removeOlderThan(oldest, started);
                } catch (IOException e) {
                    listener.error("Cannot remove a stored run of %s: %s", build, e);
                }
            }
        } catch (NotDirectoryException | NoSuchFileException noBuilds) {
            return removed;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return removed;
    }

    private static boolean isBuild(Path directory) {
        return BUILD.matcher(String.valueOf(directory.getFileName())).matches();
    }
}
