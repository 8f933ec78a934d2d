package io.jenkins.plugins.synchronization.changes;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.model.NotCompared;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import java.util.List;
import java.util.Objects;

/**
 * The run that a run is compared with: the last one of the same connection on the same server that an earlier build of
 * the job waited for, and that had ended by then.
 *
 * @param build the build that waited for it; null if there is none
 * @param run the run; null if there is none
 * @param isExhaustive whether all earlier builds were looked at, if there is none
 */
record EarlierRun(Run<?, ?> build, RunRecord run, boolean isExhaustive) {

    static EarlierRun find(Run<?, ?> build, RunRecord run) {
        Run<?, ?> earlier = build.getPreviousBuild();
        for (int looked = 0; earlier != null && looked < NotCompared.MOST_BUILDS; looked++) {
            List<RunRecord> runs = SynchronizationAction.of(earlier).getRuns();
            for (int i = runs.size() - 1; i >= 0; i--) {
                if (isBefore(runs.get(i), run)) {
                    return new EarlierRun(earlier, runs.get(i), false);
                }
            }
            earlier = earlier.getPreviousBuild();
        }
        return new EarlierRun(null, null, earlier == null);
    }

    /**
     * A build may wait for a run that another waited for already, or for an older one: then neither that run nor what
     * came after it was before.
     */
    private static boolean isBefore(RunRecord other, RunRecord run) {
        boolean sameConnection = Objects.equals(other.getConnectionId(), run.getConnectionId())
                && Objects.equals(other.getConnectionType(), run.getConnectionType())
                && Objects.equals(other.getServer(), run.getServer());
        boolean endedLater =
                other.getEndMillis() != null && run.getEndMillis() != null && other.getEndMillis() > run.getEndMillis();
        return sameConnection && !endedLater && !Objects.equals(other.getRunId(), run.getRunId());
    }
}
