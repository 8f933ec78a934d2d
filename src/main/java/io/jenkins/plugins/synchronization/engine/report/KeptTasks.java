package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.run.Task;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** The tasks that the page shows without script, kept until their jobs are known. */
final class KeptTasks implements Closeable {

    private static final int MEMORY = 2 << 20;

    /** Receives a kept task with its number from 1, the index of its job, and whether it did not succeed. */
    interface Visitor {
        /** Returns whether to go on. */
        boolean task(int number, int job, Task task, boolean failed) throws IOException;
    }

    private final Spool spool;
    private final DataOutputStream out;
    private int failed;
    private int others;

    KeptTasks(Path temporaryDirectory) {
        this.spool = new Spool(temporaryDirectory, MEMORY);
        this.out = new DataOutputStream(spool);
    }

    int failed() {
        return failed;
    }

    int others() {
        return others;
    }

    int size() {
        return failed + others;
    }

    void add(int number, int job, Task task, boolean isFailed) throws IOException {
        out.writeInt(number);
        out.writeInt(job);
        out.writeBoolean(isFailed);
        TaskCodec.write(task, out);
        if (isFailed) {
            failed++;
        } else {
            others++;
        }
    }

    /** Hands over the kept tasks in the order of the run. */
    void forEach(Visitor visitor) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(spool.read(), 1 << 15))) {
            boolean more = true;
            for (int i = 0; i < size() && more; i++) {
                int number = in.readInt();
                int job = in.readInt();
                boolean isFailed = in.readBoolean();
                more = visitor.task(number, job, TaskCodec.read(in), isFailed);
            }
        }
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
