package io.jenkins.plugins.synchronization.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.TaskCounts;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * One run of a build in a line. All texts are plain, in the reader's language, and untrusted.
 *
 * @param look word, symbol and colors
 * @param title what to call the run
 * @param path its page from Jenkins' root, without a slash at the beginning; null where it has none of its own
 * @param words counts and duration; may be empty
 * @param brief the same in fewer words; may be empty
 * @param problem what is wrong with the run or the wait; null if nothing is
 * @param codes the most frequent error codes of its failed tasks; null if there are none
 * @param changes what changed since the run before; null if nothing changed or it was not compared
 * @param total how many tasks a run in progress has, 0 while that is unknown; null for a completed one
 * @param completed how many of them are completed
 */
@Restricted(NoExternalUse.class)
public record BriefLine(
        @NonNull Presentation look,
        @NonNull String title,
        @CheckForNull String path,
        @NonNull String words,
        @NonNull String brief,
        @CheckForNull String problem,
        @CheckForNull String codes,
        @CheckForNull String changes,
        @CheckForNull Integer total,
        int completed) {

    /** A completed run. */
    public static BriefLine of(RunRecord run) {
        TaskCounts tasks = run.getTasks();
        Words language = Words.of(LocaleProvider.getLocale());
        String counts = tasks.words(language);
        String words = run.getTook() == null ? counts : Messages.BriefLine_took(counts, run.getTook());
        String brief = tasks.getFailed() == 0 ? counts : tasks.brief(language);
        String problem = Util.fixEmptyAndTrim(run.getErrorDescription());
        return new BriefLine(
                run.getPresentation(),
                run.getTitle(),
                run.getReportPath(),
                words,
                brief,
                problem == null ? run.getErrorKey() : problem,
                run.getErrorCodes(),
                ChangesView.line(run.getChanges()),
                null,
                0);
    }

    /** A run that the build waits for. */
    static BriefLine of(LiveRow row) {
        String words = row.isStoring() || row.getRun().summary() == null ? row.getState() : row.getTasks();
        return new BriefLine(
                row.getLook(),
                row.getRun().title(),
                null,
                words,
                words,
                Util.fixEmpty(row.getTrouble()),
                null,
                null,
                row.getTotal(),
                row.getCompleted());
    }

    /** A wait that ended without a result. */
    static BriefLine of(EndedWait wait) {
        return new BriefLine(
                wait.getPresentation(), wait.getTitle(), null, "", "", wait.getMessage(), null, null, null, 0);
    }
}
