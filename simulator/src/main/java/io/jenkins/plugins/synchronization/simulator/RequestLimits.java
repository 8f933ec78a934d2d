package io.jenkins.plugins.synchronization.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts the requests of the one subscription that the simulator knows, in sliding windows of a minute and an hour. */
final class RequestLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final int perMinute;
    private final int perHour;
    private final Deque<Instant> lastMinute = new ArrayDeque<>();
    private final Deque<Instant> lastHour = new ArrayDeque<>();

    /** Takes the limits; 0 for none. */
    RequestLimits(int perMinute, int perHour) {
        this.perMinute = perMinute;
        this.perHour = perHour;
    }

    /**
     * Counts a request, unless it is one too many.
     *
     * @return 0 where it is allowed, else the whole seconds until the next one will be, at least 1
     */
    synchronized long secondsToWait(Instant now) {
        long seconds = Math.max(wait(lastMinute, perMinute, now, MINUTE), wait(lastHour, perHour, now, HOUR));
        if (seconds == 0) {
            count(lastMinute, perMinute, now);
            count(lastHour, perHour, now);
        }
        return seconds;
    }

    private static long wait(Deque<Instant> window, int limit, Instant now, Duration length) {
        while (!window.isEmpty() && !window.peekFirst().plus(length).isAfter(now)) {
            window.removeFirst();
        }
        if (limit == 0 || window.size() < limit) {
            return 0;
        }
        return Duration.between(now, window.peekFirst().plus(length))
                .plusNanos(999_999_999)
                .toSeconds();
    }

    private static void count(Deque<Instant> window, int limit, Instant now) {
        if (limit > 0) {
            window.addLast(now);
        }
    }
}
