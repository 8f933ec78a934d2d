package io.jenkins.plugins.synchronization.changes;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.model.NotCompared;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import io.jenkins.plugins.synchronization.storage.BodyStore.Companion;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.io.output.CloseShieldOutputStream;

/**
 * A {@link ChangeTable} as a file: gzip, whose check sum tells whether it is damaged; in it a mark with the version of the
 * form, the number of the build, the number of entries, and the table's columns one after the other.
 */
final class ChangeFile {

    /** "iSC" and the version: another version of the plugin may write another form. */
    private static final int MARK = 'i' << 24 | 'S' << 16 | 'C' << 8 | 1;

    private static final int MOST_ENTRIES = 2 * NotCompared.MOST_TASKS;

    private static final int BUFFER = 1 << 15;

    private ChangeFile() {}

    /**
     * Writes the table of a run that a build waited for.
     *
     * @throws IOException if it cannot be written; then there is what was there before
     */
    static void write(Run<?, ?> build, String key, ChangeTable table) throws IOException {
        BodyStore.of(build).write(key, Companion.CHANGES, out -> write(out, build.getNumber(), table));
    }

    /**
     * Reads the table of a run that a build waited for.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws IOException if it cannot be read, is damaged or of another version
     */
    static ChangeTable read(Run<?, ?> build, String key) throws IOException {
        try (InputStream in = BodyStore.of(build).open(key, Companion.CHANGES)) {
            return read(in, build.getNumber());
        }
    }

    static void write(OutputStream to, int build, ChangeTable table) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new GZIPOutputStream(CloseShieldOutputStream.wrap(to), BUFFER))) {
            out.writeInt(MARK);
            out.writeInt(build);
            out.writeInt(table.size());
            for (long entry : table.entries) {
                out.writeLong(entry);
            }
            for (int since : table.since) {
                out.writeInt(since);
            }
            out.write(table.missed);
        }
    }

    static ChangeTable read(InputStream from, int build) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(from, BUFFER), BUFFER));
        if (in.readInt() != MARK || in.readInt() != build) {
            throw new IOException("Not the changes of this build, or of another version");
        }
        int size = in.readInt();
        if (size < 0 || size > MOST_ENTRIES) {
            throw new IOException("Damaged: the number of entries is out of range");
        }
        ChangeTable table = readColumns(in, size);
        // Reading on to the end is what compares the check sum.
        if (in.read() >= 0 || !table.isSound(build)) {
            throw new IOException("Damaged: not as it was written");
        }
        return table;
    }

    private static ChangeTable readColumns(DataInputStream in, int size) throws IOException {
        long[] entries = new long[size];
        for (int i = 0; i < size; i++) {
            entries[i] = in.readLong();
        }
        int[] since = new int[size];
        for (int i = 0; i < size; i++) {
            since[i] = in.readInt();
        }
        byte[] missed = new byte[size];
        in.readFully(missed);
        return new ChangeTable(entries, since, missed);
    }
}
