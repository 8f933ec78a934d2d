package io.jenkins.plugins.synchronization.storage;

import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Tasks and jobs whose texts are short enough that many can be held; the report has them whole. */
@Restricted(NoExternalUse.class)
public final class BoundedTask {

    /** The most characters that a bounded text has. */
    public static final int LONGEST_TEXT = 4001;

    private static final int MAX_TEXT = LONGEST_TEXT - 1;

    private BoundedTask() {}

    /** The task with its long texts cut. */
    public static Task of(Task task) {
        return new Task(
                cut(task.id()),
                cut(task.sourceFileId()),
                task.start(),
                task.end(),
                task.retryAttempts(),
                task.state(),
                task.result(),
                of(task.error()),
                of(task.report()));
    }

    /** The job with its long texts cut. */
    public static Job of(Job job) {
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
        if (text == null || text.length() <= MAX_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return text.substring(0, end) + "…";
    }
}
