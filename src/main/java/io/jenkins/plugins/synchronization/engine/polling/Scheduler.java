package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Duration;
import java.time.Instant;

/**
 * Time, and the one thread that a watcher lives on: tasks run one after another, never two at once, so that the state of
 * all waits needs no locks. The time of day may be read from any thread.
 */
public interface Scheduler extends AutoCloseable {

    /** The time of day, for people and for what must survive a restart; it jumps when the machine's clock is set. */
    Instant now();

    /**
     * A reading of a clock that cannot be set, for elapsed times, intervals and timers. It never goes back. Readings can
     * be compared with each other only, and have no meaning after a restart.
     */
    Instant monotonic();

    /**
     * Runs a task later.
     *
     * @param time when, by the {@link #monotonic} clock; a time in the past means as soon as possible
     * @param task what to run
     * @return cancels the task when run; without effect once the task has begun
     */
    Runnable at(Instant time, Runnable task);

    /** Runs a task after a delay, by the {@link #monotonic} clock; otherwise like {@link #at}. */
    default Runnable after(Duration delay, Runnable task) {
        return at(monotonic().plus(delay), task);
    }

    /** Runs a task as soon as possible, after those that are due already; returns false, and does nothing, once closed. */
    boolean execute(Runnable task);

    /** Ends the thread; tasks that have not begun never run. Does not wait. */
    @Override
    void close();

    /** The time of day at which the {@link #monotonic} clock reads this, unless the machine's clock is set before. */
    default Instant timeOfDay(Instant monotonic) {
        return now().plus(Duration.between(monotonic(), monotonic));
    }
}
