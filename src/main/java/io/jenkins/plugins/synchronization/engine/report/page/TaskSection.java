package io.jenkins.plugins.synchronization.engine.report.page;

import java.util.List;

/**
 * The tasks of a run with one kind of ending, by cause: those that failed, that ended otherwise, that were canceled, or
 * that succeeded with an error.
 *
 * @param key its name for a style sheet and for texts, such as {@code failed}; not null
 * @param title the heading, not null
 * @param tasks how many tasks there are, 1 or more
 * @param groups those of the most frequent causes, the most frequent first; unmodifiable
 * @param furtherTasks how many tasks are in no group
 * @param filter which rows of the table are the section's, not null
 */
public record TaskSection(
        String key, String title, int tasks, List<TaskGroup> groups, int furtherTasks, TaskFilter filter) {

    /** Copies the list. */
    public TaskSection {
        groups = List.copyOf(groups);
    }
}
