package io.jenkins.plugins.synchronization.wait;

import hudson.security.ACL;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.security.ImpersonatingExecutorService;

/**
 * The threads for what a wait does beside deciding: one that writes to logs and tells of ends, two that store and archive
 * results, so that a large result does not keep other builds waiting. They run as the system, and end when idle.
 */
final class WaitThreads implements AutoCloseable {

    private static final int STORING = 2;
    private static final long IDLE_SECONDS = 30;

    private final ExecutorService logging = pool(1, "itwin-synchronization-log");
    private final ExecutorService storing = pool(STORING, "itwin-synchronization-store");

    Executor logging() {
        return logging;
    }

    Executor storing() {
        return storing;
    }

    /** Finishes what is under way, and ends. */
    @Override
    public void close() {
        logging.shutdown();
        storing.shutdown();
    }

    private static ExecutorService pool(int size, String name) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                size,
                size,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new NamingThreadFactory(new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), name),
                // After the end what is left is quick: bodies are given back, and nothing is told.
                (task, ended) -> task.run());
        threads.allowCoreThreadTimeOut(true);
        return new ImpersonatingExecutorService(threads, ACL.SYSTEM2);
    }
}
