package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.badge.Badge;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.HtmlReport;
import io.jenkins.plugins.synchronization.engine.report.ReportOptions;
import io.jenkins.plugins.synchronization.engine.report.RunReport;
import io.jenkins.plugins.synchronization.engine.report.RunSink;
import io.jenkins.plugins.synchronization.engine.report.TaskCsv;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes HTML, CSV and badge from the response data of a run, in one reading. */
final class RunFiles {

    private static final String BADGE_LABEL = "synchronization";

    private final OutputFiles files;
    private final Locale locale;
    private final Path temporary;

    RunFiles(OutputFiles files, Locale locale, Path temporary) {
        this.files = files;
        this.locale = locale;
        this.temporary = temporary;
    }

    /**
     * Writes the drafts; does not read the body if none of these files is wanted.
     *
     * @param body is read to its end, not closed
     * @throws OutputException if a file cannot be written
     * @throws io.jenkins.plugins.synchronization.engine.run.NotARunException if the body is not a run
     * @throws IOException if the body or a temporary file cannot be read or written
     */
    void write(InputStream body) throws IOException {
        if (!files.has(FileKind.HTML) && !files.has(FileKind.CSV) && !files.has(FileKind.BADGE)) {
            return;
        }
        List<OutputStream> opened = new ArrayList<>();
        try {
            RunSummary summary = RunReport.write(body, sinks(opened));
            if (files.has(FileKind.BADGE)) {
                String badge = Badge.svg(BADGE_LABEL, Presentation.of(summary.run(), locale));
                open(FileKind.BADGE, opened).write(badge.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | RuntimeException failure) {
            closeQuietly(opened, failure);
            throw failure;
        }
        for (OutputStream stream : opened) {
            stream.close();
        }
    }

    private List<RunSink> sinks(List<OutputStream> opened) throws IOException {
        List<RunSink> sinks = new ArrayList<>();
        if (files.has(FileKind.HTML)) {
            ReportOptions options = ReportOptions.defaults().withLocale(locale).withTemporaryDirectory(temporary);
            sinks.add(HtmlReport.of(options).sink(open(FileKind.HTML, opened)));
        }
        if (files.has(FileKind.CSV)) {
            sinks.add(new TaskCsv(open(FileKind.CSV, opened), temporary));
        }
        return sinks;
    }

    private OutputStream open(FileKind kind, List<OutputStream> opened) throws IOException {
        OutputStream stream = files.open(kind, temporary);
        opened.add(stream);
        return stream;
    }

    private static void closeQuietly(List<OutputStream> streams, Exception because) {
        for (OutputStream stream : streams) {
            try {
                stream.close();
            } catch (IOException lesser) {
                because.addSuppressed(lesser);
            }
        }
    }
}
