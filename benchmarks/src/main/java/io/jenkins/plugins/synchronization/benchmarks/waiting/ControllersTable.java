package io.jenkins.plugins.synchronization.benchmarks.waiting;

import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import io.jenkins.plugins.synchronization.engine.polling.RunWatcher;
import io.jenkins.plugins.synchronization.engine.polling.VirtualScheduler;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Several controllers that share one subscription of the smallest tier, with the limits of their share or all with the whole. */
final class ControllersTable {

    private static final RequestLimits LIMITS = RequestLimits.SMALLEST_TIER;

    void print(PrintStream out) {
        out.println(
                "| waits | controllers | limits of each | waits ended | requests | 429 provoked | median delay | 95th percentile | longest time unpolled |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        for (int waits : new int[] {100, 400}) {
            print(out, waits, 1, LIMITS);
            for (int controllers : new int[] {2, 4}) {
                print(
                        out,
                        waits,
                        controllers,
                        new RequestLimits(LIMITS.perMinute() / controllers, LIMITS.perHour() / controllers));
                print(out, waits, controllers, LIMITS);
            }
        }
    }

    private static void print(PrintStream out, int waits, int controllers, RequestLimits configured) {
        VirtualScheduler scheduler = new VirtualScheduler(Instant.parse("2026-01-01T00:00:00Z"));
        SimulatedRuns api = new SimulatedRuns(scheduler, LIMITS);
        Endings endings = new Endings(scheduler);
        SplittableRandom random = new SplittableRandom(13);
        Instant begin = scheduler.now();
        Duration[] lengths = new Duration[waits];
        List<RunWatcher> watchers = new ArrayList<>();
        for (int i = 0; i < controllers; i++) {
            watchers.add(Watching.watcher(scheduler, api));
        }
        for (int i = 0; i < waits; i++) {
            String run = "run-" + i;
            lengths[i] = PacingTable.logUniform(random, Duration.ofMinutes(2), Duration.ofHours(4));
            api.add(run, begin, lengths[i], "Success");
            watchers.get(i % controllers).watch(Watching.request(run, configured, scheduler), endings.listener(run));
        }
        scheduler.runUntil(() -> endings.ended() == waits, begin.plus(Duration.ofHours(23)));
        watchers.forEach(RunWatcher::close);
        double[] delays = endings.delays(begin, lengths);
        out.printf(
                "| %d | %d | %,d a minute, %,d an hour | %d | %,d | %,d | %.0f s | %.0f s | %.1f min |%n",
                waits,
                controllers,
                configured.perMinute(),
                configured.perHour(),
                endings.ended(),
                api.requests(),
                api.throttled(),
                delays[waits / 2],
                delays[waits * 95 / 100],
                api.longestUnasked().toMillis() / 60_000.0);
    }
}
