package io.jenkins.plugins.synchronization.page.failures;

import java.util.List;

/**
 * The tasks of a run that did not succeed, by cause.
 *
 * @param tasks how many there are
 * @param groups those of the most frequent causes, the most frequent first; unmodifiable
 * @param furtherTasks how many tasks are in no group
 */
public record Failures(int tasks, List<FailureGroup> groups, int furtherTasks) {

    /** Copies the list. */
    public Failures {
        groups = List.copyOf(groups);
    }
}
