package io.jenkins.plugins.synchronization.page.tasks;

import io.jenkins.plugins.synchronization.engine.report.page.Words;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A choice of a filter.
 *
 * @param value what stands for it in URLs, plain text
 * @param label what people read, plain text
 * @param count how many tasks it has; -1 where that was not counted
 * @param selected whether it is the one that counts
 */
@Restricted(NoExternalUse.class)
public record TaskOption(String value, String label, int count, boolean selected) {

    /** What people read, with the number of tasks where they were counted. */
    public String text(Words words) {
        return count < 0 ? label : label + " (" + words.number(count) + ")";
    }

    /** A choice; it is selected if its value is what was asked for. */
    static TaskOption of(String value, String label, int count, String asked) {
        return new TaskOption(value, label, count, value.equals(asked));
    }
}
