package io.jenkins.plugins.synchronization.engine.report.page;

import gg.jte.Content;
import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.report.ReportOptions;
import io.jenkins.plugins.synchronization.engine.run.Run;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.util.List;

/**
 * Everything that the report's page shows.
 *
 * @param words the reader's language
 * @param run the run itself
 * @param look how it ended
 * @param remark why the run's result is another than its tasks suggest, or null
 * @param counts its tasks by outcome
 * @param sections the tasks that need an explanation
 * @param jobs the jobs that are listed
 * @param total the sums of all jobs, with no look, ID or times
 * @param furtherJobs how many jobs are not listed
 * @param timeline the durations
 * @param parts what is streamed into the page
 * @param options what the caller adds to the page
 */
public record PageView(
        Words words,
        Run run,
        Presentation look,
        String remark,
        List<CountView> counts,
        List<TaskSection> sections,
        List<JobView> jobs,
        JobView total,
        int furtherJobs,
        TimelineView timeline,
        Parts parts,
        ReportOptions options) {

    /** How many tasks there are. */
    public int tasks() {
        return total.tasks();
    }

    /** How many tasks are not completed. */
    public int pending() {
        return counts.stream()
                .filter(count -> count.outcome() == TaskOutcome.PENDING)
                .mapToInt(CountView::count)
                .sum();
    }

    /** How long the run took, in words, or null. */
    public String duration() {
        return DurationWords.between(run.start(), run.end());
    }

    /** How many jobs there are, with those that are not listed. */
    public int jobCount() {
        return jobs.size() + furtherJobs;
    }

    /** A text from outside in one line, or null. */
    public String line(String text) {
        return Sanitizer.oneLine(text, 1000);
    }

    /** A text from outside with its line breaks, or null. */
    public String fit(String text) {
        return Sanitizer.text(text);
    }

    /**
     * Parts of the page that are written when it is their turn.
     *
     * @param policy the Content-Security-Policy
     * @param style the style sheet, or the link to it
     * @param rowCount how many rows the table has as it is without script
     * @param failedRows how many of those are of failed tasks
     * @param firstRows the rows of the table
     * @param moreRows the rows of the table's continuation for browsers without script, or null if there is none
     * @param script script and data, or nothing
     */
    public record Parts(
            String policy,
            Content style,
            int rowCount,
            int failedRows,
            Content firstRows,
            Content moreRows,
            Content script) {}
}
