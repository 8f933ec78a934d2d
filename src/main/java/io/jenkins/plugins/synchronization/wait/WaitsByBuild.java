package io.jenkins.plugins.synchronization.wait;

import hudson.Extension;
import hudson.model.Run;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Tells pages and badges which runs a build waits for: those of {@link BuildWaits}. */
@Extension
@Restricted(NoExternalUse.class)
public final class WaitsByBuild implements PendingRuns {

    @Override
    public List<PendingRun> of(Run<?, ?> build) {
        return BuildWaits.get().of(build).map(BuildWait::seen).toList();
    }
}
