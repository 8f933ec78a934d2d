package io.jenkins.plugins.synchronization.storage;

import io.jenkins.plugins.synchronization.engine.run.ApiTerm;
import io.jenkins.plugins.synchronization.engine.run.ConnectorType;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.SuggestedAction;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** Tells a visitor what {@link TaskWriter} wrote. */
final class TaskReader {

    private static final int ANY_FLAGS = 31;

    private final PackedInput in;
    private final Repeats<Term<ExecutionState>> states = new Repeats<>();
    private final Repeats<Term<ExecutionResult>> results = new Repeats<>();
    private final Repeats<Term<ConnectorType>> connectors = new Repeats<>();
    private final Repeats<Term<SuggestedAction>> actions = new Repeats<>();
    private final Repeats<TaskError> errors = new Repeats<>();
    private final Repeats<SynchronizationReport> reports = new Repeats<>();
    private final Repeats<String> texts = new Repeats<>();
    private long second;

    private TaskReader(InputStream from) {
        in = new PackedInput(from, BoundedTask.LONGEST_TEXT);
    }

    /**
     * Reads to the end; the stream stays open.
     *
     * @throws DamagedIndexException if it is not what the writer wrote
     * @throws IOException if it cannot be read, or what the visitor throws
     */
    static void read(InputStream from, TaskVisitor visitor) throws IOException {
        TaskReader reader = new TaskReader(from);
        for (int kind = reader.kind(); kind != TaskWriter.END; kind = reader.kind()) {
            if (kind == TaskWriter.TASK) {
                reader.task(visitor);
            } else {
                visitor.job(reader.job());
            }
        }
    }

    private int kind() throws IOException {
        return in.number(TaskWriter.JOB);
    }

    private void task(TaskVisitor visitor) throws IOException {
        int flags = in.number(ANY_FLAGS);
        int job = in.number(Integer.MAX_VALUE);
        Task task = new Task(
                in.text(),
                in.text(),
                time(flags & TaskWriter.START),
                time(flags & TaskWriter.ENDED),
                (flags & TaskWriter.RETRIES) == 0 ? 0 : in.number(Integer.MAX_VALUE),
                state(),
                result(),
                (flags & TaskWriter.ERROR) == 0 ? null : errors.read(in, this::error),
                (flags & TaskWriter.REPORT) == 0 ? null : reports.read(in, this::report));
        visitor.task(job, task);
    }

    private Job job() throws IOException {
        int flags = in.number(ANY_FLAGS);
        return new Job(
                in.number(Integer.MAX_VALUE),
                in.text(),
                time(flags & TaskWriter.START),
                time(flags & TaskWriter.ENDED),
                state(),
                result(),
                connectors.read(in, () -> term(ConnectorType.class)));
    }

    private Term<ExecutionState> state() throws IOException {
        return states.read(in, () -> term(ExecutionState.class));
    }

    private Term<ExecutionResult> result() throws IOException {
        return results.read(in, () -> term(ExecutionResult.class));
    }

    private <E extends Enum<E> & ApiTerm> Term<E> term(Class<E> list) throws IOException {
        return Term.of(list, in.text());
    }

    private Instant time(int flag) throws IOException {
        if (flag == 0) {
            return null;
        }
        Instant time = in.time(second);
        second = time.getEpochSecond();
        return time;
    }

    private TaskError error() throws IOException {
        int flags = in.number(ANY_FLAGS);
        String code = text();
        String message = text();
        String details = text();
        String system = text();
        String phase = text();
        String category = text();
        String descriptionKey = text();
        String description = text();
        String link = text();
        Long exitCode = (flags & TaskWriter.EXIT_CODE) == 0 ? null : Long.valueOf(in.number());
        Boolean canFix =
                (flags & TaskWriter.FIX_KNOWN) == 0 ? null : Boolean.valueOf((flags & TaskWriter.CAN_FIX) != 0);
        return new TaskError(
                code, message, details, exitCode, system, phase, category, descriptionKey, description, link, canFix);
    }

    private SynchronizationReport report() throws IOException {
        return new SynchronizationReport(
                actions.read(in, () -> term(SuggestedAction.class)), text(), in.number(), in.number(), in.number());
    }

    private String text() throws IOException {
        return texts.read(in, in::text);
    }
}
