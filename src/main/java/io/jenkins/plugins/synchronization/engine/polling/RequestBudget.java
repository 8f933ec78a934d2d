package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The requests of one subscription at one server: who wants to send one queues, and is served in turn as the limits and
 * the server's slots allow, so that many waits share them fairly. Lives on the watcher's thread.
 */
final class RequestBudget {

    private static final Logger LOGGER = Logger.getLogger(RequestBudget.class.getName());

    /** While requests queue, changed limits take effect within this time. */
    private static final Duration LIMITS_CHECK = Duration.ofSeconds(10);

    private final Scheduler scheduler;
    private final RequestSlots slots;
    private final Map<Supplier<RequestLimits>, Integer> users = new HashMap<>();
    private final Set<Ticket> queue = new LinkedHashSet<>();
    private RequestLimits limits;
    private TokenBucket minute;
    private TokenBucket hour;
    private Runnable timer;
    private boolean awaitsSlot;
    private volatile Instant pausedUntil = Instant.MIN;
    private Instant pausedAt = Instant.MIN;
    private Duration earlierPauses = Duration.ZERO;

    RequestBudget(RequestSlots slots, Scheduler scheduler) {
        this.slots = slots;
        this.scheduler = scheduler;
    }

    /** A place in the queue. */
    final class Ticket {
        private final Runnable send;
        private boolean served;

        private Ticket(Runnable send) {
            this.send = send;
        }

        /** Whether its turn has come. */
        boolean isServed() {
            return served;
        }

        /** Gives the place back. */
        void cancel() {
            queue.remove(this);
            if (queue.isEmpty()) {
                cancelTimer();
            }
        }
    }

    /** A wait begins to use this; while it does, its limits apply, or stricter ones of others. */
    void join(Supplier<RequestLimits> wanted) {
        users.merge(wanted, 1, Integer::sum);
        applyLimits();
    }

    /** A wait that joined with these limits does not use this any more. */
    void leave(Supplier<RequestLimits> wanted) {
        users.computeIfPresent(wanted, (any, count) -> count == 1 ? null : count - 1);
    }

    /**
     * Queues for one request; {@code send} is called on the watcher's thread, perhaps before this returns. It must not
     * throw, and {@link #release} or {@link #giveBack} must follow it.
     */
    Ticket acquire(Runnable send) {
        Ticket ticket = new Ticket(send);
        queue.add(ticket);
        serve();
        return ticket;
    }

    /** One request at once, if limits and slots allow it and no other request is queued. */
    boolean tryAcquire() {
        serve();
        Instant now = scheduler.monotonic();
        if (!queue.isEmpty() || !slots.isFree() || nextAt(now).isAfter(now)) {
            return false;
        }
        take();
        return true;
    }

    /** The response to a request has come, or will not come. */
    void release() {
        slots.release();
    }

    /** The request that was allowed last is not sent. */
    void giveBack() {
        minute.giveBack();
        hour.giveBack();
        slots.release();
    }

    /**
     * What became of a request: a failure, or null for a good response. After a 429 nothing is sent for as long as the rules
     * say. Without a token nothing was sent, and nothing is known of the server.
     */
    void ended(ApiFailure failure, AccessToken token, WaitSettings settings) {
        if (token == null) {
            return;
        }
        Instant now = scheduler.monotonic();
        if (failure == null || failure.kind().isOfRequest() || failure.kind().isSilence()) {
            slots.ended(failure, now);
        }
        if (failure != null && failure.kind() == ApiFailure.Kind.THROTTLED) {
            pauseUntil(now.plus(WaitRules.pause(failure, settings)));
        }
    }

    /** Since when no request of any subscription to the server has had a response, or null while there are some. Monotonic. */
    Instant silentSince() {
        return slots.silentSince(scheduler.monotonic());
    }

    /** Whether requests queue because others, which have no response yet, take all slots of the server. */
    boolean awaitsSlot() {
        return awaitsSlot;
    }

    /** The API said that it was too much: nothing is sent until then, and then no burst. */
    void pauseUntil(Instant time) {
        Instant now = scheduler.monotonic();
        minute.drainUntil(time, now);
        hour.drainUntil(time, now);
        if (!pausedUntil.isAfter(now)) {
            earlierPauses = pausedFor();
            pausedAt = now;
        }
        pausedUntil = time.isAfter(pausedUntil) ? time : pausedUntil;
    }

    /** For how long nothing could be sent because of a 429, all pauses together, up to now. */
    Duration pausedFor() {
        Instant now = scheduler.monotonic();
        return pausedAt.equals(Instant.MIN)
                ? Duration.ZERO
                : earlierPauses.plus(Duration.between(pausedAt, pausedUntil.isBefore(now) ? pausedUntil : now));
    }

    /** Until when nothing is sent after a 429, by the monotonic clock; may be in the past. Safe for any thread. */
    Instant pausedUntil() {
        return pausedUntil;
    }

    /** Whether it is used by no wait and all is as it was at the beginning. */
    boolean isIdle() {
        Instant now = scheduler.monotonic();
        return users.isEmpty() && minute.isFull(now) && hour.isFull(now);
    }

    /** Reads the limits that are configured now: each of the strictest of those in use. */
    private void applyLimits() {
        RequestLimits strictest = null;
        for (Supplier<RequestLimits> user : users.keySet()) {
            RequestLimits wanted = read(user);
            strictest = strictest == null ? wanted : strictest.stricter(wanted);
        }
        if (strictest == null || strictest.equals(limits)) {
            return;
        }
        Instant now = scheduler.monotonic();
        if (limits == null) {
            minute = new TokenBucket(strictest.perMinute(), Duration.ofMinutes(1), now);
            hour = new TokenBucket(strictest.perHour(), Duration.ofHours(1), now);
        } else {
            minute.resize(strictest.perMinute(), now);
            hour.resize(strictest.perHour(), now);
        }
        limits = strictest;
    }

    /** What cannot be read changes nothing; before anything could be read, the smallest tier's limits apply. */
    private RequestLimits read(Supplier<RequestLimits> user) {
        try {
            return Objects.requireNonNull(user.get(), "limits");
        } catch (Throwable bug) {
            LOGGER.log(Level.WARNING, "Cannot read the request limits", bug);
            return limits == null ? RequestLimits.SMALLEST_TIER : limits;
        }
    }

    private Instant nextAt(Instant now) {
        Instant byMinute = minute.nextAt(now);
        Instant byHour = hour.nextAt(now);
        return byMinute.isAfter(byHour) ? byMinute : byHour;
    }

    private void take() {
        minute.take();
        hour.take();
        slots.take();
    }

    void slotFreed() {
        awaitsSlot = false;
        serve();
    }

    private void serve() {
        applyLimits();
        while (!queue.isEmpty() && !awaitsSlot) {
            Instant now = scheduler.monotonic();
            Instant next = nextAt(now);
            if (next.isAfter(now)) {
                cancelTimer();
                Instant check = now.plus(LIMITS_CHECK);
                timer = scheduler.at(next.isBefore(check) ? next : check, this::serveLater);
                return;
            }
            if (!slots.isFree()) {
                awaitsSlot = true;
                slots.await(this);
                return;
            }
            take();
            Ticket ticket = queue.iterator().next();
            queue.remove(ticket);
            ticket.served = true;
            ticket.send.run();
        }
    }

    private void serveLater() {
        timer = null;
        serve();
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.run();
            timer = null;
        }
    }
}
