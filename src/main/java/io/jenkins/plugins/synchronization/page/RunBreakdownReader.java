package io.jenkins.plugins.synchronization.page;

import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.report.RunOverview;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.RunRecord;
import java.time.Instant;
import java.util.List;

/** Collects the details of a run in one pass over its tasks. */
final class RunBreakdownReader implements TaskVisitor {

    /** A run has a job for each connector: a handful. */
    private static final int MOST_JOBS = 30;

    private final RunOverview overview;

    RunBreakdownReader(Words words) {
        this.overview = new RunOverview(words, true);
    }

    @Override
    public void task(int job, Task task) {
        overview.task(job, task);
    }

    @Override
    public void job(Job job) {
        overview.job(job);
    }

    /** What was collected, for a page about a run. */
    RunBreakdown details(RunRecord run) {
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
