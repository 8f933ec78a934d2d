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
 * Keeps what is read from a body while it is read, so that a completed run need not be asked for twice. Where it turns
 * out on the way that the run is not completed, {@link #drop} ends the keeping.
 */
final class BodySpool extends FilterInputStream {

    private static final Logger LOGGER = Logger.getLogger(BodySpool.class.getName());
    private static final int IN_MEMORY = 256 << 10;

    private final Path directory;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path file;
    private OutputStream fileOutput;
    private long size;
    private boolean dropped;

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
            keep(to, offset, count);
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void keep(byte[] from, int offset, int count) throws IOException {
        size += count;
        if (fileOutput == null && size > IN_MEMORY) {
            file = directory == null
                    ? Files.createTempFile("itwin-run", ".json")
                    : Files.createTempFile(directory, "itwin-run", ".json");
            fileOutput = Files.newOutputStream(file);
            memory.writeTo(fileOutput);
            memory = null;
        }
        (fileOutput == null ? memory : fileOutput).write(from, offset, count);
    }

    /** Nobody will want the body. */
    void drop() {
        dropped = true;
        memory = null;
        if (file != null) {
            try {
                fileOutput.close();
            } catch (IOException deletedAnyway) {
                LOGGER.log(Level.FINE, "closing " + file, deletedAnyway);
            }
            delete(file);
            file = null;
        }
    }

    /** The body, after it was read to its end and not dropped. */
    RunBody body() throws IOException {
        if (file == null) {
            return RunBody.of(memory.toByteArray());
        }
        fileOutput.close();
        return RunBody.of(file, size);
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            LOGGER.log(Level.WARNING, "Cannot delete the temporary file " + file, left);
        }
    }
}
