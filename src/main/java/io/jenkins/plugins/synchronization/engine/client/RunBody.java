package io.jenkins.plugins.synchronization.engine.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The body of a completed run, decoded, byte for byte: in memory while it is small, else in a temporary file that is
 * deleted when the last owner closes it. A body that could not be stored has its size and no content. Each owner has an
 * object of its own, which may be closed more than once. Safe for use by several threads.
 */
public final class RunBody implements AutoCloseable {

    /** What all owners share. */
    private record Content(byte[] bytes, Path file, BodyNotStoredException failure, long size, AtomicInteger owners) {}

    private final Content content;
    private boolean closed;

    private RunBody(Content content) {
        this.content = content;
        content.owners().incrementAndGet();
    }

    /** A body in memory; the array is not copied. */
    public static RunBody of(byte[] bytes) {
        return new RunBody(new Content(bytes, null, null, bytes.length, new AtomicInteger()));
    }

    static RunBody of(Path file, long size) {
        return new RunBody(new Content(null, file, null, size, new AtomicInteger()));
    }

    static RunBody notStored(BodyNotStoredException failure, long size) {
        return new RunBody(new Content(null, null, failure, size, new AtomicInteger()));
    }

    /**
     * Opens the body from its beginning; to be closed by the caller.
     *
     * @throws BodyNotStoredException if there was no space for the body; the message names the folder and the reason
     * @throws IOException if this was closed, or the temporary file cannot be read
     */
    public synchronized InputStream open() throws IOException {
        if (closed) {
            throw new IOException("The body of the run has been closed");
        }
        if (content.failure() != null) {
            throw new BodyNotStoredException(content.failure());
        }
        return content.file() == null
                ? new ByteArrayInputStream(content.bytes())
                : Files.newInputStream(content.file());
    }

    /** Its length in bytes. */
    public long size() {
        return content.size();
    }

    /** The same body for one more owner, who has to {@link #close} it too; an IllegalStateException if this was closed. */
    public synchronized RunBody retain() {
        if (closed) {
            throw new IllegalStateException("The body of the run has been closed");
        }
        return new RunBody(content);
    }

    /** One owner less; without effect the second time. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (content.owners().decrementAndGet() == 0 && content.file() != null) {
            BodySpool.delete(content.file());
        }
    }
}
