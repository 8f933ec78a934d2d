package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The report of a run as an HTML page: how it ended and why, what failed, how long it took, every task. The memory used does
 * not grow with the number of tasks.
 *
 * <p>The page works without script and fetches nothing. As one file it holds its style and its script, and a
 * Content-Security-Policy that allows nothing but these two; with a linked style sheet it has no script.
 */
public final class HtmlReport {

    /** The name that the report looks for its style sheet under, where that is a file beside it. */
    public static final String STYLE_SHEET_NAME = "synchronization-report.css";

    private final ReportOptions options;

    private HtmlReport(ReportOptions options) {
        this.options = options;
    }

    /** A report made to these options, not null; it can be made any number of times. */
    public static HtmlReport of(ReportOptions options) {
        return new HtmlReport(options);
    }

    /** The bytes of the style sheet, UTF-8, to be stored as {@link #STYLE_SHEET_NAME} beside a report that links to it. */
    public static byte[] styleSheet() {
        return PageAssets.get().styleSheet().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes the page of a run.
     *
     * @param source the response of "get run", not null; read two or three times
     * @param to where the page goes, UTF-8, not null; not closed, and untouched unless the response is a run
     * @return the run and its counts, never null
     * @throws io.jenkins.plugins.synchronization.engine.run.NotARunException if the response is not a run
     * @throws IOException if the response cannot be read, or the page not written
     */
    public RunSummary write(RunSource source, OutputStream to) throws IOException {
        HtmlPage page = new HtmlPage(options, source, true);
        RunSummary summary = page.collect();
        if (!summary.run().isCompleted()) {
            // Only then tasks without a result are pending. That is known at the end, and rare: reports are of
            // completed runs.
            page = new HtmlPage(options, source, false);
            summary = page.collect();
        }
        page.write(summary.run(), to);
        return summary;
    }
}
