package io.jenkins.plugins.synchronization.benchmarks.waiting;

import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import io.jenkins.plugins.synchronization.engine.polling.RunWatcher;
import io.jenkins.plugins.synchronization.engine.polling.VirtualScheduler;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Requests and delay of one wait, for runs from 30 s to 4 h: the engine's pacing beside fixed intervals. */
final class PacingTable {

    private static final int RUNS = 2_000;
    private static final RequestLimits NO_LIMITS = new RequestLimits(1_000_000_000, 1_000_000_000);

    private final SplittableRandom random = new SplittableRandom(1);

    private record Figures(String name, double meanRequests, double p95Delay, double longestDelaySeconds) {}

    void print(PrintStream out) {
        Duration[] lengths = new Duration[RUNS];
        for (int i = 0; i < RUNS; i++) {
            lengths[i] = logUniform(random, Duration.ofSeconds(30), Duration.ofHours(4));
        }
        out.println(
                "| policy | mean requests per wait | 95th percentile of (detected - ended) / length | longest delay |");
        out.println("|---|---|---|---|");
        print(out, ofEngine(lengths));
        print(out, ofFixedInterval(lengths, Duration.ofSeconds(10)));
        print(out, ofFixedInterval(lengths, Duration.ofSeconds(30)));
    }

    static Duration logUniform(SplittableRandom random, Duration shortest, Duration longest) {
        double low = Math.log(shortest.toMillis());
        double high = Math.log(longest.toMillis());
        return Duration.ofMillis(Math.round(Math.exp(low + (high - low) * random.nextDouble())));
    }

    private static void print(PrintStream out, Figures figures) {
        out.printf(
                "| %s | %.0f | %.1f %% | %.1f s |%n",
                figures.name(), figures.meanRequests(), 100 * figures.p95Delay(), figures.longestDelaySeconds());
    }

    private static Figures ofEngine(Duration[] lengths) {
        VirtualScheduler scheduler = new VirtualScheduler(Instant.parse("2026-01-01T00:00:00Z"));
        SimulatedRuns api = new SimulatedRuns(scheduler, null);
        Endings endings = new Endings(scheduler);
        Instant begin = scheduler.now();
        try (RunWatcher watcher = Watching.watcher(scheduler, api)) {
            for (int i = 0; i < lengths.length; i++) {
                String run = "run-" + i;
                api.add(run, begin, lengths[i], "Success");
                watcher.watch(Watching.request(run, NO_LIMITS, scheduler), endings.listener(run));
            }
            scheduler.runUntil(() -> endings.ended() == lengths.length, begin.plus(Duration.ofHours(30)));
            double[] delays = new double[lengths.length];
            double[] parts = new double[lengths.length];
            for (int i = 0; i < lengths.length; i++) {
                Instant detected = endings.of("run-" + i).get(0).at();
                delays[i] = Duration.between(begin.plus(lengths[i]), detected).toMillis() / 1000.0;
                parts[i] = delays[i] * 1000 / lengths[i].toMillis();
            }
            return figures("this engine", api.requests(), parts, delays);
        }
    }

    private static Figures ofFixedInterval(Duration[] lengths, Duration interval) {
        long requests = 0;
        double[] delays = new double[lengths.length];
        double[] parts = new double[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            long polls = (lengths[i].toMillis() + interval.toMillis() - 1) / interval.toMillis();
            requests += polls + 1;
            delays[i] = (polls * interval.toMillis() - lengths[i].toMillis() + 200) / 1000.0;
            parts[i] = delays[i] * 1000 / lengths[i].toMillis();
        }
        return figures("fixed " + interval.toSeconds() + " s", requests, parts, delays);
    }

    private static Figures figures(String name, long requests, double[] parts, double[] delays) {
        Arrays.sort(parts);
        return new Figures(
                name,
                (double) requests / parts.length,
                parts[(int) (0.95 * parts.length)],
                Arrays.stream(delays).max().orElse(0));
    }
}
