package io.jenkins.plugins.synchronization.simulator.script;

import java.time.Duration;
import java.util.Map;

/**
 * Any number of tasks by rule, none of them stored. They run one after the other, spread evenly over a stretch of the run.
 *
 * @param seed what their ids are derived from
 * @param count how many
 * @param failEvery each n-th fails; 0 for none
 * @param skipEvery each n-th is skipped, where it does not fail; 0 for none
 * @param start when the first starts, in run time
 * @param end when the last finishes, in run time
 * @param error the fields of the error of those that fail, or null
 * @param everyTaskCarriesError whether the others carry the same error, as the API's page shows
 * @param report the fields of the report of each, or null
 */
public record GeneratedTasks(
        String seed,
        int count,
        int failEvery,
        int skipEvery,
        Duration start,
        Duration end,
        Map<String, Object> error,
        boolean everyTaskCarriesError,
        Map<String, Object> report)
        implements Tasks {

    @Override
    public Task task(int index) {
        int number = index + 1;
        boolean fails = failEvery > 0 && number % failEvery == 0;
        boolean skipped = !fails && skipEvery > 0 && number % skipEvery == 0;
        return new Task(
                Ids.derived(seed, index),
                Ids.guid(seed + "/file-" + number),
                "file-" + number,
                Spread.point(start, end, index, count),
                Spread.point(start, end, number, count),
                FixedDates.NONE,
                0,
                fails ? "Error" : skipped ? "Skipped" : "Success",
                fails || everyTaskCarriesError ? error : null,
                report);
    }

    @Override
    public Tasks byTheClock() {
        return this;
    }

    @Override
    public String result() {
        if (failEvery == 1) {
            return "Error";
        }
        if (failEvery > 0 && failEvery <= count) {
            return "PartialSuccess";
        }
        return skipEvery == 1 ? "Skipped" : "Success";
    }

    /** The same rule for another number of tasks, at least 1. */
    public GeneratedTasks withCount(int otherCount) {
        return new GeneratedTasks(
                seed, otherCount, failEvery, skipEvery, start, end, error, everyTaskCarriesError, report);
    }
}
