package io.jenkins.plugins.synchronization.storage;

import io.jenkins.plugins.synchronization.engine.run.FileName;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bounded tasks and jobs of a run in memory, as far as they fit into a number of bytes. Equal errors are one. */
final class TaskList implements TaskVisitor {

    /** Of a task or job without its texts, two of which are the file's and its own ID; on the safe side. */
    private static final int BYTES = 200;

    /** Of the errors and reports that differ, so many are remembered to find equal ones. */
    private static final int MOST_REMEMBERED = 10_000;

    private record Entry(int jobIndex, Task task, Job job) {}

    private final int most;
    private final Map<Object, Object> shared = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private long bytes;

    TaskList(int mostBytes) {
        this.most = mostBytes;
    }

    @Override
    public void task(int job, Task task) {
        if (!isWhole()) {
            return;
        }
        bytes += BYTES + bytes(task.id()) + bytes(task.sourceFileId()) + bytes(task.file());
        Task kept = new Task(
                task.id(),
                task.sourceFileId(),
                task.file(),
                task.start(),
                task.end(),
                task.retryAttempts(),
                share(task.state(), 0),
                share(task.result(), 0),
                share(task.error(), bytes(task.error())),
                share(task.report(), bytes(task.report())));
        add(new Entry(job, kept, null));
    }

    @Override
    public void job(Job job) {
        if (isWhole()) {
            bytes += BYTES + bytes(job.id());
            add(new Entry(0, null, job));
        }
    }

    private void add(Entry entry) {
        if (isWhole()) {
            entries.add(entry);
        } else {
            entries.clear();
            shared.clear();
        }
    }

    /** Whether all that was visited fits. */
    boolean isWhole() {
        return bytes <= most;
    }

    /** How much memory it takes, about. */
    int bytes() {
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    /** Visits the tasks and jobs in the order in which they came. */
    void visit(TaskVisitor visitor) throws IOException {
        for (Entry entry : entries) {
            if (entry.job() == null) {
                visitor.task(entry.jobIndex(), entry.task());
            } else {
                visitor.job(entry.job());
            }
        }
    }

    @SuppressWarnings("unchecked") // equal values are of one class
    private <T> T share(T value, int bytesOfValue) {
        Object known = value == null ? null : shared.get(value);
        if (known != null) {
            return (T) known;
        }
        bytes += bytesOfValue;
        if (value != null && shared.size() < MOST_REMEMBERED) {
            shared.put(value, value);
        }
        return value;
    }

    private static int bytes(TaskError error) {
        return error == null
                ? 0
                : BYTES
                        + bytes(error.errorCode())
                        + bytes(error.message())
                        + bytes(error.details())
                        + bytes(error.system())
                        + bytes(error.phase())
                        + bytes(error.category())
                        + bytes(error.descriptionKey())
                        + bytes(error.description())
                        + bytes(error.kbArticleLink());
    }

    private static int bytes(FileName file) {
        return file == null ? 0 : BYTES + bytes(file.name()) + bytes(file.relativePath());
    }

    private static int bytes(SynchronizationReport report) {
        return report == null ? 0 : BYTES + bytes(report.message());
    }

    private static int bytes(String text) {
        return text == null ? 0 : 48 + 2 * text.length();
    }
}
