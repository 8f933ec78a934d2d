package io.jenkins.plugins.synchronization.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Decides who ends a command: the command itself, or a signal (SIGINT, SIGTERM, SIGHUP). The Java runtime shuts down on
 * signals with the exit code 128 + signal; this takes part in the shutdown.
 */
final class Interruption implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(Interruption.class.getName());
    private static final long PATIENCE_MILLIS = 800;

    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable onSignal;
    private final Thread hook = new Thread(this::signalled, "itwin-synchronization-interruption");

    /** From now on a signal calls {@code onSignal}, on a separate thread, unless the command claims the end first. */
    Interruption(Runnable onSignal) {
        this.onSignal = onSignal;
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            LOGGER.log(Level.FINEST, "ending", alreadyEnding);
        }
    }

    /**
     * Called before what must be done once: publishing the files and printing the result.
     *
     * @return whether to do it; false if a signal came first
     */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    private void signalled() {
        if (claim()) {
            onSignal.run();
            return;
        }
        try {
            // The files are being published: wait a moment for all of them.
            ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command is done. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            LOGGER.log(Level.FINEST, "ending", alreadyEnding);
        }
    }
}
