package io.jenkins.plugins.synchronization.engine.report;

import com.fasterxml.jackson.core.JsonGenerator;
import gg.jte.html.HtmlContent;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.WriterOutput;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.PageView;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.report.templates.JtereportGenerated;
import io.jenkins.plugins.synchronization.engine.report.templates.JtetaskrowGenerated;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Run;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One page in the making. A first reading collects what comes before the tasks on the page, and the rows for browsers
 * without script; where the page has a script, a second reading writes all tasks as its data.
 */
final class HtmlPage implements TaskVisitor {

    /** Rows that a browser with script holds before the script takes the table over. */
    private static final int FIRST_ROWS = 50;

    private final ReportOptions options;
    private final RunSource source;
    private final Words words;
    private final RunOverview overview;
    private final TaskRows rows = new TaskRows();

    HtmlPage(ReportOptions options, RunSource source, boolean runCompleted) {
        this.options = options;
        this.source = source;
        this.words = Words.of(options.locale());
        this.overview = new RunOverview(words, runCompleted);
    }

    RunSummary collect() throws IOException {
        return source.read(this);
    }

    @Override
    public void task(int job, Task task) {
        overview.task(job, task);
        rows.add(job, task, overview.outcome(task));
    }

    @Override
    public void job(Job job) {
        overview.job(job);
    }

    void write(Run run, OutputStream to) throws IOException {
        Writer html = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        HtmlContent script = streamed(any -> {
            html.flush();
            script(to);
        });
        try {
            JtereportGenerated.render(new OwaspHtmlTemplateOutput(new WriterOutput(html)), null, page(run, script));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        html.flush();
    }

    private PageView page(Run run, HtmlContent script) {
        Presentation look = Presentation.of(run, options.locale());
        return new PageView(
                words,
                run,
                look,
                overview.remark(look),
                overview.counts(),
                overview.sections(),
                overview.jobs(),
                overview.total(),
                overview.furtherJobs(),
                overview.timeline(run.start(), run.end(), look),
                parts(script),
                options);
    }

    private PageView.Parts parts(HtmlContent script) {
        PageAssets assets = PageAssets.get();
        List<TaskRows.Row> all = rows.inOrder();
        int first = options.linkedStyle() ? all.size() : Math.min(all.size(), FIRST_ROWS);
        return new PageView.Parts(
                options.linkedStyle() ? assets.linkedPolicy() : assets.embeddedPolicy(),
                options.linkedStyle() ? assets.linkedStyle() : assets.embeddedStyle(),
                all.size(),
                rows.failed(),
                rows(all.subList(0, first)),
                first == all.size() ? null : rows(all.subList(first, all.size())),
                options.linkedStyle() ? html -> {} : script);
    }

    private HtmlContent rows(List<TaskRows.Row> some) {
        List<JobView> slots = overview.slots();
        return streamed(html -> {
            for (TaskRows.Row row : some) {
                Task task = row.task();
                JobView job = slots.get(Jobs.slot(row.job()));
                JtetaskrowGenerated.render(html, null, words, new TaskView(words, task, job, overview.look(task)));
            }
        });
    }

    private void script(OutputStream to) throws IOException {
        try (JsonGenerator json = ScriptJson.to(to)) {
            ScriptData data = new ScriptData(json, overview);
            source.read(data);
            data.end(words);
        }
    }

    private interface Writing {
        void write(HtmlTemplateOutput html) throws IOException;
    }

    private static HtmlContent streamed(Writing writing) {
        return html -> {
            try {
                writing.write(html);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
