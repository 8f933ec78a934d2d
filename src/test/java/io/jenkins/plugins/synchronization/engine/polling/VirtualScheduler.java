package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Time that passes only when it is told to, and a thread that is the caller's: tasks run in the order of their times, and
 * at equal times in the order in which they came.
 */
public final class VirtualScheduler implements Scheduler {

    private static final class Task implements Comparable<Task> {
        private final Instant time;
        private final long number;
        private final Runnable work;

        private Task(Instant time, long number, Runnable work) {
            this.time = time;
            this.number = number;
            this.work = work;
        }

        @Override
        public int compareTo(Task other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final TreeSet<Task> tasks = new TreeSet<>();
    private Instant now;
    private Duration ahead = Duration.ZERO;
    private long numbers;
    private boolean closed;

    /** Takes the time at which it begins, not null. */
    public VirtualScheduler(Instant begin) {
        now = begin;
    }

    @Override
    public Instant now() {
        return now.plus(ahead);
    }

    @Override
    public Instant monotonic() {
        return now;
    }

    /** Sets the clock that people see, forward or back; no time passes by that. */
    public void setClock(Duration difference) {
        ahead = ahead.plus(difference);
    }

    @Override
    public synchronized Runnable at(Instant time, Runnable work) {
        Task task = new Task(time.isBefore(now) ? now : time, numbers++, work);
        if (!closed) {
            tasks.add(task);
        }
        return () -> cancel(task);
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    @Override
    public synchronized boolean execute(Runnable work) {
        if (!closed) {
            tasks.add(new Task(now, numbers++, work));
        }
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        tasks.clear();
    }

    /** Another process takes over: the time goes on. */
    synchronized void reopen() {
        closed = false;
    }

    /** Whether no task is left. */
    public synchronized boolean isIdle() {
        return tasks.isEmpty();
    }

    /** Lets time pass, with all that is to be done in it. */
    public void advance(Duration duration) {
        runUntil(now.plus(duration));
    }

    /** Lets time pass until then, with all that is to be done by then. */
    public void runUntil(Instant end) {
        for (Task task = next(end); task != null; task = next(end)) {
            task.work.run();
        }
        now = end.isAfter(now) ? end : now;
    }

    /**
     * Lets time pass until a condition holds, looked at after each task.
     *
     * @return whether it holds; false where nothing is left to be done or the end is reached before
     */
    public boolean runUntil(BooleanSupplier condition, Instant end) {
        while (!condition.getAsBoolean()) {
            Task task = next(end);
            if (task == null) {
                return condition.getAsBoolean();
            }
            task.work.run();
        }
        return true;
    }

    /** Runs the next task if it is due by then; returns whether there was one. */
    public boolean runNext(Instant end) {
        Task task = next(end);
        if (task != null) {
            task.work.run();
        }
        return task != null;
    }

    private synchronized Task next(Instant end) {
        if (tasks.isEmpty() || tasks.first().time.isAfter(end)) {
            return null;
        }
        Task task = tasks.pollFirst();
        now = task.time;
        return task;
    }
}
