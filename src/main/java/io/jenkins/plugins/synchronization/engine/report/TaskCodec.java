package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.run.ApiTerm;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.SuggestedAction;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Tasks as bytes, for a spool: written and read by the same run of the program. */
final class TaskCodec {

    private static final int NONE = -1;

    private TaskCodec() {}

    static void write(Task task, DataOutput out) throws IOException {
        text(task.id(), out);
        text(task.sourceFileId(), out);
        time(task.start(), out);
        time(task.end(), out);
        out.writeInt(task.retryAttempts());
        text(task.state().text(), out);
        text(task.result().text(), out);
        out.writeBoolean(task.error() != null);
        if (task.error() != null) {
            error(task.error(), out);
        }
        out.writeBoolean(task.report() != null);
        if (task.report() != null) {
            report(task.report(), out);
        }
    }

    static Task read(DataInput in) throws IOException {
        return new Task(
                text(in),
                text(in),
                time(in),
                time(in),
                in.readInt(),
                term(ExecutionState.class, in),
                term(ExecutionResult.class, in),
                in.readBoolean() ? error(in) : null,
                in.readBoolean() ? report(in) : null);
    }

    private static void error(TaskError error, DataOutput out) throws IOException {
        text(error.errorCode(), out);
        text(error.message(), out);
        text(error.details(), out);
        out.writeBoolean(error.bridgeExitCode() != null);
        if (error.bridgeExitCode() != null) {
            out.writeLong(error.bridgeExitCode());
        }
        text(error.system(), out);
        text(error.phase(), out);
        text(error.category(), out);
        text(error.descriptionKey(), out);
        text(error.description(), out);
        text(error.kbArticleLink(), out);
        text(error.canUserFix() == null ? null : error.canUserFix().toString(), out);
    }

    private static TaskError error(DataInput in) throws IOException {
        return new TaskError(
                text(in),
                text(in),
                text(in),
                in.readBoolean() ? Long.valueOf(in.readLong()) : null,
                text(in),
                text(in),
                text(in),
                text(in),
                text(in),
                text(in),
                truth(text(in)));
    }

    private static void report(SynchronizationReport report, DataOutput out) throws IOException {
        text(report.suggestedAction().text(), out);
        text(report.message(), out);
        out.writeLong(report.totalErrorsCount());
        out.writeLong(report.totalWarningsCount());
        out.writeLong(report.totalOtherIssuesCount());
    }

    private static SynchronizationReport report(DataInput in) throws IOException {
        return new SynchronizationReport(
                term(SuggestedAction.class, in), text(in), in.readLong(), in.readLong(), in.readLong());
    }

    private static Boolean truth(String text) {
        return text == null ? null : Boolean.valueOf(text);
    }

    private static <E extends Enum<E> & ApiTerm> Term<E> term(Class<E> list, DataInput in) throws IOException {
        return Term.of(list, text(in));
    }

    private static void time(Instant time, DataOutput out) throws IOException {
        out.writeInt(time == null ? NONE : time.getNano());
        if (time != null) {
            out.writeLong(time.getEpochSecond());
        }
    }

    private static Instant time(DataInput in) throws IOException {
        int nano = in.readInt();
        return nano == NONE ? null : Instant.ofEpochSecond(in.readLong(), nano);
    }

    private static void text(String text, DataOutput out) throws IOException {
        byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes == null ? NONE : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static String text(DataInput in) throws IOException {
        int length = in.readInt();
        if (length == NONE) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
