package io.jenkins.plugins.synchronization.simulator.script;

import java.time.Duration;

/**
 * One task of a job, as it will be once it has finished.
 *
 * @param id the task's id
 * @param fileId the id of its file
 * @param starts when it starts, in run time
 * @param finishes when it finishes, in run time; null for never
 * @param dates literal dates
 * @param retryAttempts how often it was retried
 * @param result its result
 * @param error its error, or null
 * @param report its report, or null
 */
public record Task(
        String id,
        String fileId,
        Duration starts,
        Duration finishes,
        FixedDates dates,
        int retryAttempts,
        String result,
        TaskError error,
        SynchronizationReport report) {

    boolean startedAt(Duration runTime) {
        return starts.compareTo(runTime) <= 0;
    }

    boolean finishedAt(Duration runTime) {
        return finishes != null && finishes.compareTo(runTime) <= 0;
    }
}
