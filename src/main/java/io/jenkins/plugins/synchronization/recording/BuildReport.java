package io.jenkins.plugins.synchronization.recording;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.report.ReportOptions;
import io.jenkins.plugins.synchronization.model.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;

/** How a build's reports are made. */
public final class BuildReport {

    private BuildReport() {}

    /** One file in a language, whose end names the build and links to it where Jenkins knows its own address. */
    public static ReportOptions options(Run<?, ?> build, RunRecord run, Locale locale) {
        return ReportOptions.defaults()
                .withLocale(locale)
                .withGeneratedAt(Instant.now())
                .withFooter(build.getFullDisplayName(), links(build, run));
    }

    private static List<ReportOptions.Link> links(Run<?, ?> build, RunRecord run) {
        return Jenkins.get().getRootUrl() == null
                ? List.of()
                : List.of(new ReportOptions.Link("Jenkins: " + build.getFullDisplayName(), run.getReportUrl()));
    }
}
