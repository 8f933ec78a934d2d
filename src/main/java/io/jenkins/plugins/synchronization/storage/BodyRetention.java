package io.jenkins.plugins.synchronization.storage;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Job;
import hudson.model.TaskListener;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
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
 * Removes bodies that are older than the administrator wants them to be kept, once a day. It walks directories and
 * loads no build, since a Jenkins may have a million of them.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class BodyRetention extends AsyncPeriodicWork {

    private static final Pattern BUILD = Pattern.compile("\\d{1,10}");

    /** For Jenkins. */
    public BodyRetention() {
        super("Synchronization run retention");
    }

    @Override
    public long getRecurrencePeriod() {
        return DAY;
    }

    @Override
    protected void execute(TaskListener listener) throws InterruptedException {
        int days = SynchronizationConfiguration.get().getBodyRetentionDays();
        if (days > 0) {
            removeOlderThan(Instant.now().minus(Duration.ofDays(days)), listener);
        }
    }

    /** Removes the bodies of all jobs that were written before a point in time. */
    static void removeOlderThan(Instant time, TaskListener listener) throws InterruptedException {
        int removed = 0;
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Jenkins is stopping");
            }
            try {
                removed += removeOlderThan(time, job.getBuildDir().toPath());
            } catch (IOException e) {
                listener.error("Cannot remove stored runs of %s: %s", job.getFullName(), e);
            }
        }
        if (removed > 0) {
            listener.getLogger().println("Removed the stored answers of " + removed + " runs from before " + time);
        }
    }

    private static int removeOlderThan(Instant time, Path buildsOfJob) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> builds = Files.newDirectoryStream(buildsOfJob, BodyRetention::isBuild)) {
            for (Path build : builds) {
                removed += BodyStore.in(build).removeOlderThan(time);
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
