package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The slow work of one wait. */
class SerialWorkTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whatIsAddedIsDoneInOrder() throws Exception {
        SerialWork work = new SerialWork(threads, Runnable::run);
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 1000; i++) {
            String piece = "piece " + i;
            work.add(() -> done.add(piece));
        }
        work.add(end::countDown);

        await(end);
        assertThat(done).hasSize(1000).isSortedAccordingTo((a, b) -> number(a) - number(b));
    }

    private static int number(String piece) {
        return Integer.parseInt(piece.substring("piece ".length()));
    }

    @Test
    void whatThrowsAnErrorDoesNotStopWhatFollows() throws Exception {
        SerialWork work = new SerialWork(threads, Runnable::run);
        CountDownLatch end = new CountDownLatch(1);
        work.add(() -> {
            throw new NoSuchMethodError("after an update");
        });
        work.add(end::countDown);

        await(end);
    }

    @Test
    void whatThrowsDoesNotStopWhatFollowsThoughThatCannotBeLogged() throws Exception {
        Logger logger = Logger.getLogger(SerialWork.class.getName());
        Handler broken = new BrokenHandler();
        logger.addHandler(broken);
        try {
            whatThrowsAnErrorDoesNotStopWhatFollows();
        } finally {
            logger.removeHandler(broken);
        }
    }

    private static final class BrokenHandler extends Handler {

        @Override
        public void publish(LogRecord record) {
            throw new IllegalStateException("of another plugin's log handler");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void workGoesOnAfterNoThreadCouldBeStarted() throws Exception {
        AtomicInteger refusals = new AtomicInteger(3);
        List<Runnable> later = new ArrayList<>();
        SerialWork work = new SerialWork(
                task -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    threads.execute(task);
                },
                later::add);
        CountDownLatch end = new CountDownLatch(2);
        work.add(end::countDown);
        work.add(end::countDown);

        for (int i = 0; i < 3; i++) {
            later.remove(0).run();
        }

        await(end);
        assertThat(later).isEmpty();
    }

    @Test
    void workGoesOnWithTheNextPieceWhereNoTimerCouldBeStartedEither() throws Exception {
        AtomicBoolean refusing = new AtomicBoolean(true);
        SerialWork work = new SerialWork(
                task -> {
                    if (refusing.get()) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    threads.execute(task);
                },
                task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                });
        CountDownLatch end = new CountDownLatch(2);
        work.add(end::countDown);
        refusing.set(false);
        work.add(end::countDown);

        await(end);
    }

    @Test
    void anInterruptReachesThePieceThatRunsAndNotTheNext() throws Exception {
        SerialWork work = new SerialWork(threads, Runnable::run);
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean nextInterrupted = new AtomicBoolean();
        CountDownLatch end = new CountDownLatch(1);
        work.add(() -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.set(true);
                Thread.currentThread().interrupt();
            }
        });
        work.add(() -> {
            nextInterrupted.set(Thread.currentThread().isInterrupted());
            end.countDown();
        });

        await(running);
        work.interrupt();

        await(end);
        assertThat(interrupted).isTrue();
        assertThat(nextInterrupted).isFalse();
    }

    @Test
    void aPieceDoesNotInterruptItself() throws Exception {
        SerialWork work = new SerialWork(threads, Runnable::run);
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch end = new CountDownLatch(1);
        work.add(() -> {
            work.interrupt();
            interrupted.set(Thread.currentThread().isInterrupted());
            end.countDown();
        });

        await(end);
        assertThat(interrupted).isFalse();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    }
}
