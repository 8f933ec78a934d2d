package io.jenkins.plugins.synchronization.engine.client;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Stores what is read from a body while it is read, so that a completed run need not be requested twice. Where it turns
 * out on the way that the run is not completed, {@link #drop} stops that. Where it cannot be stored, reading goes on: how
 * the run ended is worth more than its body.
 */
class BodySpool extends FilterInputStream {

    private static final Logger LOGGER = Logger.getLogger(BodySpool.class.getName());
    private static final int IN_MEMORY = 256 << 10;

    private final Path directory;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path file;
    private OutputStream fileOutput;
    private long size;
    private boolean dropped;
    private BodyNotStoredException failure;

    /** Takes the directory for temporary files, or null for the system's. */
    BodySpool(InputStream body, Path directory) {
        super(body);
        this.directory = directory;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int count = in.read(to, offset, length);
        if (count > 0 && !dropped) {
            size += count;
            try {
                store(to, offset, count);
            } catch (IOException why) {
                fail(why);
            }
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void store(byte[] from, int offset, int count) throws IOException {
        if (failure != null) {
            return;
        }
        if (fileOutput == null && size > IN_MEMORY) {
            file = temporaryFile();
            fileOutput = open(file);
            memory.writeTo(fileOutput);
            memory = null;
        }
        (fileOutput == null ? memory : fileOutput).write(from, offset, count);
    }

    private Path temporaryFile() throws IOException {
        if (directory == null) {
            return Files.createTempFile("itwin-run", ".json");
        }
        Files.createDirectories(directory);
        return Files.createTempFile(directory, "itwin-run", ".json");
    }

    /** For tests, which have no full disk. */
    OutputStream open(Path temporary) throws IOException {
        return Files.newOutputStream(temporary);
    }

    private void fail(IOException why) {
        Path folder = directory == null ? Path.of(System.getProperty("java.io.tmpdir")) : directory;
        failure = new BodyNotStoredException(folder, why);
        delete();
    }

    /** The body is not wanted. */
    void drop() {
        dropped = true;
        delete();
    }

    private void delete() {
        memory = null;
        if (file != null) {
            try {
                if (fileOutput != null) {
                    fileOutput.close();
                }
            } catch (IOException deletedAnyway) {
                LOGGER.log(Level.FINE, "closing " + file, deletedAnyway);
            }
            delete(file);
            file = null;
        }
    }

    /** The body, after it was read to its end and not dropped. */
    RunBody body() {
        if (failure == null && file != null) {
            try {
                fileOutput.close();
            } catch (IOException why) {
                fail(why);
            }
        }
        if (failure != null) {
            return RunBody.notStored(failure, size);
        }
        return file == null ? RunBody.of(memory.toByteArray()) : RunBody.of(file, size);
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            LOGGER.log(Level.WARNING, "Cannot delete the temporary file " + file, left);
        }
    }
}
