package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.badge.Badge;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.HtmlReport;
import io.jenkins.plugins.synchronization.engine.report.ReportOptions;
import io.jenkins.plugins.synchronization.engine.report.RunSource;
import io.jenkins.plugins.synchronization.engine.report.TaskCsv;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Writes HTML, CSV and badge from the response data of a run. */
final class RunFiles {

    private final OutputFiles files;
    private final Locale locale;
    private final Path temporary;

    RunFiles(OutputFiles files, Locale locale, Path temporary) {
        this.files = files;
        this.locale = locale;
        this.temporary = temporary;
    }

    /**
     * Writes the drafts; does not read the run if none of these files is wanted.
     *
     * @param data the response data, read several times
     * @param names the names of source files
     * @throws OutputException if a file cannot be written
     * @throws io.jenkins.plugins.synchronization.engine.run.NotARunException if the data is not a run
     * @throws IOException if the data cannot be read
     */
    void write(RunSource data, FileNames names) throws IOException {
        RunSource run = data.withNames(names);
        if (files.has(FileKind.HTML)) {
            try (OutputStream to = files.open(FileKind.HTML, temporary)) {
                HtmlReport.of(ReportOptions.defaults().withLocale(locale)).write(run, to);
            }
        }
        if (files.has(FileKind.CSV)) {
            try (OutputStream to = files.open(FileKind.CSV, temporary)) {
                TaskCsv.write(run, to);
            }
        }
        if (files.has(FileKind.BADGE)) {
            try (InputStream body = run.open();
                    OutputStream to = files.open(FileKind.BADGE, temporary)) {
                Presentation look = Presentation.of(RunReader.summary(body).run(), locale);
                to.write(Badge.svg(Words.of(locale).text("badge.label"), look).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
