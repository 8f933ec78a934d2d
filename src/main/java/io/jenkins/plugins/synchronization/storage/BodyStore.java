package io.jenkins.plugins.synchronization.storage;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.model.MissingBody;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.RunReference;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.text.DateFormat;
import java.time.Instant;
import java.util.Date;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.io.output.CloseShieldOutputStream;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The bodies that a build keeps: gzip files under its directory, one for each key. Found by the build each time, never
 * by a kept path, since jobs are renamed and moved.
 */
@Restricted(NoExternalUse.class)
public final class BodyStore {

    private static final Logger LOGGER = Logger.getLogger(BodyStore.class.getName());

    /** The folder in a build's directory. */
    static final String FOLDER = "synchronization";

    private static final String SUFFIX = ".json.gz";
    private static final String TEMPORARY_SUFFIX = ".tmp";

    /** Marks that a body was removed on purpose; the time of the file says when. */
    private static final String REMOVED_SUFFIX = ".removed";

    private static final int BUFFER = 1 << 15;

    /** What changed since the run before, stored beside the body and removed with it. */
    private static final String CHANGES_SUFFIX = ".changes";

    /** The names of the run's files, stored beside the body and removed with it. */
    private static final String NAMES_SUFFIX = ".names";

    /**
     * Distinguishes a body from another one that was stored under its key, and under any other.
     *
     * @param file where it is
     * @param written when it was written
     * @param bytes the size of its file
     */
    record Version(Path file, FileTime written, long bytes) {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {

        /** Writes all of it; does not close the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    private final Path directory;

    private BodyStore(Path directory) {
        this.directory = directory;
    }

    public static BodyStore of(Run<?, ?> build) {
        return in(build.getRootDir().toPath());
    }

    /** The bodies of the build that has this directory. */
    public static BodyStore in(Path buildDirectory) {
        return new BodyStore(buildDirectory.resolve(FOLDER));
    }

    /**
     * Writes a body so that it is there as a whole or not at all; one that was there under the key is replaced.
     *
     * @throws NoSuchFileException if the build was deleted
     * @throws IOException if it cannot be written
     */
    public void write(String key, RunBody body) throws IOException {
        write(key, file(key), out -> compress(body, out));
        Files.deleteIfExists(marker(key));
    }

    /**
     * Writes what changed, whether the body is stored or not, so that it is there as a whole or not at all; what was there
     * is replaced.
     *
     * @throws NoSuchFileException if the build was deleted
     * @throws IOException if it cannot be written, or what the content throws
     */
    public void writeChanges(String key, Content content) throws IOException {
        write(key, changes(key), content);
    }

    /**
     * Writes the names of a run's files, whether the body is stored or not, so that they are there as a whole or not at all.
     *
     * @throws NoSuchFileException if the build was deleted
     * @throws IOException if they cannot be written
     */
    public void writeNames(String key, FileNames names) throws IOException {
        byte[] json = names.toJson().getBytes(StandardCharsets.UTF_8);
        write(key, names(key), out -> out.write(json));
    }

    /** The names of a run's files; none where they are not stored, or not any more, or damaged. */
    @NonNull
    public FileNames fileNames(String key) {
        try (InputStream in = Files.newInputStream(names(key))) {
            return FileNames.read(in);
        } catch (NoSuchFileException notStored) {
            return FileNames.NONE;
        } catch (IOException damaged) {
            LOGGER.log(Level.FINE, damaged, () -> "Cannot read the file names of run " + key + " in " + directory);
            return FileNames.NONE;
        }
    }

    private void write(String key, Path file, Content content) throws IOException {
        makeDirectory();
        Path temporary = Files.createTempFile(directory, key + "-", TEMPORARY_SUFFIX);
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            publish(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Opens a body, decompressed and from its beginning; to be closed by the caller.
     *
     * @throws NoSuchFileException if there is none
     * @throws IOException if it cannot be read or is damaged
     */
    public InputStream open(String key) throws IOException {
        InputStream file = Files.newInputStream(file(key));
        try {
            return new GZIPInputStream(file, BUFFER);
        } catch (IOException damaged) {
            file.close();
            throw damaged;
        }
    }

    /**
     * Opens what changed, from its beginning and not buffered; to be closed by the caller.
     *
     * @throws NoSuchFileException if it is not stored
     * @throws IOException if it cannot be read
     */
    public InputStream openChanges(String key) throws IOException {
        return Files.newInputStream(changes(key));
    }

    /** Whether it is stored what changed; it may be damaged. */
    public boolean hasChanges(String key) {
        return Files.isRegularFile(changes(key));
    }

    /**
     * What distinguishes a body from another one that is or was stored.
     *
     * @throws NoSuchFileException if there is no body
     * @throws IOException if it cannot be accessed
     */
    Version version(String key) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file(key), BasicFileAttributes.class);
        return new Version(file(key), attributes.lastModifiedTime(), attributes.size());
    }

