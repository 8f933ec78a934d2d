package io.jenkins.plugins.synchronization.engine.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The body of a completed run, decoded, byte for byte: in memory while it is small, else in a temporary file that is
 * deleted when the last owner closes it. Safe for use by several threads.
 */
public final class RunBody implements AutoCloseable {

    private final byte[] bytes;
    private final Path file;
    private final long size;
    private final AtomicInteger owners = new AtomicInteger(1);

    private RunBody(byte[] bytes, Path file, long size) {
        this.bytes = bytes;
        this.file = file;
        this.size = size;
    }

    /** A body in memory; the array is not copied. */
    public static RunBody of(byte[] bytes) {
        return new RunBody(bytes, null, bytes.length);
    }

    static RunBody of(Path file, long size) {
        return new RunBody(null, file, size);
    }

    /** Opens the body from its beginning; to be closed by the caller. */
    public InputStream open() throws IOException {
        if (owners.get() <= 0) {
            throw new IOException("The body of the run has been closed");
        }
        return file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
    }

    /** Its length in bytes. */
    public long size() {
        return size;
    }

    /** One more owner, who has to {@link #close} it too; returns this. */
    public RunBody retain() {
        owners.incrementAndGet();
        return this;
    }

    /** One owner less. */
    @Override
    public void close() {
        if (owners.decrementAndGet() == 0 && file != null) {
            BodySpool.delete(file);
        }
    }
}
