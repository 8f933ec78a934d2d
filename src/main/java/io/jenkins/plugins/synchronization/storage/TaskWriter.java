package io.jenkins.plugins.synchronization.storage;

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
import java.io.OutputStream;
import java.time.Instant;

/**
 * Writes tasks and jobs as they come, their texts bounded. {@link TaskReader} reads them; whoever changes the format
 * changes {@link IndexFile#VERSION}.
 */
final class TaskWriter implements TaskVisitor {

    static final int END = 0;
    static final int TASK = 1;
    static final int JOB = 2;

    static final int START = 1;
    static final int ENDED = 2;
    static final int RETRIES = 4;
    static final int ERROR = 8;
    static final int REPORT = 16;

    static final int EXIT_CODE = 1;
    static final int FIX_KNOWN = 2;
    static final int CAN_FIX = 4;

    private final PackedOutput out;
    private final Repeats<Term<ExecutionState>> states = new Repeats<>();
    private final Repeats<Term<ExecutionResult>> results = new Repeats<>();
    private final Repeats<Term<ConnectorType>> connectors = new Repeats<>();
    private final Repeats<Term<SuggestedAction>> actions = new Repeats<>();
    private final Repeats<TaskError> errors = new Repeats<>();
    private final Repeats<SynchronizationReport> reports = new Repeats<>();
    private final Repeats<String> texts = new Repeats<>();
    private long second;

    TaskWriter(OutputStream to) {
        out = new PackedOutput(to);
    }

    @Override
    public void task(int job, Task task) throws IOException {
        TaskError error = task.error();
        SynchronizationReport report = task.report();
        out.number(TASK);
        out.number((task.start() == null ? 0 : START)
                | (task.end() == null ? 0 : ENDED)
                | (task.retryAttempts() == 0 ? 0 : RETRIES)
                | (error == null ? 0 : ERROR)
                | (report == null ? 0 : REPORT));
        out.number(job);
        out.text(task.id());
        out.text(task.sourceFileId());
        times(task.start(), task.end());
        if (task.retryAttempts() != 0) {
            out.number(task.retryAttempts());
        }
        states.write(task.state(), out, this::term);
        results.write(task.result(), out, this::term);
        if (error != null) {
            errors.write(error, out, this::error);
        }
        if (report != null) {
            reports.write(report, out, this::report);
        }
    }

    @Override
    public void job(Job job) throws IOException {
        out.number(JOB);
        out.number((job.start() == null ? 0 : START) | (job.end() == null ? 0 : ENDED));
        out.number(job.index());
        out.text(job.id());
        times(job.start(), job.end());
        states.write(job.state(), out, this::term);
        results.write(job.result(), out, this::term);
        connectors.write(job.connectorType(), out, this::term);
    }

    /** Says that this was all; the stream stays open. */
    void end() throws IOException {
        out.number(END);
        out.flush();
    }

    private void times(Instant start, Instant end) throws IOException {
        for (Instant time : new Instant[] {start, end}) {
            if (time != null) {
                out.time(time, second);
                second = time.getEpochSecond();
            }
        }
    }

    private int term(Term<?> term) throws IOException {
        out.text(term.text());
        return term.text().length();
    }

    private int error(TaskError error) throws IOException {
        int characters = 0;
        out.number((error.bridgeExitCode() == null ? 0 : EXIT_CODE)
                | (error.canUserFix() == null ? 0 : FIX_KNOWN)
                | (Boolean.TRUE.equals(error.canUserFix()) ? CAN_FIX : 0));
        for (String text : new String[] {
            error.errorCode(),
            error.message(),
            error.details(),
            error.system(),
            error.phase(),
            error.category(),
            error.descriptionKey(),
            error.description(),
            error.kbArticleLink()
        }) {
            texts.write(text, out, this::text);
            characters += length(text);
        }
        if (error.bridgeExitCode() != null) {
            out.number(error.bridgeExitCode());
        }
        return characters;
    }

    private int report(SynchronizationReport report) throws IOException {
        actions.write(report.suggestedAction(), out, this::term);
        texts.write(report.message(), out, this::text);
        out.number(report.totalErrorsCount());
        out.number(report.totalWarningsCount());
        out.number(report.totalOtherIssuesCount());
        return length(report.message());
    }

    private int text(String text) throws IOException {
        out.text(text);
        return length(text);
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }
}
