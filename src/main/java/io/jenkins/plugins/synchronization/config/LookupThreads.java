package io.jenkins.plugins.synchronization.config;

import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads on which credentials are looked up: two at most, which end when there is nothing to do. */
final class LookupThreads {

    private static final int THREADS = 2;
    private static final int IDLE_SECONDS = 30;

    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new NamingThreadFactory(
                    new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()),
                    "iTwin synchronization credentials"));

    static {
        POOL.allowCoreThreadTimeOut(true);
    }

    private LookupThreads() {}

    /** Runs something as soon as a thread is free; never blocks. */
    static void execute(Runnable lookup) {
        POOL.execute(lookup);
    }
}
