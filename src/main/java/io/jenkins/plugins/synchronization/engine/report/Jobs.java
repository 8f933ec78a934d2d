package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The jobs of a run with the sums over their tasks. A run has a handful; of hostile numbers the rest becomes one. */
final class Jobs {

    /** How many jobs are distinguished. */
    static final int LISTED = 200;

    private static final int MAX_NAME = 200;

    private final Words words;
    private final List<Sums> sums = new ArrayList<>();
    private int jobs;

    Jobs(Words words) {
        this.words = words;
    }

    /** Which of the jobs that are distinguished a job is; the last slot stands for all beyond. */
    static int slot(int job) {
        return Math.min(job, LISTED);
    }

    void add(int job, Task task, boolean failed) {
        Sums sum = at(slot(job));
        sum.tasks++;
        sum.failed += failed ? 1 : 0;
        SynchronizationReport report = task.report();
        if (report != null) {
            sum.errors = plus(sum.errors, report.totalErrorsCount());
            sum.warnings = plus(sum.warnings, report.totalWarningsCount());
            sum.others = plus(sum.others, report.totalOtherIssuesCount());
        }
    }

    void describe(Job job, Presentation look) {
        jobs = job.index() + 1;
        if (job.index() < LISTED) {
            Sums sum = at(job.index());
            String connector = Sanitizer.oneLine(job.connectorType().text(), MAX_NAME);
            sum.start = job.start();
            sum.end = job.end();
            sum.id = Sanitizer.oneLine(job.id(), MAX_NAME);
            sum.connector = connector.isEmpty() ? words.text("jobs.noconnector") : connector;
            sum.look = look;
        }
    }

    /** How many jobs are not distinguished. */
    int further() {
        return Math.max(0, jobs - LISTED);
    }

    /** All slots in order; of the last one nothing but sums and a name is known. */
    List<JobView> slots() {
        return sums.stream().map(this::view).toList();
    }

    /** The jobs that are distinguished, in order. */
    List<JobView> listed() {
        List<JobView> slots = slots();
        return slots.subList(0, Math.min(slots.size(), LISTED));
    }

    /** The job of a task: one of those that are distinguished, or the sum of all beyond. */
    JobView of(int job) {
        return view(sums.get(slot(job)));
    }

    /** The sums over all jobs. */
    JobView total() {
        Sums total = new Sums();
        total.connector = words.text("jobs.total");
        for (Sums sum : sums) {
            total.tasks += sum.tasks;
            total.failed += sum.failed;
            total.errors = plus(total.errors, sum.errors);
            total.warnings = plus(total.warnings, sum.warnings);
            total.others = plus(total.others, sum.others);
        }
        return view(total);
    }

    private Sums at(int slot) {
        while (sums.size() <= slot) {
            sums.add(new Sums());
        }
        return sums.get(slot);
    }

    private JobView view(Sums sum) {
        return new JobView(
                sum.connector == null ? words.text("jobs.further") : sum.connector,
                sum.id,
                sum.look,
                sum.start,
                sum.end,
                sum.tasks,
                sum.failed,
                sum.errors,
                sum.warnings,
                sum.others);
    }

    /** A sum of counts that stays at the largest number where it would run over. */
    private static long plus(long sum, long more) {
        return more > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + more;
    }

    private static final class Sums {
        private Instant start;
        private Instant end;
        private String id;
        private String connector;
        private Presentation look;
        private int tasks;
        private int failed;
        private long errors;
        private long warnings;
        private long others;
    }
}
