package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.DaemonThread;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Real time, on one daemon thread of its own, which runs until this is closed. */
public final class ExecutorScheduler implements Scheduler {

    private static final Logger LOGGER = Logger.getLogger(ExecutorScheduler.class.getName());

    private final Instant begin = Instant.now();
    private final long beginNanos = System.nanoTime();
    private final ScheduledThreadPoolExecutor executor;

    /** Takes the name of its thread. */
    public ExecutorScheduler(String threadName) {
        executor = new ScheduledThreadPoolExecutor(1, task -> DaemonThread.of(task, threadName));
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // A task that is handed over later must not fail because no thread can be created then.
        executor.prestartCoreThread();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Instant monotonic() {
        return begin.plusNanos(System.nanoTime() - beginNanos);
    }

    @Override
    public Runnable at(Instant time, Runnable task) {
        long delay = Math.max(0, monotonic().until(time, ChronoUnit.NANOS));
        try {
            Future<?> future = executor.schedule(() -> run(task), delay, TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    @Override
    public boolean execute(Runnable task) {
        try {
            executor.execute(() -> run(task));
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable bug) {
            LOGGER.log(Level.SEVERE, "A task of the run watcher failed", bug);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
