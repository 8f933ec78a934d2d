package io.jenkins.plugins.synchronization.benchmarks.waiting;

import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import io.jenkins.plugins.synchronization.engine.polling.RunWatcher;
import io.jenkins.plugins.synchronization.engine.polling.VirtualScheduler;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

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
        List<RunWatcher> watchers = Stream.generate(() -> Watching.watcher(scheduler, api))
                .limit(controllers)
                .toList();
        double[] delays = Watching.delays(scheduler, api, watchers, configured, waits, 13);
        out.printf(
                "| %d | %d | %,d a minute, %,d an hour | %d | %,d | %,d | %.0f s | %.0f s | %.1f min |%n",
                waits,
                controllers,
                configured.perMinute(),
                configured.perHour(),
                delays.length,
                api.requests(),
                api.throttled(),
                delays[waits / 2],
                delays[waits * 95 / 100],
                api.longestUnasked().toMillis() / 60_000.0);
    }
}
