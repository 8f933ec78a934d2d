package io.jenkins.plugins.synchronization.engine.polling;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Runs of many connections, polled with and without the history of their connection: what the history saves, and what it
 * costs where it is wrong. Always gives the same figures. A response comes 200 ms after its request.
 */
public final class PacingSimulation {

    private static final int CONNECTIONS = 400;
    private static final int EARLIER_RUNS = 20;
    private static final int RUNS = 20;
    private static final long LATENCY_MILLIS = 200;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** The medians of the connections, log-uniform between two of them. */
    public record Medians(String name, double shortestSeconds, double longestSeconds) {}

    /**
     * Which runs a connection has.
     *
     * @param name for the table
     * @param spread the standard deviation of the logarithm of their lengths
     * @param factor after 20 runs, all are so many times as long; 1 for no change
     * @param onlyFirst whether only the first run after the change counts
     */
    public record Scenario(String name, double spread, double factor, boolean onlyFirst) {}

    /** What it took, and how late ends were detected. */
    public record Figures(double meanRequests, double p95Lateness, double longestDelaySeconds) {}

    /** The medians of the table. */
    public static final List<Medians> MEDIANS = List.of(
            new Medians("30 s to 5 min", 30, 300),
            new Medians("1 to 4 min", 60, 240),
            new Medians("5 to 10 min", 300, 600),
            new Medians("10 to 20 min", 600, 1200),
            new Medians("20 to 60 min", 1200, 3600),
            new Medians("1 to 4 h", 3600, 14_400));

    /** The scenarios that have to keep to the limits, 20 or 40 runs of each connection. */
    public static final List<Scenario> SCENARIOS = List.of(
            new Scenario("σ 0.15", 0.15, 1, false),
            new Scenario("σ 0.3", 0.3, 1, false),
            new Scenario("σ 0.6", 0.6, 1, false),
            new Scenario("σ 0.3, after 20 runs 5 times as long", 0.3, 5, false),
            new Scenario("σ 0.3, after 20 runs one fifth as long", 0.3, 0.2, false));

    /** What a history costs that has just become wrong. */
    public static final List<Scenario> SURPRISES = List.of(
            new Scenario("the first run that is 5 times as long", 0.3, 5, true),
            new Scenario("the first run that is one fifth as long", 0.3, 0.2, true));

    private PacingSimulation() {}

    /** Prints a table for each range of medians, once with the policy that knows the history and once with the one that does not. */
    public static void print(PrintStream out) {
        List<Scenario> all = new ArrayList<>(SCENARIOS);
        all.addAll(SURPRISES);
        for (Medians medians : MEDIANS) {
            out.printf(
                    "| medians %s | requests, without → with history | 95th percentile of (detected - ended) / length"
                            + " | longest delay |%n|---|---|---|---|%n",
                    medians.name());
            for (Scenario scenario : all) {
                print(out, scenario.name(), simulate(scenario, medians, false), simulate(scenario, medians, true));
            }
            out.println();
        }
    }

    private static void print(PrintStream out, String name, Figures without, Figures with) {
        out.printf(
                "| %s | %.0f → **%.0f** | %.1f → **%.1f %%** | %.1f → **%.1f s** |%n",
                name,
                without.meanRequests(),
                with.meanRequests(),
                100 * without.p95Lateness(),
                100 * with.p95Lateness(),
                without.longestDelaySeconds(),
                with.longestDelaySeconds());
    }

    /** Polls all runs of a scenario, with the history of each connection or without. */
    public static Figures simulate(Scenario scenario, Medians medians, boolean withHistory) {
        Random random = new Random(1);
        List<double[]> polled = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            double median = Math.exp(Math.log(medians.shortestSeconds())
                    + random.nextDouble() * Math.log(medians.longestSeconds() / medians.shortestSeconds()));
            List<Duration> lengths = new ArrayList<>();
            for (int run = 0; run < EARLIER_RUNS; run++) {
                lengths.add(length(median, scenario, random));
            }
            int before = scenario.factor() == 1 || scenario.onlyFirst() ? 0 : RUNS;
            int after = scenario.onlyFirst() ? 1 : RUNS;
            for (int run = 0; run < before + after; run++) {
                Duration length = length(run < before ? median : median * scenario.factor(), scenario, random);
                polled.add(poll(length, withHistory ? RunHistory.of(lengths) : RunHistory.NONE, random));
                lengths.add(length);
            }
        }
        double[] lateness =
                polled.stream().mapToDouble(run -> run[1] / run[2]).sorted().toArray();
        return new Figures(
                polled.stream().mapToDouble(run -> run[0]).average().orElseThrow(),
                lateness[(int) (0.95 * lateness.length)],
                polled.stream().mapToDouble(run -> run[1]).max().orElseThrow() / 1000);
    }

    private static Duration length(double medianSeconds, Scenario scenario, Random random) {
        double seconds = medianSeconds * Math.exp(scenario.spread() * random.nextGaussian());
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** Requests, delay and length of one run. */
    private static double[] poll(Duration length, RunHistory history, Random random) {
        Instant now = START;
        Instant end = START.plus(length);
        for (int requests = 1; ; requests++) {
            boolean over = !now.isBefore(end);
            now = now.plusMillis(LATENCY_MILLIS);
            if (over) {
                return new double[] {requests, Duration.between(end, now).toMillis(), length.toMillis()};
            }
            now = now.plus(Pacing.interval(WaitSettings.DEFAULTS, history, START, START, now, random.nextDouble()));
        }
    }
}
