package io.jenkins.plugins.synchronization.changes;

import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.Task;

/** What a task says about its file. Where a file has several tasks, the last one of this list that any of them says. */
enum Verdict {
    /** Nothing had to be done, so it says nothing. */
    SKIPPED,

    /** The file is fine, if no other task of it says otherwise. */
    SUCCEEDED,

    /** It was stopped, or is not over: the file may be fine or not. */
    UNDECIDED,

    /** The file is not fine. */
    FAILED;

    private static final Verdict[] ALL = values();

    /** Any result that is neither success, skipped nor canceled is a failure: what nobody knows too. */
    static Verdict of(Task task) {
        if (task.result().isAbsent()) {
            return task.state().is(ExecutionState.COMPLETED) ? FAILED : UNDECIDED;
        }
        ExecutionResult result = task.result().known().orElse(ExecutionResult.UNDETERMINED);
        return switch (result) {
            case SUCCESS -> SUCCEEDED;
            case SKIPPED -> SKIPPED;
            case CANCELED -> UNDECIDED;
            case ERROR, TIMED_OUT, PARTIAL_SUCCESS, UNDETERMINED -> FAILED;
        };
    }

    static Verdict at(int ordinal) {
        return ALL[ordinal];
    }
}
