package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How long the latest completed runs of a connection took. From three runs on it gives an estimate and steers when the next
 * run is polled. Two runs in a row that are unlike those before them begin a history of their own: the connection has
 * changed, and what was before says nothing any more. Immutable.
 */
public final class RunHistory {

    /** How many runs count; older ones are ignored. */
    public static final int LIMIT = 20;

    /** How many runs are needed for an estimate. */
    public static final int ENOUGH = 3;

    // Before NONE, whose making uses it.
    private static final double[] NO_SPANS = {};

    /** No earlier run is known. */
    public static final RunHistory NONE = new RunHistory(new long[0]);

    private static final int SURPRISES = 2;

    /** In the logarithm of the duration, how far from an earlier run's an end is probable: at least this, 15 %. */
    private static final double LEAST_WIDTH = 0.15;

    /** The same, as a part of the earlier runs' interquartile range. */
    private static final double PART_OF_SPREAD = 0.7;

    /** Oldest first, in milliseconds. */
    private final long[] durations;

    /** Those that count since the connection changed; all of them while these are too few. */
    private final long[] current;

    /** When an end is probable, in milliseconds since the start: pairs of from and to, in order; empty if unknown. */
    private final double[] spans;

    private RunHistory(long[] durations) {
        this.durations = durations;
        List<Long> alike = new ArrayList<>();
        List<Long> surprises = new ArrayList<>();
        for (long duration : durations) {
            if (alike.size() < ENOUGH || isWithin(spans(logs(alike)), duration)) {
                alike.addAll(surprises);
                alike.add(duration);
                surprises.clear();
                continue;
            }
            surprises.add(duration);
            if (surprises.size() == SURPRISES) {
                alike = surprises;
                surprises = new ArrayList<>();
            }
        }
        boolean predictable = alike.size() >= ENOUGH && surprises.isEmpty();
        spans = predictable ? spans(logs(alike)) : NO_SPANS;
        current = alike.size() >= ENOUGH
                ? alike.stream().mapToLong(Long::longValue).toArray()
                : durations;
    }

    /**
     * A history.
     *
     * @param durations of completed runs, the oldest first; those that are not longer than nothing are ignored
     */
    public static RunHistory of(Collection<Duration> durations) {
        long[] usable = durations.stream()
                .mapToLong(Duration::toMillis)
                .filter(duration -> duration > 0)
                .toArray();
        return usable.length == 0
                ? NONE
                : new RunHistory(Arrays.copyOfRange(usable, Math.max(0, usable.length - LIMIT), usable.length));
    }

    /** How long a completed run took; empty if it was canceled or its times are unknown, as it then shows nothing. */
    public static Optional<Duration> durationOf(Run run) {
        boolean usable = run.isCompleted()
                && !run.result().is(ExecutionResult.CANCELED)
                && run.start() != null
                && run.end() != null
                && run.end().isAfter(run.start());
        return usable ? Optional.of(Duration.between(run.start(), run.end())) : Optional.empty();
    }

    /** How long a run will probably take; empty while fewer than three runs are known. */
    public Optional<DurationEstimate> estimate() {
        if (current.length < ENOUGH) {
            return Optional.empty();
        }
        double[] sorted = Arrays.stream(current).asDoubleStream().sorted().toArray();
        return Optional.of(new DurationEstimate(millis(sorted, 0.5), millis(sorted, 0.1), millis(sorted, 0.9)));
    }

    /** The durations that count, oldest first; unmodifiable. */
    public List<Duration> durations() {
        return Arrays.stream(durations).mapToObj(Duration::ofMillis).toList();
    }

    /** Whether the end of a run that has taken so many milliseconds is probable now. */
    boolean isEndProbable(double elapsed) {
        return isWithin(spans, elapsed);
    }

    /** In how many milliseconds an end becomes probable; 0 or less if it will not, or this history does not know. */
    double untilProbable(double elapsed) {
        for (int i = 0; i < spans.length; i += 2) {
            if (elapsed < spans[i]) {
                return spans[i] - elapsed;
            }
        }
        return 0;
    }

    private static Duration millis(double[] sorted, double part) {
        return Duration.ofMillis(Math.round(quantile(sorted, part)));
    }

    private static double[] logs(List<Long> durations) {
        return durations.stream().mapToDouble(Math::log).sorted().toArray();
    }

    private static double quantile(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        double next = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (next - sorted[below]) * (place - below);
    }

    /** The surroundings of each duration; those that touch are one. */
    private static double[] spans(double[] logs) {
        double width = Math.max(LEAST_WIDTH, PART_OF_SPREAD * (quantile(logs, 0.75) - quantile(logs, 0.25)));
        double[] spans = new double[2 * logs.length];
        int length = 0;
        for (double log : logs) {
            double from = Math.exp(log - width);
            if (length == 0 || from > spans[length - 1]) {
                spans[length] = from;
                length += 2;
            }
            spans[length - 1] = Math.exp(log + width);
        }
        return Arrays.copyOf(spans, length);
    }

    private static boolean isWithin(double[] spans, double elapsed) {
        for (int i = 0; i < spans.length; i += 2) {
            if (elapsed >= spans[i] && elapsed <= spans[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
