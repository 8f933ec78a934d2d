package io.jenkins.plugins.synchronization.benchmarks.waiting;

import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import io.jenkins.plugins.synchronization.engine.polling.RunWatcher;
import io.jenkins.plugins.synchronization.engine.polling.VirtualScheduler;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** 500 waits that begin at once on one subscription of the smallest tier, beside 500 that poll every 10 s. */
final class LimitsTable {

    private static final int WAITS = 500;
    private static final RequestLimits LIMITS = RequestLimits.SMALLEST_TIER;
    private static final Duration AT_MOST = Duration.ofHours(30);

    private record Figures(String name, int ended, int requests, int throttled, Duration longestUnasked) {}

    void print(PrintStream out) {
        out.println("| policy | waits ended | requests | 429 provoked | longest time unpolled |");
        out.println("|---|---|---|---|---|");
        print(out, ofEngine());
        print(out, ofFixedInterval(Duration.ofSeconds(10)));
    }

    private static void print(PrintStream out, Figures figures) {
        out.printf(
                "| %s | %d of %d | %d | %d | %.1f min |%n",
                figures.name(),
                figures.ended(),
                WAITS,
                figures.requests(),
                figures.throttled(),
                figures.longestUnasked().toSeconds() / 60.0);
    }

    private static void addRuns(SimulatedRuns api, Instant begin) {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < WAITS; i++) {
            api.add(
                    "run-" + i,
                    begin,
                    PacingTable.logUniform(random, Duration.ofSeconds(30), Duration.ofHours(4)),
                    "Success");
        }
    }

    private static Figures ofEngine() {
        VirtualScheduler scheduler = new VirtualScheduler(Instant.parse("2026-01-01T00:00:00Z"));
        SimulatedRuns api = new SimulatedRuns(scheduler, LIMITS);
        Endings endings = new Endings(scheduler);
        addRuns(api, scheduler.now());
        try (RunWatcher watcher = Watching.watcher(scheduler, api)) {
            for (int i = 0; i < WAITS; i++) {
                watcher.watch(Watching.request("run-" + i, LIMITS, scheduler), endings.listener("run-" + i));
            }
            scheduler.runUntil(() -> endings.ended() == WAITS, scheduler.now().plus(AT_MOST));
            return figures("this engine", endings, api);
        }
    }

    /** Asks every 10 s, and does not look at Retry-After, as the clients of today do. */
    private static Figures ofFixedInterval(Duration interval) {
        VirtualScheduler scheduler = new VirtualScheduler(Instant.parse("2026-01-01T00:00:00Z"));
        SimulatedRuns api = new SimulatedRuns(scheduler, LIMITS);
        Endings endings = new Endings(scheduler);
        addRuns(api, scheduler.now());
        for (int i = 0; i < WAITS; i++) {
            poll(scheduler, api, "run-" + i, interval, endings);
        }
        scheduler.runUntil(() -> endings.ended() == WAITS, scheduler.now().plus(AT_MOST));
        return figures("fixed " + interval.toSeconds() + " s", endings, api);
    }

    private static void poll(
            VirtualScheduler scheduler, SimulatedRuns api, String run, Duration interval, Endings endings) {
        if (Boolean.TRUE.equals(api.ask(run))) {
            endings.add(run, "Success");
        } else {
            scheduler.at(scheduler.now().plus(interval), () -> poll(scheduler, api, run, interval, endings));
        }
    }

    private static Figures figures(String name, Endings endings, SimulatedRuns api) {
        return new Figures(name, endings.ended(), api.requests(), api.throttled(), api.longestUnasked());
    }
}
