package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Duration;
import java.time.Instant;

/**
 * One limit of the kind "so many requests in any span of so long": a tenth of them may come at once, the rest is spread
 * evenly, so that no span of that length ever has more. All times are monotonic.
 */
final class TokenBucket {

    /** What is sent evenly does not arrive evenly: requests catch up on each other where the machine or the network is busy. */
    private static final double SPARE = 0.98;

    private final Duration span;
    private double capacity;
    private double perMilli;
    private double tokens;
    private Instant refilledAt;
    private Instant pausedUntil;

    TokenBucket(int requests, Duration span, Instant now) {
        this.span = span;
        setRate(requests);
        tokens = capacity;
        refilledAt = now;
        pausedUntil = now;
    }

    /** Another limit from now on; nothing that may be sent at once is added. */
    void resize(int requests, Instant now) {
        refill(now);
        setRate(requests);
        tokens = Math.min(tokens, capacity);
    }

    private void setRate(int requests) {
        capacity = Math.max(1, requests / 10);
        // For a limit of 1 the whole would be the burst and nothing left to spread: a little less than one a span.
        perMilli = Math.max(0.9, SPARE * requests - capacity) / span.toMillis();
    }

    /** When the next request may be sent: now or later. */
    Instant nextAt(Instant now) {
        refill(now);
        Instant begin = later(now, pausedUntil);
        return tokens >= 1 ? begin : begin.plusMillis((long) Math.ceil((1 - tokens) / perMilli));
    }

    /** A request is sent at the time that {@link #nextAt} was last called with. */
    void take() {
        tokens--;
    }

    /** What was taken is not used. */
    void giveBack() {
        tokens = Math.min(capacity, tokens + 1);
    }

    /** Nothing is left at that time, and until then nothing is added; never shortens an earlier call's time. */
    void drainUntil(Instant time, Instant now) {
        refill(now);
        tokens = 0;
        pausedUntil = later(time, pausedUntil);
    }

    boolean isFull(Instant now) {
        refill(now);
        return tokens >= capacity && !pausedUntil.isAfter(now);
    }

    private void refill(Instant now) {
        Instant from = later(refilledAt, pausedUntil);
        if (now.isAfter(from)) {
            // A rounding error may not make a caller come back for the same token for ever.
            tokens = Math.min(capacity, tokens + Duration.between(from, now).toNanos() / 1e6 * perMilli + 1e-9);
        }
        refilledAt = now;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
