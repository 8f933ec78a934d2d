package io.jenkins.plugins.synchronization.config;

import hudson.security.ACL;
import io.jenkins.plugins.synchronization.engine.client.DaemonThread;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.security.ImpersonatingExecutorService;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Pools of daemon threads for work that may block. A thread is started only if none is idle, and ends after 30 idle
 * seconds; tasks queue once the pool has as many threads as it may have. The threads run as the system and take nothing
 * over from the thread that happens to start them.
 */
@Restricted(NoExternalUse.class)
public final class ElasticThreads {

    private static final long IDLE_SECONDS = 30;

    private ElasticThreads() {}

    /** A pool of up to so many threads. A task that is handed over after its shutdown runs on the caller's thread. */
    public static ExecutorService upTo(int most, String name) {
        AtomicInteger number = new AtomicInteger();
        Handover queue = new Handover();
        return new ImpersonatingExecutorService(
                new ThreadPoolExecutor(
                        0,
                        most,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        queue,
                        task -> DaemonThread.of(task, name + " " + number.incrementAndGet()),
                        (task, pool) -> {
                            if (pool.isShutdown()) {
                                task.run();
                            } else {
                                queue.store(task);
                            }
                        }),
                ACL.SYSTEM2);
    }

    /** Accepts a task only for an idle thread, so that the pool starts another one, until it may not and stores the task. */
    private static final class Handover extends LinkedTransferQueue<Runnable> {

        private static final long serialVersionUID = 1;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        void store(Runnable task) {
            super.offer(task);
        }
    }
}
