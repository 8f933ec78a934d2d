package io.jenkins.plugins.synchronization.build;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.FitText;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.Looks;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Collects the details of a run in one pass over its body. */
final class RunDetailsReader implements TaskVisitor {

    private static final int MOST_FAILURES = 100;
    private static final int MOST_JOBS = 100;

    private record Failure(int number, Task task, Presentation look) {}

    private final Words words;
    private final Looks looks;
    private final List<TaskView> failures = new ArrayList<>();
    private final List<JobView> jobs = new ArrayList<>();
    private int furtherFailures;
    private int furtherJobs;
    private int number;

    private final List<Failure> failuresOfJob = new ArrayList<>();
    private int tasksOfJob;
    private int failedOfJob;
    private long errorsOfJob;
    private long warningsOfJob;
    private long othersOfJob;

    private RunDetailsReader(Words words) {
        this.words = words;
        this.looks = new Looks(words.locale());
    }

    /**
     * Reads a body; not closed.
     *
     * @throws IOException if it is damaged or not a run
     */
    static RunDetails read(InputStream body, Words words) throws IOException {
        RunDetailsReader reader = new RunDetailsReader(words);
        RunReader.read(body, reader);
        return new RunDetails(reader.failures, reader.furtherFailures, reader.jobs, reader.furtherJobs);
    }

    @Override
    public void task(int job, Task task) {
        number++;
        tasksOfJob++;
        SynchronizationReport report = task.report();
        if (report != null) {
            errorsOfJob += report.totalErrorsCount();
            warningsOfJob += report.totalWarningsCount();
            othersOfJob += report.totalOtherIssuesCount();
        }
        if (!task.succeeded()) {
            failed(task);
        }
    }

    private void failed(Task task) {
        failedOfJob++;
        if (failures.size() + failuresOfJob.size() == MOST_FAILURES) {
            furtherFailures++;
            return;
        }
        failuresOfJob.add(new Failure(number, BoundedTask.of(task), looks.of(task.state(), task.result())));
    }

    @Override
    public void job(Job job) {
        JobView view = view(job);
        failuresOfJob.forEach(
                failure -> failures.add(new TaskView(words, failure.number(), failure.task(), view, failure.look())));
        if (jobs.size() < MOST_JOBS) {
            jobs.add(view);
        } else {
            furtherJobs++;
        }
        failuresOfJob.clear();
        tasksOfJob = 0;
        failedOfJob = 0;
        errorsOfJob = 0;
        warningsOfJob = 0;
        othersOfJob = 0;
    }

    private JobView view(Job job) {
        String connector = FitText.name(job.connectorType().text());
        return new JobView(
                connector == null || connector.isEmpty() ? words.text("jobs.noconnector") : connector,
                FitText.name(job.id()),
                looks.of(job.state(), job.result()),
                job.start(),
                job.end(),
                tasksOfJob,
                failedOfJob,
                errorsOfJob,
                warningsOfJob,
                othersOfJob);
    }
}
