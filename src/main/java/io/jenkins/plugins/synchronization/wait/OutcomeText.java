package io.jenkins.plugins.synchronization.wait;

import hudson.Util;
import hudson.console.HyperlinkNote;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.model.ChangeCounts;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a build says of a run that did not simply succeed. */
public final class OutcomeText {

    /** Failed tasks that the log has a line for. */
    private static final int MOST_TASKS = 5;

    private OutcomeText() {}

    /** What the log says when a run has ended: how, where the report is, which files failed, and what is new about that. */
    static List<String> lines(RunSummary summary, RecordedRun recorded) {
        RunRecord run = recorded.run();
        List<String> lines = new ArrayList<>();
        // The URL in words is for those who read the log elsewhere; the link works at whatever URL Jenkins is read.
        lines.add(Messages.BuildWait_completed(
                WaitLog.endingOf(summary, Locale.getDefault()),
                HyperlinkNote.encodeTo("/" + run.getReportPath(), run.getReportUrl())));
        recorded.tasks().stream().limit(MOST_TASKS).forEach(task -> lines.add("  " + task));
        int more = run.getTasks().getFailed() - MOST_TASKS;
        if (more > 0 && !recorded.tasks().isEmpty()) {
            lines.add("  " + Messages.BuildWait_more(more));
        }
        ChangeCounts changes = run.getChanges();
        if (changes != null && changes.getNewlyFailed() > 0) {
            lines.add(changes.line());
        }
        return lines;
    }

    /**
     * One sentence with the run's id and summary, its own error, and where the report is.
     *
     * @return never null, without line breaks
     */
    public static String of(RunRecord run) {
        StringBuilder text = new StringBuilder(Messages.OutcomeText_run(run.getRunId(), run.summaryInWords()));
        String error = Util.fixEmptyAndTrim(run.getErrorDescription());
        if (error == null) {
            error = Util.fixEmptyAndTrim(run.getErrorKey());
        }
        if (error != null) {
            text.append(' ').append(Messages.OutcomeText_error(error));
        }
        return text.append(' ')
                .append(Messages.OutcomeText_report(run.getReportUrl()))
                .toString();
    }
}
