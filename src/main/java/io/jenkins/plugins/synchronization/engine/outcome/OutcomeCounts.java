package io.jenkins.plugins.synchronization.engine.outcome;

import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.TaskCount;
import java.util.EnumMap;
import java.util.Map;

/** How many tasks of a run have which outcome. Immutable. */
public final class OutcomeCounts {

    private final Map<TaskOutcome, Integer> counts = new EnumMap<>(TaskOutcome.class);

    private OutcomeCounts() {}

    /** The counts of a run, by what is known of it so far. */
    public static OutcomeCounts of(RunSummary summary) {
        OutcomeCounts counts = new OutcomeCounts();
        for (TaskCount tasks : summary.taskCounts()) {
            TaskOutcome outcome =
                    TaskOutcome.of(tasks.state(), tasks.result(), summary.run().isCompleted());
            counts.counts.merge(outcome, tasks.count(), Integer::sum);
        }
        return counts;
    }

    /** How many tasks have this outcome, 0 or more. */
    public int of(TaskOutcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /** How many tasks there are. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many tasks are completed. */
    public int completed() {
        return total() - of(TaskOutcome.PENDING);
    }
}
