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

    /** One file in a language that names job and build, with links where Jenkins knows its own address. */
    public static ReportOptions options(Run<?, ?> build, RunRecord run, Locale locale) {
        String root = Jenkins.get().getRootUrl();
        return ReportOptions.defaults()
                .withLocale(locale)
                .withGeneratedAt(Instant.now())
                .withContext(List.of(
                        new ReportOptions.Context(
                                Messages._BuildReport_job().toString(locale),
                                build.getParent().getFullDisplayName(),
                                root == null ? null : root + build.getParent().getUrl()),
                        new ReportOptions.Context(
                                Messages._BuildReport_build().toString(locale),
                                build.getDisplayName(),
                                root == null ? null : run.getReportUrl())));
    }
}
