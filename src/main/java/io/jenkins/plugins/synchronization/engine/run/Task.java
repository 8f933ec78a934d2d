package io.jenkins.plugins.synchronization.engine.run;

import java.time.Instant;

/**
 * A task of a job: one source file. "Manifest Connection Run Job's Task" of the API's page.
 *
 * @param id the task's id, or null
 * @param sourceFileId the file that was synchronized: {@code sourceFileId}, or {@code storageFileId} in runs of storage
 *     connections; null if neither came
 * @param file the file's name, or null where it is unknown
 * @param start when it started, or null if not yet
 * @param end when it ended, or null if not yet
 * @param retryAttempts how often it was tried again, 0 or more
 * @param state how far it is, never null
 * @param result how it ended, never null
 * @param error what went wrong, or null; a task may have one and still be a success
 * @param report counts of the issues met, or null
 */
public record Task(
        String id,
        String sourceFileId,
        FileName file,
        Instant start,
        Instant end,
        int retryAttempts,
        Term<ExecutionState> state,
        Term<ExecutionResult> result,
        TaskError error,
        SynchronizationReport report) {

    /** How people know the task: its file's name, else the file's ID, else its own; null where it has none of these. */
    public String name() {
        return file != null ? file.name() : sourceFileId != null ? sourceFileId : id;
    }

    /**
     * This task with its texts cut, so that many tasks can be held in memory.
     *
     * @param length the most characters of a text before the ellipsis that stands for the rest, at least 1
     */
    public Task withTextsUpTo(int length) {
        return new Task(
                Sanitizer.cut(id, length),
                Sanitizer.cut(sourceFileId, length),
                file,
                start,
                end,
                retryAttempts,
                state,
                result,
                error == null ? null : error.withTextsUpTo(length),
                report == null ? null : report.withTextsUpTo(length));
    }
}
