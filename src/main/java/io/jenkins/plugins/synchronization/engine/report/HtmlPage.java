package io.jenkins.plugins.synchronization.engine.report;

import gg.jte.html.HtmlContent;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.Fact;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.PageView;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.report.templates.JtefailureGenerated;
import io.jenkins.plugins.synchronization.engine.report.templates.JtereportGenerated;
import io.jenkins.plugins.synchronization.engine.report.templates.JtetaskrowGenerated;
import io.jenkins.plugins.synchronization.engine.run.Run;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.UntrustedText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/** Puts the page together from what was collected, section by section into the stream. */
final class HtmlPage {

    /** Tasks that did not succeed and get a description of their own, at most. */
    static final int DESCRIBED = 50;

    /** Rows that a browser with script holds before the script takes the table over. */
    private static final int FIRST_ROWS = 200;

    private static final Pattern SAFE_ADDRESS = Pattern.compile("(?i)https?://.*|(?!//)[^:\\\\]*");

    private final ReportOptions options;
    private final Words words;
    private final RunOverview overview;
    private final KeptTasks kept;
    private final ScriptData scriptData;
    private final List<JobView> slots;

    /** Takes what was collected; the data for the script is null where the page has no script. */
    HtmlPage(ReportOptions options, Words words, RunOverview overview, KeptTasks kept, ScriptData scriptData) {
        this.options = options;
        this.words = words;
        this.overview = overview;
        this.kept = kept;
        this.scriptData = scriptData;
        this.slots = overview.slots();
    }

    void write(Run run, OutputStream to) throws IOException {
        Utf8StreamOutput utf8 = new Utf8StreamOutput(to);
        try {
            JtereportGenerated.render(new OwaspHtmlTemplateOutput(utf8), null, page(run, utf8));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        utf8.flush();
        to.flush();
    }

    private PageView page(Run run, Utf8StreamOutput utf8) {
        Presentation look = Presentation.of(run, options.locale());
        JobView total = overview.total();
        return new PageView(
                words,
                run,
                look,
                overview.counts(),
                overview.jobs(),
                total,
                overview.furtherJobs(),
                overview.pending(),
                overview.timeline(run.start(), run.end(), look),
                new PageView.Lists(total.failed(), Math.min(total.failed(), DESCRIBED), kept.failed(), kept.size()),
                parts(utf8),
                scriptData == null
                        ? PageAssets.get().linkedPolicy()
                        : PageAssets.get().embeddedPolicy(),
                footer());
    }

    private PageView.Parts parts(Utf8StreamOutput utf8) {
        PageAssets assets = PageAssets.get();
        boolean split = scriptData != null && kept.size() > FIRST_ROWS;
        int first = split ? FIRST_ROWS : Integer.MAX_VALUE;
        return new PageView.Parts(
                scriptData == null ? assets.linkedStyle() : assets.embeddedStyle(),
                streamed(this::failures),
                streamed(html -> rows(html, 0, first)),
                split ? streamed(html -> rows(html, first, Integer.MAX_VALUE)) : null,
                streamed(html -> {
                    if (scriptData != null) {
                        scriptData.writeTo(utf8.stream(), words, slots, overview.tasks());
                    }
                }));
    }

    private void failures(HtmlTemplateOutput html) throws IOException {
        int[] described = {0};
        kept.forEach((number, job, task, failed) -> {
            if (failed && described[0] < DESCRIBED) {
                described[0]++;
                JtefailureGenerated.render(html, null, words, view(number, job, task));
            }
            return described[0] < DESCRIBED;
        });
    }

    private void rows(HtmlTemplateOutput html, int from, int to) throws IOException {
        int[] place = {0};
        int[] described = {0};
        kept.forEach((number, job, task, failed) -> {
            boolean hasDescription = failed && described[0]++ < DESCRIBED;
            if (place[0] >= from) {
                JtetaskrowGenerated.render(html, null, words, view(number, job, task), hasDescription);
            }
            return ++place[0] < to;
        });
    }

    private TaskView view(int number, int job, Task task) {
        return new TaskView(words, number, task, slots.get(Jobs.slot(job)), overview.look(task));
    }

    private PageView.Footer footer() {
        List<Fact> links = options.links().stream()
                .filter(link -> SAFE_ADDRESS.matcher(link.address()).matches())
                .map(link -> new Fact(UntrustedText.oneLine(link.text(), 200), link.address()))
                .toList();
        return new PageView.Footer(options.generatedAt(), UntrustedText.oneLine(options.footer(), 500), links);
    }

    private interface Writer {
        void write(HtmlTemplateOutput html) throws IOException;
    }

    private static HtmlContent streamed(Writer writer) {
        return html -> {
            try {
                writer.write(html);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
