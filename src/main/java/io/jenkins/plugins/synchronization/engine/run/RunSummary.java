package io.jenkins.plugins.synchronization.engine.run;

import java.util.List;

/**
 * A run and the counts of its jobs and tasks: small however many tasks there are.
 *
 * @param run the run itself, never null
 * @param jobStates jobs by state, never null
 * @param taskCounts tasks by state and result together, never null; unmodifiable
 * @param taskResults tasks by result, names that the API's page does not list included, never null
 */
public record RunSummary(
        Run run, Tally<ExecutionState> jobStates, List<TaskCount> taskCounts, Tally<ExecutionResult> taskResults) {

    /** How many tasks the API lists for the run so far. */
    public int tasks() {
        return taskCounts.stream().mapToInt(TaskCount::count).sum();
    }
}
