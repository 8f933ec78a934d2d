package io.jenkins.plugins.synchronization.waiting;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.build.live.RunInFlight;
import io.jenkins.plugins.synchronization.build.live.RunsInFlight;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Tells pages and badges which runs a build waits for: those of {@link BuildWaits}. */
@Extension
@Restricted(NoExternalUse.class)
public final class WaitsInFlight implements RunsInFlight {

    @Override
    public List<RunInFlight> of(Run<?, ?> build) {
        return BuildWaits.get().of(build).map(BuildWait::seen).toList();
    }
}
