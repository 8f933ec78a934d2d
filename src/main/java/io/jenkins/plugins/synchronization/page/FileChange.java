package io.jenkins.plugins.synchronization.page;

import io.jenkins.plugins.synchronization.model.Change;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What became of a source file since the run before, for a page.
 *
 * @param change what became of it, not null
 * @param since the first build in which it failed; null if that is the page's own
 */
@Restricted(NoExternalUse.class)
public record FileChange(Change change, BuildLink since) {

    /** In the reader's language, such as {@code newly failed}, or {@code still failing since} with a link to follow. */
    public String words() {
        return since == null ? change.label() : Messages.FileChange_Since(change.label());
    }
}
