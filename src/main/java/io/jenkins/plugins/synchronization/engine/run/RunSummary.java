package io.jenkins.plugins.synchronization.engine.run;

/**
 * A run and the counts of its jobs and tasks: small however many tasks there are.
 *
 * @param run the run itself, never null
 * @param jobStates jobs by state, never null
 * @param jobResults jobs by result, never null
 * @param taskStates tasks by state, never null
 * @param taskResults tasks by result, never null
 */
public record RunSummary(
        Run run,
        Tally<ExecutionState> jobStates,
        Tally<ExecutionResult> jobResults,
        Tally<ExecutionState> taskStates,
        Tally<ExecutionResult> taskResults) {

    /** How many tasks the run has, as far as the API tells by now. */
    public int tasks() {
        return taskStates.total();
    }

    /** How many tasks are over. */
    public int completedTasks() {
        return taskStates.of(ExecutionState.COMPLETED);
    }

    /** How many tasks failed: {@code Error} or {@code TimedOut}. */
    public int failedTasks() {
        return taskResults.of(ExecutionResult.ERROR) + taskResults.of(ExecutionResult.TIMED_OUT);
    }
}
