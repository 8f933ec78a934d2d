package io.jenkins.plugins.synchronization.wait;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The slow work of one wait, such as writing to the build's log: in order, one piece at a time, on threads that all waits
 * share. Thread-safe.
 */
final class SerialWork {

    private static final Logger LOGGER = Logger.getLogger(SerialWork.class.getName());

    private final Executor threads;
    private final Consumer<Runnable> later;
    private final Queue<Runnable> queue = new ArrayDeque<>(1);
    private boolean busy;
    private Thread worker;

    /** Takes the threads, and what runs something a little later if they cannot take any work at the moment. */
    SerialWork(Executor threads, Consumer<Runnable> later) {
        this.threads = threads;
        this.later = later;
    }

    /** Runs this after everything that was added before. */
    void add(Runnable work) {
        synchronized (queue) {
            queue.add(work);
            if (busy) {
                return;
            }
            busy = true;
        }
        start();
    }

    /** Interrupts the piece of work that is running, unless the caller is that piece. */
    void interrupt() {
        synchronized (queue) {
            if (worker != null && worker != Thread.currentThread()) {
                worker.interrupt();
            }
        }
    }

    private void start() {
        try {
            threads.execute(this::runNext);
        } catch (Throwable noThread) {
            startLater();
            LOGGER.log(Level.SEVERE, "No thread for the work of a wait; trying again", noThread);
        }
    }

    private void startLater() {
        try {
            later.accept(this::start);
        } catch (Throwable noTimer) {
            synchronized (queue) {
                busy = false;
            }
            LOGGER.log(
                    Level.SEVERE,
                    "Could not schedule the work of a wait; it continues with the next work for this wait",
                    noTimer);
        }
    }

    /** One piece at a time: others' work has its turn between two of them. */
    private void runNext() {
        Runnable work;
        synchronized (queue) {
            work = queue.remove();
            worker = Thread.currentThread();
        }
        try {
            work.run();
        } catch (Throwable bug) {
            LOGGER.log(Level.SEVERE, "Work for a wait failed", bug);
        } finally {
            goOn();
        }
    }

    private void goOn() {
        boolean more;
        synchronized (queue) {
            worker = null;
            // An interrupt that came too late is not meant for what this thread does next.
            Thread.interrupted();
            more = !queue.isEmpty();
            busy = more;
        }
        if (more) {
            start();
        }
    }
}
