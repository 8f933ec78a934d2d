package io.jenkins.plugins.synchronization.engine.report.page;

import gg.jte.Content;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.run.Run;
import io.jenkins.plugins.synchronization.engine.run.UntrustedText;
import java.time.Instant;
import java.util.List;

/**
 * Everything that the report's page shows.
 *
 * @param words the reader's language
 * @param run the run itself
 * @param look how it ended
 * @param counts its tasks by look
 * @param jobs the jobs that are listed
 * @param total the sums of all jobs, with no look, id or times
 * @param furtherJobs how many jobs are not listed
 * @param pendingTasks how many tasks are not over
 * @param timeline who took how long
 * @param lists which tasks are where
 * @param parts what is streamed into the page
 * @param policy the Content-Security-Policy
 * @param footer the end of the page
 */
public record PageView(
        Words words,
        Run run,
        Presentation look,
        List<CountView> counts,
        List<JobView> jobs,
        JobView total,
        int furtherJobs,
        int pendingTasks,
        TimelineView timeline,
        Lists lists,
        Parts parts,
        String policy,
        Footer footer) {

    /** How many tasks there are. */
    public int tasks() {
        return total.tasks();
    }

    /** How long the run took, in words, or null. */
    public String took() {
        return Took.words(run.start(), run.end());
    }

    /** How many jobs there are, with those that are not listed. */
    public int jobCount() {
        return jobs.size() + furtherJobs;
    }

    /** The run's state in words. */
    public String stateWord() {
        return Presentation.ofState(run.state(), words.locale()).word();
    }

    /** A text from the run in one line, or null. */
    public String line(String text) {
        return UntrustedText.oneLine(text, 1000);
    }

    /** A text from the run with its line breaks, or null. */
    public String fit(String text) {
        return FitText.of(text);
    }

    /**
     * How many tasks are where.
     *
     * @param failed how many did not succeed
     * @param described how many of those have a description of their own
     * @param failedRows how many of those have a row in the table as it is without script
     * @param rows how many rows that table has
     */
    public record Lists(int failed, int described, int failedRows, int rows) {}

    /**
     * The end of the page.
     *
     * @param generatedAt when the report was made, or null
     * @param text one line, or null
     * @param links links by what they say; only to addresses that are safe to follow
     */
    public record Footer(Instant generatedAt, String text, List<Fact> links) {}

    /**
     * Parts of the page that are written when it is their turn.
     *
     * @param style the style sheet, or the link to it
     * @param failures the descriptions of the tasks that did not succeed
     * @param firstRows the rows of the table
     * @param moreRows the rows of the table's continuation for browsers without script, or null if there is none
     * @param script script and data, or null if there is none
     */
    public record Parts(Content style, Content failures, Content firstRows, Content moreRows, Content script) {}
}
