package io.jenkins.plugins.synchronization.benchmarks.waiting;

import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.polling.Scheduler;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitListener;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** How long after its end each of the runs {@code run-0}, {@code run-1} and so on was detected, in seconds, in order. */
    double[] delays(Instant begin, Duration[] lengths) {
        double[] delays = new double[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            Instant detected = of("run-" + i).get(0).at();
            delays[i] = Duration.between(begin.plus(lengths[i]), detected).toMillis() / 1000.0;
        }
        Arrays.sort(delays);
        return delays;
    }

    List<Ending> of(String runId) {
        return endings.getOrDefault(runId, List.of());
    }
}
