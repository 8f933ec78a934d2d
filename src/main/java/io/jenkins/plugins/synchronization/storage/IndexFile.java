package io.jenkins.plugins.synchronization.storage;

import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A task index as a file: what it is, its version, which body it was made from; the tasks, in the format of deflate (RFC
 * 1950); a checksum of all that.
 */
final class IndexFile implements Closeable {

    /** Grows with each change of the format; an index of another version is made anew from the body. */
    static final int VERSION = 1;

    /** So much is stored as it is, which is read in a fifth of the time; beyond, disk space is dearer. */
    static final long STORED_BYTES = 8L << 20;

    private static final long MAGIC = 0x6954_7769_6E54_6B73L;
    private static final int HEADER = 2 * Long.BYTES + Integer.BYTES;
    private static final int CHECKSUM = Integer.BYTES;
    private static final int BUFFER = 1 << 16;

    private final FileChannel file;

    private IndexFile(FileChannel file) {
        this.file = file;
    }

    /**
     * Opens an index; to be closed by the caller.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws IOException if it cannot be read
     */
    static IndexFile open(BodyStore store, String key) throws IOException {
        return new IndexFile(store.openChannel(key, BodyStore.Companion.TASKS));
    }

    /** Tells a visitor all that an index is to have. */
    interface Source {

        /** Tells tasks and jobs in the order of a body. */
        void tell(TaskVisitor visitor) throws IOException;
    }

    /**
     * Writes an index, with the texts bounded; the stream stays open.
     *
     * @param source what to write
     * @param bodyMark which body it is from
     * @param to where to write it
     * @throws IOException if the stream does not take it, or what the source throws
     */
    static void write(Source source, long bodyMark, OutputStream to) throws IOException {
        Deflater deflater = new Deflater(Deflater.NO_COMPRESSION);
        try {
            CheckedOutputStream checked = new CheckedOutputStream(to, new CRC32C());
            checked.write(ByteBuffer.allocate(HEADER)
                    .putLong(MAGIC)
                    .putInt(VERSION)
                    .putLong(bodyMark)
                    .array());
            DeflaterOutputStream deflated = deflated(checked, deflater);
            TaskWriter writer = new TaskWriter(deflated);
            source.tell(new BoundingVisitor(writer));
            writer.end();
            deflated.finish();
            int checksum = (int) checked.getChecksum().getValue();
            checked.write(ByteBuffer.allocate(CHECKSUM).putInt(checksum).array());
        } finally {
            deflater.end();
        }
    }

    private static DeflaterOutputStream deflated(OutputStream to, Deflater deflater) {
        return new DeflaterOutputStream(to, deflater, BUFFER) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (deflater.getBytesRead() > STORED_BYTES) {
                    deflater.setLevel(Deflater.BEST_SPEED);
                }
                super.write(bytes, offset, length);
            }
        };
    }

    /**
     * Makes sure that all of it is as it was written, before anybody is told half of it.
     *
     * @param bodyMark which body it has to be of; null for any
     * @throws DamagedIndexException if it is damaged, of another version or of another body
     * @throws IOException if it cannot be read
     */
    void check(Long bodyMark) throws IOException {
        long rest = file.size() - CHECKSUM;
        if (rest < HEADER) {
            throw new DamagedIndexException("too few bytes");
        }
        ByteBuffer header = read(0, HEADER);
        if (header.getLong() != MAGIC || header.getInt() != VERSION) {
            throw new DamagedIndexException("another kind or version");
        }
        if (bodyMark != null && header.getLong() != bodyMark) {
            throw new DamagedIndexException("another body");
        }
        if (checksum(rest) != read(rest, CHECKSUM).getInt()) {
            throw new DamagedIndexException("another checksum");
        }
    }

    /**
     * Tells all tasks and jobs.
     *
     * @throws DamagedIndexException if it turns out to be damaged where {@link #check} saw none
     * @throws IOException if it cannot be read, or what the visitor throws
     */
    void tell(TaskVisitor visitor) throws IOException {
        Inflater inflater = new Inflater();
        try {
            file.position(HEADER);
            TaskReader.read(new InflaterInputStream(Channels.newInputStream(file), inflater, BUFFER), visitor);
        } finally {
            inflater.end();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private int checksum(long length) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long at = 0; at < length; at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(BUFFER, length - at));
            fill(buffer, at);
            checksum.update(buffer);
        }
        return (int) checksum.getValue();
    }

    private ByteBuffer read(long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        fill(buffer, at);
        return buffer;
    }

    private void fill(ByteBuffer buffer, long at) throws IOException {
        while (buffer.hasRemaining()) {
            if (file.read(buffer, at + buffer.position()) < 0) {
                throw new DamagedIndexException("an end too early");
            }
        }
        buffer.flip();
    }
}
