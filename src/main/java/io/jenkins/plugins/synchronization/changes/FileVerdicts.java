package io.jenkins.plugins.synchronization.changes;

import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.NotCompared;
import java.io.IOException;
import java.util.Arrays;

/** How the files of a run came out, in the order of their numbers: 8 bytes for each task. */
final class FileVerdicts {

    private static final int VERDICT_BITS = 2;

    private final long[] entries;

    private FileVerdicts(long[] entries) {
        this.entries = entries;
    }

    /** Tells the tasks of a run to a visitor. */
    @FunctionalInterface
    interface Tasks {

        /** Tells all of them. */
        void tell(TaskVisitor visitor) throws IOException;
    }

    /** The run has more than {@link NotCompared#MOST_TASKS}. */
    static final class TooManyTasksException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Reads a run.
     *
     * @throws TooManyTasksException if it has too many tasks
     * @throws IOException if the tasks cannot be read
     */
    static FileVerdicts read(Tasks tasks) throws IOException {
        Collector collector = new Collector();
        tasks.tell(collector);
        return collector.worst();
    }

    int size() {
        return entries.length;
    }

    long file(int index) {
        return entries[index] >>> VERDICT_BITS;
    }

    Verdict verdict(int index) {
        return Verdict.at((int) entries[index] & (1 << VERDICT_BITS) - 1);
    }

    private static final class Collector implements TaskVisitor {

        private long[] tasks = new long[64];
        private int size;

        @Override
        public void task(int job, Task task) throws IOException {
            long file = FileNumbers.of(task.sourceFileId());
            if (file < 0) {
                return;
            }
            if (size == NotCompared.MOST_TASKS) {
                throw new TooManyTasksException();
            }
            if (size == tasks.length) {
                tasks = Arrays.copyOf(tasks, size * 2);
            }
            tasks[size++] = file << VERDICT_BITS | Verdict.of(task).ordinal();
        }

        @Override
        public void job(Job job) {
            // What a file's job is makes no difference.
        }

        /** The tasks of a file are neighbours once they are sorted, and the worst verdict is the last. */
        FileVerdicts worst() {
            Arrays.sort(tasks, 0, size);
            int files = 0;
            for (int i = 0; i < size; i++) {
                boolean last = i + 1 == size || tasks[i] >>> VERDICT_BITS != tasks[i + 1] >>> VERDICT_BITS;
                if (last) {
                    tasks[files++] = tasks[i];
                }
            }
            return new FileVerdicts(Arrays.copyOf(tasks, files));
        }
    }
}
