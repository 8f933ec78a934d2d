package io.jenkins.plugins.synchronization.build;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The bodies that a build keeps: gzip files under its directory, one for each key. Found by the build each time, never
 * by a kept path, since jobs are renamed and moved.
 */
final class BodyStore {

    /** The folder in a build's directory. */
    static final String FOLDER = "synchronization";

    /** How the files end. */
    static final String SUFFIX = ".json.gz";

    /** How files end that are being written. */
    static final String TEMPORARY_SUFFIX = ".tmp";

    private static final int BUFFER = 1 << 15;

    private final Path directory;

    private BodyStore(Path directory) {
        this.directory = directory;
    }

    /** The bodies of a build. */
    static BodyStore of(Run<?, ?> build) {
        return new BodyStore(build.getRootDir().toPath().resolve(FOLDER));
    }

    /**
     * Writes a body so that it is there as a whole or not at all; one that was there under the key is replaced.
     *
     * @throws NoSuchFileException if the build was deleted
     * @throws IOException if it cannot be written
     */
    void write(String key, RunBody body) throws IOException {
        makeDirectory();
        Path temporary = Files.createTempFile(directory, key + "-", TEMPORARY_SUFFIX);
        try {
            compress(body, temporary);
            publish(temporary, file(key));
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
    InputStream open(String key) throws IOException {
        InputStream file = Files.newInputStream(file(key));
        try {
            return new GZIPInputStream(file, BUFFER);
        } catch (IOException damaged) {
            file.close();
            throw damaged;
        }
    }

    /** Whether there is a body, whole or not. */
    boolean has(String key) {
        return Files.isRegularFile(file(key));
    }

    private Path file(String key) {
        if (!RunSubject.isKey(key)) {
            throw new IllegalArgumentException("Not a key of a run");
        }
        return directory.resolve(key + SUFFIX);
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

    private static void compress(RunBody body, Path to) throws IOException {
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE);
                InputStream in = body.open();
                OutputStream out = new GZIPOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            in.transferTo(out);
            ((GZIPOutputStream) out).finish();
            channel.force(true);
        }
    }

    private static void publish(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
