package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The report of a run as an HTML page: how it ended and why, what did not succeed, how long what took, every task. It is
 * made in one pass over the body, and the memory used does not grow with the number of tasks.
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
        return PageAssets.get().styleSheet();
    }

    /**
     * Writes the page of a run.
     *
     * @param body the body of an answer to "get run", not null; not closed
     * @param to where the page goes, UTF-8, not null; not closed, and untouched unless the body is a run
     * @return the run and its counts, never null
     * @throws io.jenkins.plugins.synchronization.engine.run.NotARunException if the body is not a run
     * @throws IOException if the body cannot be read, or the page or a temporary file not written
     */
    public RunSummary write(InputStream body, OutputStream to) throws IOException {
        return RunReport.write(body, List.of(sink(to)));
    }

    /**
     * A sink that writes the page, for {@link RunReport}.
     *
     * @param to where the page goes, UTF-8, not null; not closed, and untouched before {@link RunSink#end}
     */
    public RunSink sink(OutputStream to) {
        return new HtmlSink(options, to);
    }
}
