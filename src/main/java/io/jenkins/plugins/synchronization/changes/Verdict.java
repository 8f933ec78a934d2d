package io.jenkins.plugins.synchronization.changes;

import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
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

    /** A file of a task with any other outcome is not fine either: it is unknown whether it is. */
    static Verdict of(Task task) {
        return switch (TaskOutcome.of(task)) {
            case SUCCEEDED -> SUCCEEDED;
            case SKIPPED -> SKIPPED;
            case CANCELED, PENDING -> UNDECIDED;
            case FAILED, OTHER -> FAILED;
        };
    }

    static Verdict at(int ordinal) {
        return ALL[ordinal];
    }
}
