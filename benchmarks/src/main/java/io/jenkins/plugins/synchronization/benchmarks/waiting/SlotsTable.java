package io.jenkins.plugins.synchronization.benchmarks.waiting;

import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import io.jenkins.plugins.synchronization.engine.polling.VirtualScheduler;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How many requests have to be under way at one server for 1,000 waits: fast, slow and large responses. */
final class SlotsTable {

    private static final int WAITS = 1_000;
    private static final RequestLimits LIMITS = new RequestLimits(5_000, 300_000);
    private static final Duration LARGE = Duration.ofSeconds(75);

    private record Responses(String name, Duration latency, Duration atTheEnd) {}

    private static final Responses[] RESPONSES = {
        new Responses("200 ms", Duration.ofMillis(200), Duration.ofMillis(200)),
        new Responses("2 s", Duration.ofSeconds(2), Duration.ofSeconds(2)),
        new Responses("200 ms, and 74 MB at 1 MB/s at the end", Duration.ofMillis(200), LARGE),
        new Responses("2 s, and 74 MB at 1 MB/s at the end", Duration.ofSeconds(2), LARGE),
    };

    void print(PrintStream out) {
        out.println(
                "| responses | requests at once | median delay | 95th percentile | longest | longest time unpolled |");
        out.println("|---|---|---|---|---|---|");
        for (Responses responses : RESPONSES) {
            for (int slots : new int[] {2, 4, 8, 16, 32, Integer.MAX_VALUE}) {
                print(out, responses, slots);
            }
        }
    }

    private static void print(PrintStream out, Responses responses, int slots) {
        VirtualScheduler scheduler = new VirtualScheduler(Instant.parse("2026-01-01T00:00:00Z"));
        SimulatedRuns api = new SimulatedRuns(scheduler, null, slots, responses.latency(), responses.atTheEnd());
        double[] delays = Watching.delays(scheduler, api, List.of(Watching.watcher(scheduler, api)), LIMITS, WAITS, 11);
        out.printf(
                "| %s | %s | %.0f s | %.0f s | %.0f s | %.0f s |%n",
                responses.name(),
                slots == Integer.MAX_VALUE ? "unlimited" : slots,
                delays[WAITS / 2],
                delays[WAITS * 95 / 100],
                delays[WAITS - 1],
                api.longestUnasked().toMillis() / 1000.0);
    }
}
