package io.jenkins.plugins.synchronization.page;

import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.report.RunOverview;
import io.jenkins.plugins.synchronization.engine.report.page.CountView;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.TaskSection;
import io.jenkins.plugins.synchronization.engine.report.page.TimelineView;
import io.jenkins.plugins.synchronization.model.RunRecord;
import java.time.Instant;
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

    /** A run has a job for each connector: a handful. */
    private static final int MOST_JOBS = 30;

    public RunBreakdown {
        counts = List.copyOf(counts);
        sections = List.copyOf(sections);
        jobs = List.copyOf(jobs);
    }

    /** What a page about a run shows of an overview, once all tasks were visited. */
    static RunBreakdown of(RunOverview overview, RunRecord run) {
        List<JobView> jobs = overview.jobs();
        int listed = Math.min(jobs.size(), MOST_JOBS);
        return new RunBreakdown(
                overview.counts(),
                overview.tasks(TaskOutcome.PENDING),
                overview.remark(run.getPresentation()),
                overview.sections(),
                jobs.subList(0, listed),
                overview.furtherJobs() + jobs.size() - listed,
                overview.total(),
                overview.timeline(time(run.getStartMillis()), time(run.getEndMillis()), run.getPresentation())
                        .limitedTo(MOST_JOBS));
    }

    private static Instant time(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
