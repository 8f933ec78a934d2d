package io.jenkins.plugins.synchronization.storage;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.storage.BodyStore.Companion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The tasks of a run that a build keeps, told from the index of its body. */
@Restricted(NoExternalUse.class)
public final class StoredTasks {

    private static final Logger LOGGER = Logger.getLogger(StoredTasks.class.getName());

    /** One for some of the runs each: who looks at a page while another makes its index waits for that one. */
    private static final Object[] MAKING =
            Stream.generate(Object::new).limit(16).toArray();

    private StoredTasks() {}

    /**
     * Tells every task and job of a run in the order of its body. Texts are bounded; what is too long ends in an
     * ellipsis. Where the index is missing, damaged or of another version, the body is read and the index made anew.
     *
     * @param build the build that waited for the run, not null
     * @param run which run, not null
     * @param visitor receives tasks and jobs, not null; where this fails, it may have received some
     * @throws NoSuchFileException if the build keeps no tasks of the run
     * @throws IOException if what it keeps cannot be read or is damaged, or what the visitor throws
     */
    public static void replay(Run<?, ?> build, RunRecord run, TaskVisitor visitor) throws IOException {
        replay(BodyStore.of(build), run.getKey(), visitor);
    }

    static void replay(BodyStore store, String key, TaskVisitor visitor) throws IOException {
        if (tellIndex(store, key, visitor)) {
            return;
        }
        boolean indexed;
        synchronized (MAKING[Math.floorMod(key.hashCode(), MAKING.length)]) {
            indexed = hasIndex(store, key) || writeIndex(store, key, () -> store.open(key));
        }
        if (indexed && tellIndex(store, key, visitor)) {
            return;
        }
        try (InputStream body = store.open(key)) {
            RunReader.read(body, new BoundingVisitor(visitor));
        }
    }

    /**
     * Writes the index of a body that has just been stored. Never fails: a run without it is shown all the same, from
     * its body.
     *
     * @param build the build that keeps the body, not null
     * @param key the key that the body is stored under
     * @param body the same body, not null; not closed
     */
    public static void index(Run<?, ?> build, String key, RunBody body) {
        writeIndex(BodyStore.of(build), key, body::open);
    }

    private interface Body {
        InputStream open() throws IOException;
    }

    /** Writes the index of the body that is stored under the key, and returns whether that went well. */
    private static boolean writeIndex(BodyStore store, String key, Body body) {
        try {
            Long mark = store.mark(key);
            if (mark == null) {
                return false;
            }
            try (InputStream in = body.open()) {
                store.write(key, Companion.TASKS, out -> IndexFile.write(to -> RunReader.read(in, to), mark, out));
            }
            if (store.mark(key) == null) {
                // Removed meanwhile, by retention: it has looked for an index already, or will not find this one.
                store.remove(key, Companion.TASKS);
                return false;
            }
            return true;
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "Cannot index the run " + key + " in " + store);
            return false;
        }
    }

    /** Tells what the index has, or nothing at all if there is none that can be used; returns whether it did. */
    private static boolean tellIndex(BodyStore store, String key, TaskVisitor visitor) throws IOException {
        try (IndexFile index = usableIndex(store, key)) {
            if (index == null) {
                return false;
            }
            index.tell(visitor);
            return true;
        } catch (DamagedIndexException unnoticed) {
            store.remove(key, Companion.TASKS);
            throw unnoticed;
        }
    }

    private static boolean hasIndex(BodyStore store, String key) throws IOException {
        try (IndexFile index = usableIndex(store, key)) {
            return index != null;
        }
    }

    /** The index, open and as it was written; null if there is none that can be used. */
    private static IndexFile usableIndex(BodyStore store, String key) throws IOException {
        IndexFile index = null;
        try {
            index = IndexFile.open(store, key);
            index.check(store.mark(key));
            return index;
        } catch (NoSuchFileException missing) {
            return null;
        } catch (IOException unusable) {
            LOGGER.log(Level.FINE, unusable, () -> "The run " + key + " in " + store + " is indexed anew");
            if (index != null) {
                index.close();
            }
            return null;
        }
    }
}