    /** Removes a body, what changed and the names of files; no harm if there is none. */
    public void remove(String key) throws IOException {
        Files.deleteIfExists(file(key));
        Files.deleteIfExists(changes(key));
        Files.deleteIfExists(names(key));
    }

    /** When a body was removed by {@link #removeOlderThan}; null if it was not. */
    public Instant removedAt(String key) {
        try {
            return Files.getLastModifiedTime(marker(key)).toInstant();
        } catch (IOException notRemoved) {
            return null;
        }
    }

    /** Says in the reader's language why there is no body of a run; to be called where there is none. */
    @NonNull
    public String whyMissing(RunRecord run) {
        if (MissingBody.TOO_LARGE.name().equals(run.getWhyNoBody())) {
            return Messages.MissingBody_TooLarge(mebibytes(run.getBodyBytes()));
        }
        if (!run.isBodyStored()) {
            return Messages.MissingBody_NotWritten();
        }
        Instant removed = removedAt(run.getKey());
        return removed == null
                ? Messages.MissingBody_Gone()
                : Messages.MissingBody_Removed(DateFormat.getDateInstance(DateFormat.LONG, LocaleProvider.getLocale())
                        .format(Date.from(removed)));
    }

    /** A number of bytes in MiB, rounded up. */
    public static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /**
     * Removes the bodies that were written before a point in time with all that belongs to them, and the temporary files that
     * a Jenkins left behind which was killed before this one started. Reads no build.
     *
     * @return how many bodies were removed
     * @throws IOException if the folder cannot be read or a file not be removed
     */
    public int removeOlderThan(Instant time, Instant started) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String key = key(name, SUFFIX);
                if (key != null && isOlder(file, time)) {
                    Files.writeString(marker(key), "", StandardCharsets.UTF_8);
                    removed += Files.deleteIfExists(file) ? 1 : 0;
                    Files.deleteIfExists(changes(key));
                    Files.deleteIfExists(names(key));
                } else if (isAlone(name) && isOlder(file, time)) {
                    Files.deleteIfExists(file);
                } else if (name.endsWith(TEMPORARY_SUFFIX) && isOlder(file, started)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NotDirectoryException | NoSuchFileException keepsNone) {
            return removed;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return removed;
    }

    /** Whether it belongs to a body that was too large to be kept, or could not be removed together with this. */
    private boolean isAlone(String name) {
        String changed = key(name, CHANGES_SUFFIX);
        String key = changed == null ? key(name, NAMES_SUFFIX) : changed;
        return key != null && !Files.exists(file(key));
    }

    /** The key in a file's name; null if it does not end so, or is none of ours. */
    private static String key(String name, String suffix) {
        String key = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : null;
        return RunReference.isKey(key) ? key : null;
    }

    static boolean isOlder(Path file, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(time);
        } catch (NoSuchFileException goneMeanwhile) {
            return false;
        }
    }

    private Path file(String key) {
        return file(key, SUFFIX);
    }

    private Path changes(String key) {
        return file(key, CHANGES_SUFFIX);
    }

    private Path names(String key) {
        return file(key, NAMES_SUFFIX);
    }

    private Path marker(String key) {
        return file(key, REMOVED_SUFFIX);
    }

    private Path file(String key, String suffix) {
        if (!RunReference.isKey(key)) {
            throw new IllegalArgumentException("Not a key of a run");
        }
        return directory.resolve(key + suffix);
    }

    /** Makes the folder but not the build's directory: a deleted build must not come back as an empty one. */
    private void makeDirectory() throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException fromAnEarlierRun) {
            if (!Files.isDirectory(directory)) {
                throw fromAnEarlierRun;
            }
        }
    }

    private static void compress(RunBody body, OutputStream to) throws IOException {
        try (InputStream in = body.open();
                OutputStream out = new GZIPOutputStream(CloseShieldOutputStream.wrap(to), BUFFER)) {
            in.transferTo(out);
        }
    }

    /** The folder, for the system log. */
    @Override
    public String toString() {
        return directory.toString();
    }

    private static void publish(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
