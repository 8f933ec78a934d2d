package io.jenkins.plugins.synchronization.changes;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.polling.RunHistory;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long the runs of a connection took that earlier builds of the job waited for. */
public final class EarlierDurations {

    private static final int MOST_BUILDS = 50;

    private EarlierDurations() {}

    /** Reads the summaries that at most 50 builds store, each of which may have to be read from disk. */
    public static RunHistory before(Run<?, ?> build, RunAddress address) {
        List<Duration> newestFirst = new ArrayList<>();
        Run<?, ?> earlier = build.getPreviousBuild();
        for (int looked = 0;
                earlier != null && looked < MOST_BUILDS && newestFirst.size() < RunHistory.LIMIT;
                looked++) {
            List<RunRecord> runs = SynchronizationAction.of(earlier).getRuns();
            for (int i = runs.size() - 1; i >= 0; i--) {
                RunRecord run = runs.get(i);
                // A run that was canceled shows nothing, and one that is waited for again would show its own duration.
                if (EarlierRun.isOfConnection(run, address)
                        && !address.runId().equals(run.getRunId())
                        && !ExecutionResult.CANCELED.text().equals(run.getResult())) {
                    newestFirst.add(Duration.ofMillis(run.getDurationMillis()));
                }
            }
            earlier = earlier.getPreviousBuild();
        }
        Collections.reverse(newestFirst);
        return RunHistory.of(newestFirst);
    }
}
