package io.jenkins.plugins.synchronization.benchmarks.waiting;

import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.polling.Scheduler;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitListener;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of the waits: when each was told of its end, with what result. */
final class Endings {

    record Ending(Instant at, String result) {}

    private final Scheduler scheduler;
    private final Map<String, List<Ending>> endings = new HashMap<>();
    private int ended;

    Endings(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    WaitListener listener(String runId) {
        return new WaitListener() {
            @Override
            public void completed(RunSummary summary, RunBody body) {
                body.close();
                add(runId, summary.run().result().text());
            }

            @Override
            public void failed(WaitFailure failure) {
                add(runId, "failed: " + failure.reason());
            }
        };
    }

    void add(String runId, String result) {
        ended++;
        endings.computeIfAbsent(runId, any -> new ArrayList<>(1)).add(new Ending(scheduler.now(), result));
    }

    /** How many ends were told in all; more than there are waits if one ended twice. */
    int ended() {
        return ended;
    }

    List<Ending> of(String runId) {
        return endings.getOrDefault(runId, List.of());
    }
}
