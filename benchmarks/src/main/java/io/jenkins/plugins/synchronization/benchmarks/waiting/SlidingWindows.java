package io.jenkins.plugins.synchronization.benchmarks.waiting;

import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts the requests of the last minute and the last hour, and refuses those beyond the limits. */
final class SlidingWindows {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final RequestLimits limits;
    private final Deque<Instant> minute = new ArrayDeque<>();
    private final Deque<Instant> hour = new ArrayDeque<>();

    SlidingWindows(RequestLimits limits) {
        this.limits = limits;
    }

    boolean allow(Instant now) {
        forget(minute, now.minus(MINUTE));
        forget(hour, now.minus(HOUR));
        if (minute.size() >= limits.perMinute() || hour.size() >= limits.perHour()) {
            return false;
        }
        minute.add(now);
        hour.add(now);
        return true;
    }

    /** Until the next request is allowed, in whole seconds, rounded up. */
    Duration retryAfter(Instant now) {
        Instant free = now;
        if (minute.size() >= limits.perMinute()) {
            free = minute.peek().plus(MINUTE);
        }
        if (hour.size() >= limits.perHour() && hour.peek().plus(HOUR).isAfter(free)) {
            free = hour.peek().plus(HOUR);
        }
        return Duration.ofSeconds(Duration.between(now, free).toSeconds() + 1);
    }

    private static void forget(Deque<Instant> window, Instant before) {
        while (!window.isEmpty() && !window.peek().isAfter(before)) {
            window.remove();
        }
    }
}
