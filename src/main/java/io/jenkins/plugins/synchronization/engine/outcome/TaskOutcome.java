package io.jenkins.plugins.synchronization.engine.outcome;

import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.util.Locale;

/**
 * What a task or a job came to. The one place that decides what counts as failed: counts, filters, groups, timeline, log,
 * page, table and badge all use it. An error beside a result does not count: only the result does.
 */
public enum TaskOutcome {
    /** Its result is {@code Error} or {@code TimedOut}, or the run is completed and it has no result. */
    FAILED,

    /** Its result is {@code PartialSuccess}, {@code Undetermined}, or one that the API's page does not list. */
    OTHER,

    /** Its result is {@code Canceled}. */
    CANCELED,

    /** It is not completed, or completed without a result so far, and the run goes on. */
    PENDING,

    /** Its result is {@code Skipped}: nothing had to be done. */
    SKIPPED,

    /** Its result is {@code Success}. */
    SUCCEEDED;

    /** The outcome of a task of a completed run, such as those that are stored; never {@link #PENDING}. */
    public static TaskOutcome of(Task task) {
        return of(task, true);
    }

    /** The outcome of a task, given whether its run is completed. */
    public static TaskOutcome of(Task task, boolean runCompleted) {
        return of(task.state(), task.result(), runCompleted);
    }

    /** The outcome of a task or job with this state and this result, given whether its run is completed. */
    public static TaskOutcome of(Term<ExecutionState> state, Term<ExecutionResult> result, boolean runCompleted) {
        boolean completed = state.isAbsent() || state.is(ExecutionState.COMPLETED);
        if (!completed && !runCompleted) {
            // A result that comes before the end, such as that of an attempt which is repeated, is not the last word.
            return PENDING;
        }
        if (!hasResult(state, result)) {
            return runCompleted ? FAILED : PENDING;
        }
        return result.known().map(TaskOutcome::of).orElse(OTHER);
    }

    /** Whether a task or job with this state and this result has a result at all. */
    public static boolean hasResult(Term<ExecutionState> state, Term<ExecutionResult> result) {
        boolean completed = state.isAbsent() || state.is(ExecutionState.COMPLETED);
        return !result.isAbsent() && (completed || !result.is(ExecutionResult.UNDETERMINED));
    }

    private static TaskOutcome of(ExecutionResult result) {
        return switch (result) {
            case SUCCESS -> SUCCEEDED;
            case SKIPPED -> SKIPPED;
            case CANCELED -> CANCELED;
            case ERROR, TIMED_OUT -> FAILED;
            case PARTIAL_SUCCESS, UNDETERMINED -> OTHER;
        };
    }

    /** The place in lists that begin with what did not succeed: the worst first; what came to a good end has one place. */
    public int rank() {
        return Math.min(ordinal(), SKIPPED.ordinal());
    }

    /** The name for a URL, a CSS class or a column, such as {@code failed}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
