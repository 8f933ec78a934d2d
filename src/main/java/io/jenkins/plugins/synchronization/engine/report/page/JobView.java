package io.jenkins.plugins.synchronization.engine.report.page;

import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import java.time.Instant;

/**
 * A job as the page shows it, or all the jobs beyond those that are listed.
 *
 * @param connector the connector's name in one short line, or words that say that there is none; not null
 * @param id the job's id in one short line, or null
 * @param look how the result is shown, or null for the jobs beyond
 * @param start when it started, or null
 * @param end when it ended, or null
 * @param tasks how many tasks it has
 * @param failed how many of them failed
 * @param errors errors that the tasks' reports count
 * @param warnings warnings that they count
 * @param others other issues that they count
 */
public record JobView(
        String connector,
        String id,
        Presentation look,
        Instant start,
        Instant end,
        int tasks,
        int failed,
        long errors,
        long warnings,
        long others) {

    /** How long it took, in words, or null. */
    public String duration() {
        return DurationWords.between(start, end);
    }
}
