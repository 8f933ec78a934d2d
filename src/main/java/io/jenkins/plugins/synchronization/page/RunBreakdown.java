package io.jenkins.plugins.synchronization.page;

import io.jenkins.plugins.synchronization.engine.report.page.CountView;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.TimelineView;
import io.jenkins.plugins.synchronization.page.failures.Failures;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a run's tasks tell beyond its summary, as far as the page shows it: bounded, however many tasks there are.
 *
 * @param counts the tasks by result, the worst first; unmodifiable
 * @param pending how many tasks are not over
 * @param failures the tasks that did not succeed
 * @param jobs the first jobs; unmodifiable
 * @param furtherJobs how many more there are
 * @param total the sums over all jobs
 * @param timeline who took how long
 */
@Restricted(NoExternalUse.class)
public record RunBreakdown(
        List<CountView> counts,
        int pending,
        Failures failures,
        List<JobView> jobs,
        int furtherJobs,
        JobView total,
        TimelineView timeline) {

    /** Copies the lists. */
    public RunBreakdown {
        counts = List.copyOf(counts);
        jobs = List.copyOf(jobs);
    }
}
