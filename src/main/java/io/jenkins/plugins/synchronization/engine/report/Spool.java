package io.jenkins.plugins.synchronization.engine.report;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes that are written now and read later, any number of times: in memory up to a limit, beyond it in a temporary file
 * that only the owner may read and that is deleted when the spool is closed.
 */
final class Spool extends OutputStream {

    private static final int BUFFER = 1 << 16;

    private final Path directory;
    private final int memoryLimit;

    private Memory memory = new Memory();
    private OutputStream toFile;
    private Path file;

    /** Takes a folder for the file and the number of bytes to keep in memory. */
    Spool(Path directory, int memoryLimit) {
        this.directory = directory;
        this.memoryLimit = memoryLimit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        if (toFile == null && memory.size() + length > memoryLimit) {
            if (file == null) {
                file = Files.createTempFile(directory, "synchronization-report-", ".tmp");
            }
            toFile = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
            memory.writeTo(toFile);
            memory = new Memory();
        }
        (toFile == null ? memory : toFile).write(from, offset, length);
    }

    /** Reads what was written so far, from the beginning. */
    InputStream read() throws IOException {
        if (toFile == null) {
            return memory.read();
        }
        toFile.flush();
        return Files.newInputStream(file);
    }

    /** Copies what was written so far. */
    void copyTo(OutputStream to) throws IOException {
        try (InputStream in = read()) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                to.write(buffer, 0, count);
            }
        }
    }

    /** Forgets what was written. */
    void clear() throws IOException {
        memory.reset();
        if (toFile != null) {
            toFile.close();
            toFile = null;
        }
    }

    @Override
    public void close() throws IOException {
        memory = new Memory();
        try {
            if (toFile != null) {
                toFile.close();
            }
        } finally {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static final class Memory extends ByteArrayOutputStream {
        InputStream read() {
            return new ByteArrayInputStream(buf, 0, count);
        }
    }
}
