package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.report.page.CountView;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.Looks;
import io.jenkins.plugins.synchronization.engine.report.page.Percent;
import io.jenkins.plugins.synchronization.engine.report.page.TaskSection;
import io.jenkins.plugins.synchronization.engine.report.page.TimelineView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a page shows of a run as a whole: its tasks by outcome, what went wrong, its jobs, the durations. Collected while
 * the tasks pass by; the memory used does not grow with their number. For one thread.
 */
public final class RunOverview implements TaskVisitor {

    /** The least part of the bar, of 1: one failure among 100,000 tasks is what people look for. */
    private static final double LEAST_PART = 0.015;

    private final Words words;
    private final boolean runCompleted;
    private final Looks looks;
    private final Jobs jobs;
    private final int[] counts = new int[TaskOutcome.values().length];
    private final TaskGroups groups = new TaskGroups();
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
        TaskOutcome outcome = outcome(task);
        boolean failed = outcome == TaskOutcome.FAILED;
        counts[outcome.ordinal()]++;
        groups.add(job, task, outcome, look);
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

    /** How many tasks there are. */
    public int tasks() {
        return tasks;
    }

    /** How many tasks have this outcome. */
    public int tasks(TaskOutcome outcome) {
        return counts[outcome.ordinal()];
    }

    /** The tasks by outcome, the worst first, without zeros; never null. */
    public List<CountView> counts() {
        double least = LEAST_PART * tasks;
        double whole = 0;
        for (int count : counts) {
            whole += count == 0 ? 0 : Math.max(least, count);
        }
        List<CountView> views = new ArrayList<>();
        double before = 0;
        for (TaskOutcome outcome : TaskOutcome.values()) {
            int count = tasks(outcome);
            if (count > 0) {
                double part = Math.max(least, count);
                Presentation look = Presentation.of(outcome, words.locale());
                views.add(new CountView(outcome, look, count, Percent.of(before, whole), Percent.of(part, whole)));
                before += part;
            }
        }
        return views;
    }

    /** The tasks that failed, ended otherwise, were canceled, or succeeded with an error, by cause; without empty ones. */
    public List<TaskSection> sections() {
        return groups.sections(jobs, words);
    }

    /** Why the run's result, as shown, is another than its tasks suggest, in one sentence; null where it is not. */
    public String remark(Presentation look) {
        boolean good = look.kind() == Presentation.Kind.SUCCESS || look.kind() == Presentation.Kind.SKIPPED;
        int failed = tasks(TaskOutcome.FAILED);
        if (good) {
            return failed == 0 ? null : words.text("remark.failed", look.word(), failed);
        }
        boolean allGood = tasks > 0 && tasks == tasks(TaskOutcome.SUCCEEDED) + tasks(TaskOutcome.SKIPPED);
        if (!allGood || look.kind() == Presentation.Kind.RUNNING) {
            return null;
        }
        return groups.withError() == 0
                ? words.text("remark.nofailed", look.word(), tasks)
                : words.text("remark.nofailed.error", look.word(), tasks, groups.withError());
    }

    /** The first 200 jobs, in order; never null. */
    public List<JobView> jobs() {
        return jobs.listed();
    }

    /** How many jobs there are beyond those. */
    public int furtherJobs() {
        return jobs.further();
    }

    /** The sums over all jobs, with no look, ID or times. */
    public JobView total() {
        return jobs.total();
    }

    /** The listed jobs, and the sum of all beyond if there are any. */
    List<JobView> slots() {
        return jobs.slots();
    }

    /**
     * The run, its jobs and the tasks that matter most on a scale of time: at most 100 that failed or took longest.
     *
     * @param start when the run started, or null
     * @param end when it ended, or null
     * @param look how it ended, not null
     */
    public TimelineView timeline(Instant start, Instant end, Presentation look) {
        return timeline.view(start, end, look, jobs.slots(), words);
    }
}
