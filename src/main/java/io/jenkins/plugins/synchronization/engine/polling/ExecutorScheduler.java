package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Real time, on one daemon thread of its own. */
public final class ExecutorScheduler implements Scheduler {

    private static final Logger LOGGER = Logger.getLogger(ExecutorScheduler.class.getName());

    private final ScheduledThreadPoolExecutor executor;

    /** Takes the name of its thread, not null. */
    public ExecutorScheduler(String threadName) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Runnable at(Instant time, Runnable task) {
        long delay = Math.max(0, now().until(time, ChronoUnit.NANOS));
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
        } catch (RuntimeException bug) {
            LOGGER.log(Level.SEVERE, "A task of the run watcher failed", bug);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
