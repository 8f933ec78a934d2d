package io.jenkins.plugins.synchronization.wait;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import java.util.Comparator;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Knows what builds wait for at this moment: an extension point, since those who wait know of builds and not the reverse. */
@Restricted(NoExternalUse.class)
public interface PendingRuns extends ExtensionPoint {

    /**
     * The runs that a build waits for, in no order. Asks nobody: what was last heard is in memory. Quick, since pages
     * ask for each build that they show.
     *
     * @param build not null
     * @return unmodifiable, never null
     */
    List<PendingRun> of(Run<?, ?> build);

    /**
     * The runs that a build waits for, in the order in which it began to; permission to see the build is the caller's
     * business.
     *
     * @param build not null
     * @return never null; empty where the build waits for none or is over
     */
    static List<PendingRun> all(Run<?, ?> build) {
        return !build.isBuilding()
                ? List.of()
                : ExtensionList.lookup(PendingRuns.class).stream()
                        .flatMap(known -> known.of(build).stream())
                        .sorted(Comparator.comparing(PendingRun::begun).thenComparing(PendingRun::key))
                        .toList();
    }
}
