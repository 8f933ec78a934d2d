package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.report.page.CountView;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.Looks;
import io.jenkins.plugins.synchronization.engine.report.page.TimelineView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.time.Instant;
import java.util.List;

/**
 * What a page tells of a run as a whole: its tasks by result, its jobs, who took how long. Collected while the tasks pass
 * by; the memory used does not grow with their number. For one thread.
 */
public final class RunOverview implements TaskVisitor {

    private final Words words;
    private final boolean runCompleted;
    private final Looks looks;
    private final Jobs jobs;
    private final LookCounts counts = new LookCounts();
    private final Timeline timeline = new Timeline();
    private int tasks;

    /** An overview of nothing yet, in the reader's language, for a run that is completed or not. */
    public RunOverview(Words words, boolean runCompleted) {
        this.words = words;
        this.runCompleted = runCompleted;
        this.looks = new Looks(words.locale(), runCompleted);
        this.jobs = new Jobs(words);
    }

    @Override
    public void task(int job, Task task) {
        tasks++;
        Presentation look = look(task);
        boolean failed = outcome(task) == TaskOutcome.FAILED;
        counts.add(look);
        jobs.add(job, task, failed);
        timeline.add(job, task, look, failed);
    }

    @Override
    public void job(Job job) {
        jobs.describe(job, looks.of(job.state(), job.result()));
    }

    /** How the result of a task is shown. */
    public Presentation look(Task task) {
        return looks.of(task.state(), task.result());
    }

    /** What a task came to. */
    public TaskOutcome outcome(Task task) {
        return TaskOutcome.of(task, runCompleted);
    }

    /** How many tasks have passed by. */
    public int tasks() {
        return tasks;
    }

    /** How many of them are not over. */
    public int pending() {
        return counts.of(Presentation.Kind.RUNNING);
    }

    /** The tasks by result, the worst first; never null. */
    public List<CountView> counts() {
        return counts.views();
    }

    /** The first 200 jobs, in order; never null. */
    public List<JobView> jobs() {
        return jobs.listed();
    }

    /** How many jobs there are beyond those. */
    public int furtherJobs() {
        return jobs.further();
    }

    /** The sums over all jobs, with no look, id or times. */
    public JobView total() {
        return jobs.total();
    }

    /**
     * The job of a task: one of those that are listed, or the sum of all beyond.
     *
     * @param job the job's index, from 0; one that a task or a job had
     */
    public JobView job(int job) {
        return jobs.slots().get(Jobs.slot(job));
    }

    /** The listed jobs, and the sum of all beyond if there are any. */
    List<JobView> slots() {
        return jobs.slots();
    }

    /**
     * The run, its jobs and the tasks that matter most on a scale of time: at most 100 that did not succeed or took
     * longest.
     *
     * @param start when the run started, or null
     * @param end when it ended, or null
     * @param look how it ended, not null
     */
    public TimelineView timeline(Instant start, Instant end, Presentation look) {
        return timeline.view(start, end, look, jobs.slots(), words);
    }
}
