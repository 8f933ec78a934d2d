package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many requests may be under way at one server: as many as the client sends at once, so that none queues inside it,
 * where neither limits nor deadlines reach. The subscriptions of a server get free slots in turn. Lives on the watcher's
 * thread.
 */
final class RequestSlots {

    /** Who was not spoken to for so long was not silent: longer than the longest request takes. */
    private static final Duration UNKNOWN_AFTER = Duration.ofMinutes(20);

    private final int slots;
    private final Deque<RequestBudget> waiting = new ArrayDeque<>();
    private int used;
    private boolean passingOn;
    private Instant silentSince;
    private Instant lastFailure = Instant.MIN;

    RequestSlots(int slots) {
        this.slots = slots;
    }

    boolean isFree() {
        return used < slots;
    }

    void take() {
        used++;
    }

    /** The budget is {@linkplain RequestBudget#serve served} once when a slot is free and its turn has come. */
    void await(RequestBudget budget) {
        waiting.add(budget);
    }

    /** What became of a request to the server: a failure, or null for a good response. */
    void ended(ApiFailure failure, Instant now) {
        if (failure == null || !failure.kind().isSilence()) {
            silentSince = null;
        } else {
            Instant before = silentSince(now);
            silentSince = before == null ? now : before;
            lastFailure = now;
        }
    }

    /** Since when no request to the server has had a response, or null while there are some or none was sent. Monotonic. */
    Instant silentSince(Instant now) {
        return lastFailure.plus(UNKNOWN_AFTER).isBefore(now) ? null : silentSince;
    }

    void release() {
        used--;
        if (passingOn) {
            return;
        }
        passingOn = true;
        try {
            while (isFree() && !waiting.isEmpty()) {
                waiting.remove().slotFreed();
            }
        } finally {
            passingOn = false;
        }
    }
}
