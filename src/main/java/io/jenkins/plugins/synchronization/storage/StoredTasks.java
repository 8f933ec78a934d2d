package io.jenkins.plugins.synchronization.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The tasks of stored runs. Those of recently viewed and recently completed runs are held in memory, so that a page that
 * reads them twice, and each search, need not read the body again; a run that is too heavy for that is read each time.
 *
 * <p>Only one reader at a time collects tasks for the memory; whoever reads another run meanwhile only reads. So the memory
 * that all of this takes is at most twice {@value #MOST_BYTES} bytes.
 */
@Restricted(NoExternalUse.class)
public final class StoredTasks {

    static final int MOST_BYTES = 64 << 20;

    private static final Duration UNUSED = Duration.ofMinutes(15);

    private static final Cache<BodyStore.Version, TaskList> RECENT = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((BodyStore.Version run, TaskList tasks) -> tasks.bytes())
            .expireAfterAccess(UNUSED)
            .build();

    private static final Semaphore COLLECTING = new Semaphore(1);

    private StoredTasks() {}

    /**
     * Visits every task and job of a run in the order of its body. Texts are bounded; what is too long ends in an
     * ellipsis.
     *
     * @param build the build that waited for the run
     * @param run which run
     * @param visitor receives tasks and jobs; if this fails, it may have received some
     * @throws NoSuchFileException if the build does not store the run's body
     * @throws IOException if the body cannot be read or is damaged, or what the visitor throws
     */
    public static void visit(Run<?, ?> build, RunRecord run, TaskVisitor visitor) throws IOException {
        visit(BodyStore.of(build), run.getKey(), visitor);
    }

    static void visit(BodyStore store, String key, TaskVisitor visitor) throws IOException {
        BodyStore.Version version = store.version(key);
        TaskList known = RECENT.getIfPresent(version);
        if (known != null) {
            known.visit(visitor);
            return;
        }
        try (Collection collection = new Collection()) {
            try (InputStream body = store.open(key)) {
                RunReader.read(body, store.fileNames(key), BoundedTask.visitor(visitor, collection.visitor()));
            }
            collection.keep(version);
        }
    }

    /** Forgets all tasks that are held in memory. */
    static void forgetAll() {
        RECENT.invalidateAll();
    }

    /** Collects the tasks of one run for the memory, if no other thread collects and if they are not too many. */
    public static final class Collection implements AutoCloseable {

        private final boolean mayCollect = COLLECTING.tryAcquire();
        private final TaskList tasks = new TaskList(mayCollect ? MOST_BYTES : 0);

        /** What has to visit the bounded tasks and jobs of the run. */
        @NonNull
        public TaskVisitor visitor() {
            return tasks;
        }

        /**
         * Holds the tasks in memory for the body that a build has just stored.
         *
         * @throws NoSuchFileException if it does not store the body any more
         * @throws IOException if the body's file cannot be accessed
         */
        public void keep(Run<?, ?> build, String key) throws IOException {
            keep(BodyStore.of(build).version(key));
        }

        private void keep(BodyStore.Version version) {
            if (mayCollect && tasks.isWhole()) {
                RECENT.put(version, tasks);
            }
        }

        /** Lets others collect. */
        @Override
        public void close() {
            if (mayCollect) {
                COLLECTING.release();
            }
        }
    }
}
