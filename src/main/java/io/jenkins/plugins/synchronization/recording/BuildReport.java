package io.jenkins.plugins.synchronization.recording;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.changes.RunChanges;
import io.jenkins.plugins.synchronization.engine.report.ReportOptions;
import io.jenkins.plugins.synchronization.model.Change;
import io.jenkins.plugins.synchronization.model.ChangeCounts;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
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
                                root == null ? null : run.getReportUrl())))
                .withChanges(changes(build, run, locale, root));
    }

    /** What changed since the run of an earlier build; null where it was compared with none. */
    @CheckForNull
    private static ReportOptions.Changes changes(
            Run<?, ?> build, RunRecord run, Locale locale, @CheckForNull String root) {
        ChangeCounts counts = run.getChanges();
        if (counts == null) {
            return null;
        }
        RunChanges files = RunChanges.of(build, run.getKey());
        int earlier = counts.getComparedWithBuild();
        String address = root == null
                ? null
                : root + build.getParent().getUrl() + earlier + "/" + SynchronizationAction.URL + "/run/"
                        + counts.getComparedWithKey() + "/";
        return new ReportOptions.Changes(
                List.copyOf(counts.words(locale).values()),
                new ReportOptions.Context(Messages._BuildReport_build().toString(locale), "#" + earlier, address),
                file -> words(files, file, locale));
    }

    @CheckForNull
    private static String words(RunChanges files, String file, Locale locale) {
        Change change = files.changeOf(file);
        if (change == null) {
            return null;
        }
        String label = change.label(locale);
        return change == Change.STILL
                ? Messages._BuildReport_since(label, files.since(file)).toString(locale)
                : label;
    }
}
