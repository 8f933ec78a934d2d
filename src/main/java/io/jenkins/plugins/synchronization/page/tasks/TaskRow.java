package io.jenkins.plugins.synchronization.page.tasks;

import io.jenkins.plugins.synchronization.engine.report.page.ShortName;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.model.Change;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A row of the table of tasks.
 *
 * @param task what it shows, not null
 * @param change what became of its file since the run before, or null
 */
@Restricted(NoExternalUse.class)
public record TaskRow(TaskView task, Change change) {

    /** The name by which people know it, which may be shortened; null if it has none. */
    public ShortName name() {
        return task.name() == null ? null : ShortName.of(task.name());
    }
}
