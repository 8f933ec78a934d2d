package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The requests of one subscription: who wants to send one queues, and is served in turn as the limits allow, so that many
 * waits share them fairly. Lives on the watcher's thread.
 */
final class RequestBudget {

    private final Scheduler scheduler;
    private final TokenBucket minute;
    private final TokenBucket hour;
    private final Deque<Ticket> queue = new ArrayDeque<>();
    private Runnable timer;
    private int users;

    RequestBudget(RequestLimits limits, Scheduler scheduler) {
        this.scheduler = scheduler;
        minute = new TokenBucket(limits.perMinute(), Duration.ofMinutes(1), scheduler.now());
        hour = new TokenBucket(limits.perHour(), Duration.ofHours(1), scheduler.now());
    }

    /** A place in the queue. */
    static final class Ticket {
        private final Runnable send;
        private boolean cancelled;
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
            cancelled = true;
        }
    }

    /** Somebody who will ask for requests from time to time. */
    void join() {
        users++;
    }

    /** Who joined does not ask any more. */
    void leave() {
        users--;
    }

    /** Queues for one request; {@code send} is called on the watcher's thread, perhaps before this returns. */
    Ticket acquire(Runnable send) {
        Ticket ticket = new Ticket(send);
        queue.add(ticket);
        serve();
        return ticket;
    }

    /** One request at once, if the limits allow it and nobody waits for one. */
    boolean tryAcquire() {
        Instant now = scheduler.now();
        serve();
        if (!queue.isEmpty() || nextAt(now).isAfter(now)) {
            return false;
        }
        take(now);
        return true;
    }

    /** The request that was allowed last is not sent. */
    void giveBack() {
        minute.giveBack();
        hour.giveBack();
    }

    /** The API said that it was too much: nothing is sent until then, and then no burst. */
    void pauseUntil(Instant time) {
        Instant now = scheduler.now();
        minute.drainUntil(time, now);
        hour.drainUntil(time, now);
    }

    /** Whether nobody uses it and all is as it was at the beginning. */
    boolean isIdle() {
        Instant now = scheduler.now();
        return users == 0 && minute.isFull(now) && hour.isFull(now);
    }

    private Instant nextAt(Instant now) {
        Instant byMinute = minute.nextAt(now);
        Instant byHour = hour.nextAt(now);
        return byMinute.isAfter(byHour) ? byMinute : byHour;
    }

    private void take(Instant now) {
        minute.take(now);
        hour.take(now);
    }

    private void serve() {
        while (!queue.isEmpty()) {
            if (queue.peek().cancelled) {
                queue.remove();
                continue;
            }
            Instant now = scheduler.now();
            Instant next = nextAt(now);
            if (next.isAfter(now)) {
                if (timer == null) {
                    timer = scheduler.at(next, this::serveLater);
                }
                return;
            }
            take(now);
            Ticket ticket = queue.remove();
            ticket.served = true;
            ticket.send.run();
        }
    }

    private void serveLater() {
        timer = null;
        serve();
    }
}
