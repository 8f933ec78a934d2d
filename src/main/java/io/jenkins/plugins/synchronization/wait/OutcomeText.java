package io.jenkins.plugins.synchronization.wait;

import hudson.Util;
import io.jenkins.plugins.synchronization.model.RunRecord;

/** What a build says of a run that did not simply succeed. */
public final class OutcomeText {

    private OutcomeText() {}

    /**
     * One sentence with the run's id and summary, its own error, and where the report is.
     *
     * @return never null, without line breaks
     */
    public static String of(RunRecord run) {
        StringBuilder text = new StringBuilder(Messages.OutcomeText_run(run.getRunId(), run.summaryLine()));
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
