package io.jenkins.plugins.synchronization.changes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.model.NotCompared;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The run that a run is compared with: the last one of the same connection on the same server that an earlier build of
 * the job waited for, and that had ended by then.
 *
 * @param build the build that waited for it; null if there is none
 * @param run the run; null if there is none
 * @param isExhaustive whether all earlier builds were searched, if there is none
 */
record EarlierRun(
        @CheckForNull Run<?, ?> build, @CheckForNull RunRecord run, boolean isExhaustive) {

    /** Searches at most {@value NotCompared#MOST_BUILDS} builds, each of which may have to be read from disk. */
    static EarlierRun find(Run<?, ?> build, RunAddress address, @CheckForNull Instant end) {
        Run<?, ?> earlier = build.getPreviousBuild();
        for (int looked = 0; earlier != null && looked < NotCompared.MOST_BUILDS; looked++) {
            List<RunRecord> runs = SynchronizationAction.of(earlier).getRuns();
            for (int i = runs.size() - 1; i >= 0; i--) {
                if (isBefore(runs.get(i), address, end)) {
                    return new EarlierRun(earlier, runs.get(i), false);
                }
            }
            earlier = earlier.getPreviousBuild();
        }
        return new EarlierRun(null, null, earlier == null);
    }

    static boolean isOfConnection(RunRecord run, RunAddress address) {
        return address.connectionId().equals(run.getConnectionId())
                && address.type().text().equals(run.getConnectionType())
                && address.server().toString().equals(run.getApi());
    }

    /**
     * A build may wait for a run that another waited for already, or for an older one: then neither that run nor what
     * came after it was before. The server is identified by its URL, since it can be renamed.
     */
    private static boolean isBefore(RunRecord other, RunAddress address, @CheckForNull Instant end) {
        boolean endedLater = other.getEndMillis() != null && end != null && other.getEndMillis() > end.toEpochMilli();
        return isOfConnection(other, address) && !endedLater && !Objects.equals(other.getRunId(), address.runId());
    }
}
