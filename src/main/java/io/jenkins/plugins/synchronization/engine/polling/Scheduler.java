package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Instant;

/**
 * Time, and the one thread that a watcher lives on: tasks run one after another, never two at once, so that the state of
 * all waits needs no locks.
 */
public interface Scheduler extends AutoCloseable {

    /** What time it is, never null. */
    Instant now();

    /**
     * Runs a task later.
     *
     * @param time when, not null; a time that is past means as soon as possible
     * @param task not null
     * @return takes the task back when run; without effect once the task has begun
     */
    Runnable at(Instant time, Runnable task);

    /** Runs a task as soon as possible, after those that wait already; returns false, and does nothing, once closed. */
    boolean execute(Runnable task);

    /** Ends the thread; tasks that have not begun never run. Does not wait. */
    @Override
    void close();
}
