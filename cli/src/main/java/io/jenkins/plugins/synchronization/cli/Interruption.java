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
    private final Runnable cleanUp;
    private final Thread hook = new Thread(this::signalled, "itwin-synchronization-interruption");

    /**
     * From now on a signal calls both, on a separate thread: {@code onSignal} unless the command claims the end first, and
     * then {@code cleanUp}, possibly while the command is still blocked by the reader of its output.
     */
    Interruption(Runnable onSignal, Runnable cleanUp) {
        this.onSignal = onSignal;
        this.cleanUp = cleanUp;
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
        } else {
            awaitEnd();
        }
        cleanUp.run();
    }

    /** The files are being published: waits a moment for all of them. */
    private void awaitEnd() {
        try {
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
