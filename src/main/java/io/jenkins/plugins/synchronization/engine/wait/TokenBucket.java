package io.jenkins.plugins.synchronization.engine.wait;

import java.time.Duration;
import java.time.Instant;

/**
 * One limit of the kind "so many requests in any span of so long": a tenth of them may come at once, the rest is spread
 * evenly, so that no span of that length ever has more.
 */
final class TokenBucket {

    private final double capacity;
    private final double perMilli;
    private double tokens;
    private Instant at;

    TokenBucket(int requests, Duration span, Instant now) {
        capacity = Math.max(1, requests / 10);
        // For a limit of 1 the whole would be the burst and nothing left to spread: a little less than one a span.
        perMilli = Math.max(0.9, requests - capacity) / span.toMillis();
        tokens = capacity;
        at = now;
    }

    /** When the next request may be sent: now or later. */
    Instant nextAt(Instant now) {
        refill(now);
        return tokens >= 1 ? now : at.plusMillis((long) Math.ceil((1 - tokens) / perMilli));
    }

    void take(Instant now) {
        refill(now);
        tokens--;
    }

    /** What was taken is not used. */
    void giveBack() {
        tokens = Math.min(capacity, tokens + 1);
    }

    /** Nothing is left at that time, and until then nothing is added; never shortens an earlier call's time. */
    void drainUntil(Instant time) {
        tokens = 0;
        at = time.isAfter(at) ? time : at;
    }

    boolean isFull(Instant now) {
        refill(now);
        return tokens >= capacity;
    }

    private void refill(Instant now) {
        if (now.isAfter(at)) {
            // A rounding error may not make a caller come back for the same token for ever.
            tokens = Math.min(capacity, tokens + Duration.between(at, now).toNanos() / 1e6 * perMilli + 1e-9);
            at = now;
        }
    }
}
