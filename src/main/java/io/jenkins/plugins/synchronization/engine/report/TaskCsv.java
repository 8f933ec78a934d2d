package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.report.page.ExitCode;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The tasks of a run as CSV (RFC 4180): a header, then one record for each task, lines ended by CRLF. The names of the
 * columns are the API's where it has one.
 *
 * <p>The file is UTF-8 without a byte order mark, so that programs get the first column's name as it is; spreadsheets
 * that do not guess it have to be told. Times are ISO 8601 in UTC. Control characters and the bidirectional controls of
 * Unicode are left out. A text that a spreadsheet would take for a formula gets a leading apostrophe, and so does the
 * part of a text that becomes a formula where a spreadsheet splits lines at semicolons, tabs or bars. A missing value is an
 * empty cell.
 */
public final class TaskCsv implements RunSink {

    /** The names of the columns, in order; unmodifiable. */
    public static final List<String> COLUMNS = List.of(
            "jobId",
            "connectorType",
            "taskId",
            "sourceFileId",
            "startDateTime",
            "endDateTime",
            "durationSeconds",
            "retryAttempts",
            "state",
            "result",
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

    private static final int MEMORY = 1 << 20;

    private final OutputStream to;
    private final Spool tasksOfJob;
    private final CsvRecord csv = new CsvRecord();
    private boolean headerWritten;

    /**
     * Makes a sink for one run.
     *
     * @param to where the CSV goes, not null; neither buffered nor closed here
     * @param temporaryDirectory where tasks are kept until their job is known, if they do not fit into 1 MiB; an
     *     existing folder, not null
     */
    public TaskCsv(OutputStream to, Path temporaryDirectory) {
        this.to = to;
        this.tasksOfJob = new Spool(temporaryDirectory, MEMORY);
    }

    /**
     * Writes the tasks of a body as CSV.
     *
     * @param body the body of an answer to "get run", not null; not closed
     * @param to where the CSV goes, not null; not closed
     * @param temporaryDirectory an existing folder for temporary files, not null
     * @throws io.jenkins.plugins.synchronization.engine.run.NotARunException if the body is not a run
     * @throws IOException if the body cannot be read or the CSV not written
     */
    public static void write(InputStream body, OutputStream to, Path temporaryDirectory) throws IOException {
        RunReport.write(body, List.of(new TaskCsv(to, temporaryDirectory)));
    }

    @Override
    public void task(int job, Task task) throws IOException {
        csv.text(task.id()).text(task.sourceFileId()).time(task.start()).time(task.end());
        csv.number(seconds(task.start(), task.end())).number(task.retryAttempts());
        csv.text(task.state().text()).text(task.result().text());
        error(task.error());
        report(task.report());
        csv.endRecord();
        csv.moveTo(tasksOfJob);
    }

    @Override
    public void job(Job job) throws IOException {
        writeHeader();
        csv.text(job.id()).text(job.connectorType().text());
        byte[] jobCells = csv.take();
        try (InputStream tasks = tasksOfJob.read()) {
            CsvRecord.copyWithPrefix(tasks, jobCells, to);
        }
        tasksOfJob.clear();
    }

    @Override
    public void end(RunSummary summary) throws IOException {
        writeHeader();
        to.flush();
    }

    @Override
    public void close() throws IOException {
        tasksOfJob.close();
    }

    private void writeHeader() throws IOException {
        if (!headerWritten) {
            headerWritten = true;
            to.write((String.join(",", COLUMNS) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void error(TaskError error) {
        if (error == null) {
            csv.empty(11);
            return;
        }
        csv.text(error.errorCode()).text(error.message()).text(error.details());
        csv.number(ExitCode.unsigned(error.bridgeExitCode()));
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
        csv.number(report.totalErrorsCount()).number(report.totalWarningsCount());
        csv.number(report.totalOtherIssuesCount());
    }

    private static BigDecimal seconds(Instant start, Instant end) {
        if (start == null || end == null || end.isBefore(start)) {
            return null;
        }
        return BigDecimal.valueOf(Duration.between(start, end).toMillis(), 3);
    }
}
