package io.jenkins.plugins.synchronization.job;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.Saveable;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.model.listeners.SaveableListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.synchronization.model.SynchronizedJobs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Which of the last builds of each job waited for a run: read once, and again after a build of the job has ended or was
 * deleted. So a badge, which anyone may request, costs a look-up and not a walk over builds, each of which may have to be
 * loaded. It is in memory only: after a restart, the first request for a job reads its last builds.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class JobIndex extends RunListener<Run<?, ?>> {

    /** How many completed builds are read at most. */
    static final int MOST_BUILDS = 50;

    /** How many builds are looked at for these: any number of the newest may be running. */
    private static final int MOST_LOOKED_AT = 1_000;

    private static final int MOST_CONNECTIONS = 1_000;

    private final Map<Job<?, ?>, Entry> entries = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * What was read.
     *
     * @param builds the numbers of the completed builds that waited for a run, the newest first
     * @param newest the newest of them for each connection
     */
    record Found(@NonNull List<Integer> builds, @NonNull Map<String, Integer> newest) {}

    private static final class Entry {

        private final Object reading = new Object();
        private int changes;
        private Found found;

        private synchronized int changes() {
            return changes;
        }

        private synchronized Found found() {
            return found;
        }

        private synchronized void keep(Found read, int changesBefore) {
            if (changes == changesBefore) {
                found = read;
            }
        }

        private synchronized void forget() {
            changes++;
            found = null;
        }
    }

    static JobIndex get() {
        return ExtensionList.lookupSingleton(JobIndex.class);
    }

    /** The last builds of a job; one caller at a time reads them. */
    @NonNull
    Found of(Job<?, ?> job) {
        Entry entry = entries.computeIfAbsent(job, any -> new Entry());
        Found known = entry.found();
        if (known != null) {
            return known;
        }
        synchronized (entry.reading) {
            Found meanwhile = entry.found();
            if (meanwhile != null) {
                return meanwhile;
            }
            int changes = entry.changes();
            Found read = read(job);
            entry.keep(read, changes);
            return read;
        }
    }

    private static Found read(Job<?, ?> job) {
        List<Integer> builds = new ArrayList<>();
        Map<String, Integer> newest = new TreeMap<>();
        if (SynchronizedJobs.contains(job)) {
            Stream.<Run<?, ?>>iterate(job.getLastBuild(), Objects::nonNull, Run::getPreviousBuild)
                    .limit(MOST_LOOKED_AT)
                    .filter(build -> !build.isBuilding())
                    .limit(MOST_BUILDS)
                    .map(build -> BuildRuns.of(build, null))
                    .filter(BuildRuns::hasEnded)
                    .forEach(runs -> {
                        int number = runs.getBuild().getNumber();
                        builds.add(number);
                        runs.connections().stream()
                                .limit(MOST_CONNECTIONS - newest.size())
                                .forEach(connection -> newest.putIfAbsent(connection, number));
                    });
        }
        return new Found(List.copyOf(builds), Collections.unmodifiableMap(newest));
    }

    /** What is known of a job is not true any more. */
    void forget(Job<?, ?> job) {
        Entry entry = entries.get(job);
        if (entry != null) {
            entry.forget();
        }
    }

    /** A build that was running when Jenkins reloaded its jobs has the object of before as its job. */
    private void forgetJobOf(Run<?, ?> build) {
        forget(build.getParent());
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = Jenkins.get().getItemByFullName(build.getParent().getFullName(), Job.class);
            if (job != null) {
                forget(job);
            }
        }
    }

    @Override
    public void onCompleted(Run<?, ?> build, TaskListener listener) {
        forgetJobOf(build);
    }

    /** A completed build is saved at its end, and when it is changed. */
    @Extension
    public static final class SavedBuilds extends SaveableListener {

        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof Run<?, ?> build && !build.isBuilding()) {
                get().forgetJobOf(build);
            }
        }
    }

    @Override
    public void onDeleted(Run<?, ?> build) {
        forgetJobOf(build);
    }
}
