package io.jenkins.plugins.synchronization.wait;

import io.jenkins.plugins.synchronization.config.ElasticThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/**
 * The threads for what a wait does beside deciding. Writing to logs, archiving and notifying may block for as long as a
 * log or an artifact store does, so each wait may use a thread of its own there; storing a run takes memory and the disk,
 * so only a few do that at once.
 */
final class WaitThreads implements AutoCloseable {

    /** So many builds may block before others have to wait for them. */
    private static final int BLOCKED_BUILDS = 200;

    private static final int STORING = 4;
    private static final int OBSERVING = 16;

    private final ExecutorService working = ElasticThreads.upTo(BLOCKED_BUILDS, "itwin-synchronization-work");
    private final ExecutorService storing = ElasticThreads.upTo(STORING, "itwin-synchronization-store");
    private final ExecutorService observing = ElasticThreads.upTo(OBSERVING, "itwin-synchronization-observe");

    /** Work in order for one wait, which other waits do not hold up. */
    SerialWork serial() {
        return serial(working);
    }

    /** Notifies the observers of a wait; one that blocks holds up other notifications at most. */
    Observers observers(ObservedWait wait) {
        return new Observers(wait, serial(observing));
    }

    private static SerialWork serial(Executor threads) {
        return new SerialWork(threads, task -> after(1, task));
    }

    /** Runs something that does not block. */
    static void after(int seconds, Runnable task) {
        Timer.get().schedule(task, seconds, TimeUnit.SECONDS);
    }

    /** For what may block, in no order. */
    Executor working() {
        return working;
    }

    /** For what reads and writes a run's data. */
    Executor storing() {
        return storing;
    }

    /** Finishes what is under way, and ends. */
    @Override
    public void close() {
        working.shutdown();
        storing.shutdown();
        observing.shutdown();
    }
}
