package io.jenkins.plugins.synchronization.simulator.script;

import java.time.Duration;
import java.util.Map;

/**
 * One task of a job, as it will be once it has finished.
 *
 * @param id the task's id
 * @param fileId the id of its file
 * @param fileName the name that people know the file by, or null where there is none
 * @param starts when it starts, in run time
 * @param finishes when it finishes, in run time; null for never
 * @param dates literal dates
 * @param retryAttempts how often it was retried
 * @param result its result
 * @param error the fields of its error, or null
 * @param report the fields of its synchronization report, or null
 */
public record Task(
        String id,
        String fileId,
        String fileName,
        Duration starts,
        Duration finishes,
        FixedDates dates,
        int retryAttempts,
        String result,
        Map<String, Object> error,
        Map<String, Object> report) {

    Task byTheClock() {
        return new Task(id, fileId, fileName, starts, finishes, FixedDates.NONE, retryAttempts, result, error, report);
    }

    boolean startedAt(Duration runTime) {
        return starts.compareTo(runTime) <= 0;
    }

    boolean finishedAt(Duration runTime) {
        return finishes != null && finishes.compareTo(runTime) <= 0;
    }
}
