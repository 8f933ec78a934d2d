package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.Task;
import java.io.IOException;
import java.io.OutputStream;

/** Collects, while a body is read, what the page needs in an order that the body does not have. */
final class HtmlSink implements RunSink {

    /** Tasks that did not succeed and have a row in the table as it is without script, at most. */
    static final int FAILED_ROWS = 5000;

    /** Other tasks that have a row there, at most. */
    static final int OTHER_ROWS = 1000;

    private final ReportOptions options;
    private final OutputStream to;
    private final Words words;
    private final RunOverview overview;
    private final KeptTasks kept;
    private final ScriptData scriptData;

    HtmlSink(ReportOptions options, OutputStream to) {
        this.options = options;
        this.to = to;
        this.words = Words.of(options.locale());
        this.overview = new RunOverview(words, false);
        this.kept = new KeptTasks(options.temporaryDirectory());
        this.scriptData = options.linkedStyle() ? null : new ScriptData(options.temporaryDirectory());
    }

    @Override
    public void task(int job, Task task) throws IOException {
        overview.task(job, task);
        boolean failed = overview.outcome(task) == TaskOutcome.FAILED;
        if (failed ? kept.failed() < FAILED_ROWS : kept.others() < OTHER_ROWS) {
            kept.add(overview.tasks(), job, task, failed);
        }
        if (scriptData != null) {
            scriptData.add(Jobs.slot(job), task, overview.look(task), failed);
        }
    }

    @Override
    public void job(Job job) {
        overview.job(job);
    }

    @Override
    public void end(RunSummary summary) throws IOException {
        new HtmlPage(options, words, overview, kept, scriptData).write(summary.run(), to);
    }

    @Override
    public void close() throws IOException {
        try {
            kept.close();
        } finally {
            if (scriptData != null) {
                scriptData.close();
            }
        }
    }
}
