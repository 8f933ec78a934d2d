package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.report.page.ExitCode;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The tasks of a run as CSV (RFC 4180): a header, then one record for each task, lines ended by CRLF. The names of the
 * columns are the API's where it has one; {@code outcome} is the {@link TaskOutcome} in lower case.
 *
 * <p>The file is UTF-8 without a byte order mark, so that programs get the first column's name as it is; spreadsheets
 * that do not detect it need the encoding to be set. Times are ISO 8601 in UTC. Control characters and the bidirectional controls of
 * Unicode are left out. A text that a spreadsheet would take for a formula gets a leading apostrophe, and so does the
 * part of a text that becomes a formula where a spreadsheet splits lines at semicolons, tabs or bars. A missing value is an
 * empty cell.
 */
public final class TaskCsv implements TaskVisitor {

    /** The names of the columns, in order; unmodifiable. */
    public static final List<String> COLUMNS = List.of(
            "jobId",
            "connectorType",
            "taskId",
            "sourceFileId",
            "fileName",
            "relativePath",
            "startDateTime",
            "endDateTime",
            "durationSeconds",
            "retryAttempts",
            "state",
            "result",
            "outcome",
            "errorCode",
            "errorMessage",
            "errorDetails",
            "bridgeExitCode",
            "errorSystem",
            "errorPhase",
            "errorCategory",
            "errorDescriptionKey",
            "errorDescription",
            "kbArticleLink",
            "canUserFix",
            "suggestedAction",
            "reportMessage",
            "totalErrorsCount",
            "totalWarningsCount",
            "totalOtherIssuesCount");

    /** Of jobs beyond these, which only hostile runs have, the cells are empty. */
    private static final int MOST_JOBS = 10_000;

    private final OutputStream to;
    private final List<String> jobs = new ArrayList<>();
    private final CsvRecord csv = new CsvRecord();
    private boolean runCompleted;

    private TaskCsv(OutputStream to) {
        this.to = to;
    }

    /**
     * Writes the tasks of a run as CSV.
     *
     * @param source the response of "get run", not null; read twice, since a job's own fields may come after its tasks
     * @param to where the CSV goes, not null; not closed, and untouched unless the response is a run
     * @return the run and its counts, never null
     * @throws io.jenkins.plugins.synchronization.engine.run.NotARunException if the response is not a run
     * @throws IOException if the response cannot be read or the CSV not written
     */
    public static RunSummary write(RunSource source, OutputStream to) throws IOException {
        TaskCsv table = new TaskCsv(to);
        try (InputStream body = source.open()) {
            table.runCompleted = RunReader.jobs(body, table::addJob).run().isCompleted();
        }
        to.write((String.join(",", COLUMNS) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        RunSummary summary = source.read(table);
        table.csv.flush(to);
        to.flush();
        return summary;
    }

    private void addJob(Job job) {
        if (jobs.size() < MOST_JOBS) {
            csv.text(Sanitizer.name(job.id()))
                    .text(Sanitizer.name(job.connectorType().text()));
            jobs.add(csv.take());
        }
    }

    @Override
    public void task(int job, Task task) throws IOException {
        if (job < jobs.size()) {
            csv.cells(jobs.get(job));
        } else {
            csv.empty(2);
        }
        csv.text(task.id()).text(task.sourceFileId());
        csv.text(task.file() == null ? null : task.file().name());
        csv.text(task.file() == null ? null : task.file().relativePath());
        csv.plain(task.start()).plain(task.end());
        csv.plain(seconds(task.start(), task.end())).plain(task.retryAttempts());
        csv.text(task.state().text()).text(task.result().text());
        csv.text(TaskOutcome.of(task, runCompleted).key());
        error(task.error());
        report(task.report());
        csv.end(to);
    }

    @Override
    public void job(Job job) {
        // Known since the first reading.
    }

    private void error(TaskError error) {
        if (error == null) {
            csv.empty(11);
            return;
        }
        csv.text(error.errorCode()).text(error.message()).text(error.details());
        csv.plain(ExitCode.unsigned(error.bridgeExitCode()));
        csv.text(error.system()).text(error.phase()).text(error.category());
        csv.text(error.descriptionKey()).text(error.description()).text(error.kbArticleLink());
        csv.text(error.canUserFix() == null ? null : error.canUserFix().toString());
    }

    private void report(SynchronizationReport report) {
        if (report == null) {
            csv.empty(5);
            return;
        }
        csv.text(report.suggestedAction().text()).text(report.message());
        csv.plain(report.totalErrorsCount()).plain(report.totalWarningsCount());
        csv.plain(report.totalOtherIssuesCount());
    }

    private static BigDecimal seconds(Instant start, Instant end) {
        if (start == null || end == null || end.isBefore(start)) {
            return null;
        }
        return BigDecimal.valueOf(Duration.between(start, end).toMillis(), 3);
    }
}
