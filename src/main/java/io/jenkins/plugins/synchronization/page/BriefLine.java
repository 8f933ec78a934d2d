package io.jenkins.plugins.synchronization.page;

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
 * @param look word, symbol and colours, not null
 * @param title what to call the run, not null
 * @param path its page from Jenkins' root, without a slash at the beginning; null where it has none of its own
 * @param words counts and how long it took, or that there is no answer; may be empty, not null
 * @param brief the same in fewer words; may be empty, not null
 * @param problem what the run says is wrong, or null
 * @param total how many tasks a run in flight has, 0 where that is not known; null for one that is over
 * @param completed how many of them are over
 */
@Restricted(NoExternalUse.class)
public record BriefLine(
        Presentation look,
        String title,
        String path,
        String words,
        String brief,
        String problem,
        Integer total,
        int completed) {

    /** A run that is over. */
    public static BriefLine of(RunRecord run) {
        TaskCounts tasks = run.getTasks();
        String counts = tasks.words(Words.of(LocaleProvider.getLocale()));
        String words = run.getTook() == null ? counts : Messages.BriefLine_took(counts, run.getTook());
        String brief = tasks.getFailed() == 0 ? counts : Messages.BriefLine_failed(tasks.getFailed(), tasks.getTotal());
        String problem = Util.fixEmptyAndTrim(run.getErrorDescription());
        return new BriefLine(
                run.getPresentation(),
                run.getTitle(),
                run.getReportPath(),
                words,
                brief,
                problem == null ? run.getErrorKey() : problem,
                null,
                0);
    }

    /** A run in flight. */
    static BriefLine of(LiveRow row) {
        String words = row.isStoring() || row.getRun().summary() == null ? row.getState() : row.getTasks();
        return new BriefLine(
                row.getLook(),
                row.getRun().title(),
                null,
                words,
                words,
                Util.fixEmpty(row.getTrouble()),
                row.getTotal(),
                row.getCompleted());
    }

    /** A wait that ended without a result. */
    static BriefLine of(EndedWait wait) {
        return new BriefLine(wait.getPresentation(), wait.getTitle(), null, "", "", wait.getMessage(), null, 0);
    }
}
