package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecutorSchedulerTest {

    private final ExecutorScheduler scheduler = new ExecutorScheduler("scheduler-under-test");
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        scheduler.close();
    }

    @Test
    void tasksRunInTheirOrderOnOneDaemonThreadOfThatName() throws InterruptedException {
        IntStream.range(0, 100)
                .forEach(number -> scheduler.execute(() -> done.add(number
                        + Thread.currentThread().getName()
                        + Thread.currentThread().isDaemon())));

        for (int i = 0; i < 100; i++) {
            assertThat(next()).isEqualTo(i + "scheduler-under-testtrue");
        }
    }

    @Test
    void aTaskNeverRunsBeforeItsTime() throws InterruptedException {
        BlockingQueue<Boolean> early = new LinkedBlockingQueue<>();
        for (int i = 0; i < 50; i++) {
            Instant time = scheduler.monotonic().plusNanos(300_000L * i + 999_999);
            scheduler.at(time, () -> early.add(scheduler.monotonic().isBefore(time)));
        }

        for (int i = 0; i < 50; i++) {
            assertThat(early.poll(20, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void aTaskForThePastRunsNow() throws InterruptedException {
        scheduler.at(Instant.EPOCH, () -> done.add("past"));

        assertThat(next()).isEqualTo("past");
    }

    @Test
    void aTaskThatIsTakenBackDoesNotRun() throws InterruptedException {
        CountDownLatch hold = new CountDownLatch(1);
        scheduler.execute(() -> await(hold));
        Runnable takeBack = scheduler.at(Instant.EPOCH, () -> done.add("taken back"));
        scheduler.execute(() -> done.add("next"));

        takeBack.run();
        hold.countDown();

        assertThat(next()).isEqualTo("next");
        assertThat(done).isEmpty();
    }

    @Test
    void aTaskThatThrowsDoesNotStopTheOthers() throws InterruptedException {
        scheduler.execute(() -> {
            throw new IllegalStateException("bug");
        });
        scheduler.execute(() -> done.add("next"));

        assertThat(next()).isEqualTo("next");
    }

    @Test
    void anErrorDoesNotStopTheOthersEither() throws InterruptedException {
        scheduler.execute(() -> {
            throw new NoSuchMethodError("bug");
        });
        scheduler.at(Instant.EPOCH, () -> {
            throw new OutOfMemoryError("bug");
        });
        scheduler.execute(() -> done.add("next"));

        assertThat(next()).isEqualTo("next");
    }

    @Test
    void itsThreadTakesNothingOverFromTheOneThatMadeIt() throws Exception {
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        Thread maker = Thread.currentThread();
        ClassLoader before = maker.getContextClassLoader();
        inherited.set("of the pipeline");
        maker.setContextClassLoader(new URLClassLoader(new URL[0], before));
        try (ExecutorScheduler made = new ExecutorScheduler("made-by-a-pipeline")) {
            made.execute(() -> done.add(inherited.get()
                    + Thread.currentThread()
                            .getContextClassLoader()
                            .equals(getClass().getClassLoader())));

            assertThat(next()).isEqualTo("nulltrue");
        } finally {
            maker.setContextClassLoader(before);
        }
    }

    @Test
    void onceClosedItTakesNothing() {
        scheduler.close();

        assertThat(scheduler.execute(() -> done.add("late"))).isFalse();
        scheduler.at(Instant.EPOCH, () -> done.add("late")).run();
        assertThat(done).isEmpty();
    }

    private String next() throws InterruptedException {
        return done.poll(20, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
