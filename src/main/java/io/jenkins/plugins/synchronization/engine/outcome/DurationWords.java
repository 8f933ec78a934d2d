package io.jenkins.plugins.synchronization.engine.outcome;

import java.time.Duration;
import java.time.Instant;

/**
 * Durations for people, in the two largest units that matter: {@code 850 ms}, {@code 12 s}, {@code 3 min 12 s},
 * {@code 1 h 4 min}, {@code 2 d 3 h}. The units are symbols that are the same in every language of the product.
 */
public final class DurationWords {

    private DurationWords() {}

    /** A duration in words, rounded down; a negative one, which a clock that was set back can give, counts as nothing. */
    public static String of(Duration duration) {
        long seconds = duration.getSeconds();
        if (seconds < 1) {
            long millis = duration.isNegative() ? 0 : duration.toMillis();
            return millis == 0 ? "0 s" : millis + " ms";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    /** One of 0 or more, as exact as an estimate is: {@code 8 s}, {@code 45 s}, {@code 12 min}, {@code 1 h 35 min}. */
    public static String roughly(Duration duration) {
        long seconds = Math.max(1, Math.round(duration.toMillis() / 1000.0));
        return of(Duration.ofSeconds(
                seconds < 10
                        ? seconds
                        : seconds < 58
                                ? rounded(seconds, 5)
                                : seconds < 5400 ? rounded(seconds, 60) : rounded(seconds, 300)));
    }

    private static long rounded(long seconds, long unit) {
        return Math.round((double) seconds / unit) * unit;
    }

    /** How long something took, in words; null where an end is unknown or comes before the start. */
    public static String between(Instant start, Instant end) {
        return start == null || end == null || end.isBefore(start) ? null : of(Duration.between(start, end));
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + " " + largeUnit : large + " " + largeUnit + " " + small + " " + smallUnit;
    }
}
