package io.jenkins.plugins.synchronization.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Decides who ends a command: the command itself, or a signal (SIGINT, SIGTERM, SIGHUP). The Java runtime turns signals
 * into an orderly end with the exit code 128 + signal; this takes part in it.
 */
final class Interruption implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(Interruption.class.getName());
    private static final long PATIENCE_MILLIS = 800;

    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable onSignal;
    private final Thread hook = new Thread(this::signalled, "itwin-synchronization-interruption");

    /** From here on a signal calls {@code onSignal}, on a thread of its own, unless the command claims the end first. */
    Interruption(Runnable onSignal) {
        this.onSignal = onSignal;
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            LOGGER.log(Level.FINEST, "ending", alreadyEnding);
        }
    }

    /**
     * The command is about to do what must be done once: publish its files, print its result.
     *
     * @return whether it may; false where a signal came first
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
            // The files are being published: a moment more, and none is left half way.
            ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command is over. */
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
