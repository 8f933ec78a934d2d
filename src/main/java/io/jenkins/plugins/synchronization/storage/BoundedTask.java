package io.jenkins.plugins.synchronization.storage;

import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Tasks and jobs whose texts are short enough that many can be held; the report has them whole. */
@Restricted(NoExternalUse.class)
public final class BoundedTask {

    private static final int MAX_TEXT = 4000;

    private BoundedTask() {}

    /** Bounds the texts of tasks and jobs as a body has them, and hands them to other visitors in their order. */
    public static TaskVisitor visitor(TaskVisitor... visitors) {
        return new TaskVisitor() {
            @Override
            public void task(int job, Task task) throws IOException {
                Task bounded = of(task);
                for (TaskVisitor visitor : visitors) {
                    visitor.task(job, bounded);
                }
            }

            @Override
            public void job(Job job) throws IOException {
                Job bounded = of(job);
                for (TaskVisitor visitor : visitors) {
                    visitor.job(bounded);
                }
            }
        };
    }

    /** The task with its long texts cut. */
    private static Task of(Task task) {
        return new Task(
                cut(task.id()),
                cut(task.sourceFileId()),
                task.file(),
                task.start(),
                task.end(),
                task.retryAttempts(),
                task.state(),
                task.result(),
                of(task.error()),
                of(task.report()));
    }

    /** The job with its long texts cut. */
    private static Job of(Job job) {
        return new Job(
                job.index(), cut(job.id()), job.start(), job.end(), job.state(), job.result(), job.connectorType());
    }

    private static TaskError of(TaskError error) {
        return error == null
                ? null
                : new TaskError(
                        cut(error.errorCode()),
                        cut(error.message()),
                        cut(error.details()),
                        error.bridgeExitCode(),
                        cut(error.system()),
                        cut(error.phase()),
                        cut(error.category()),
                        cut(error.descriptionKey()),
                        cut(error.description()),
                        address(error.kbArticleLink()),
                        error.canUserFix());
    }

    private static SynchronizationReport of(SynchronizationReport report) {
        return report == null
                ? null
                : new SynchronizationReport(
                        report.suggestedAction(),
                        cut(report.message()),
                        report.totalErrorsCount(),
                        report.totalWarningsCount(),
                        report.totalOtherIssuesCount());
    }

    /** An address that is too long would lead elsewhere if it were cut. */
    private static String address(String link) {
        return link == null || link.length() > MAX_TEXT ? null : link;
    }

    private static String cut(String text) {
        return Sanitizer.cut(text, MAX_TEXT);
    }
}
