package io.jenkins.plugins.synchronization.page;

import io.jenkins.plugins.synchronization.engine.report.page.CountView;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.TaskSection;
import io.jenkins.plugins.synchronization.engine.report.page.TimelineView;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a run's tasks show beyond its summary, as far as the page shows it: bounded, however many tasks there are.
 *
 * @param counts the tasks by outcome, the worst first; unmodifiable
 * @param pending how many tasks are not completed
 * @param remark why the run's result is another than its tasks suggest, or null
 * @param sections the tasks that need an explanation, by cause; unmodifiable
 * @param jobs the first jobs; unmodifiable
 * @param furtherJobs how many more there are
 * @param total the sums over all jobs
 * @param timeline the durations
 */
@Restricted(NoExternalUse.class)
public record RunBreakdown(
        List<CountView> counts,
        int pending,
        String remark,
        List<TaskSection> sections,
        List<JobView> jobs,
        int furtherJobs,
        JobView total,
        TimelineView timeline) {

    /** Copies the lists. */
    public RunBreakdown {
        counts = List.copyOf(counts);
        sections = List.copyOf(sections);
        jobs = List.copyOf(jobs);
    }
}
