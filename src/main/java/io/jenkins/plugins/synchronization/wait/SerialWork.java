package io.jenkins.plugins.synchronization.wait;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The slow work of one wait, such as writing to the build's log: in order, one at a time, on threads shared by all. */
final class SerialWork {

    private static final Logger LOGGER = Logger.getLogger(SerialWork.class.getName());

    private final Executor threads;
    private final Queue<Runnable> queue = new ArrayDeque<>(1);
    private boolean busy;

    SerialWork(Executor threads) {
        this.threads = threads;
    }

    /** Runs this after all that was handed in before. */
    void add(Runnable work) {
        synchronized (queue) {
            queue.add(work);
            if (busy) {
                return;
            }
            busy = true;
        }
        threads.execute(this::runNext);
    }

    /** One piece at a time: the others' work has its turn between two of them. */
    private void runNext() {
        Runnable work;
        synchronized (queue) {
            work = queue.remove();
        }
        try {
            work.run();
        } catch (RuntimeException | Error bug) {
            LOGGER.log(Level.SEVERE, "Work for a wait failed", bug);
        } finally {
            boolean more;
            synchronized (queue) {
                more = !queue.isEmpty();
                busy = more;
            }
            if (more) {
                threads.execute(this::runNext);
            }
        }
    }
}
