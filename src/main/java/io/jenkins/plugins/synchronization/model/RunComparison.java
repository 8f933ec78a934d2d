package io.jenkins.plugins.synchronization.model;

import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How a run compares with the one before, or why it was compared with none: as {@code build.xml} keeps it. */
@Restricted(NoExternalUse.class)
public final class RunComparison {

    private final ChangeCounts counts;
    private final String notCompared;
    private final Integer build;

    private RunComparison(ChangeCounts counts, NotCompared notCompared, Integer build) {
        this.counts = counts;
        this.notCompared = notCompared == null ? null : notCompared.name();
        this.build = build;
    }

    public static RunComparison of(ChangeCounts counts) {
        return new RunComparison(counts, null, null);
    }

    public static RunComparison none(NotCompared why) {
        return new RunComparison(null, why, null);
    }

    /** There is nothing to compare with in the build that waited for the run before. */
    public static RunComparison none(NotCompared why, int build) {
        return new RunComparison(null, why, build);
    }

    /** The counts; null if the run was compared with nothing. */
    public ChangeCounts getCounts() {
        return counts;
    }

    /** Why the run was compared with nothing, in the reader's language; null if it was, or unknown. */
    public String whyNot() {
        return Stream.of(NotCompared.values())
                .filter(why -> why.name().equals(notCompared))
                .findFirst()
                .map(why -> why.explain(build == null ? 0 : build))
                .orElse(null);
    }
}
