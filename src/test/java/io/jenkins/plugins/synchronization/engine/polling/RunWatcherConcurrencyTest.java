package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many threads and one watcher, in real time. */
class RunWatcherConcurrencyTest {

    private static final int WAITS = 400;

    @Test
    void aWaitIsEitherCancelledOrToldItsEndAndNeverBoth() throws Exception {
        ExecutorScheduler time = new ExecutorScheduler("itwin-synchronization-watcher");
        ScriptedApi api = new ScriptedApi(time);
        Random dice = new Random(3);
        api.takes(Duration.ofMillis(1));
        api.answer(asked -> switch (dice.nextInt(3)) {
            case 0 -> Answers.completed();
            case 1 -> Answers.failed(ApiFailure.Kind.FORBIDDEN);
            default -> Answers.executing();
        });
        List<RecordingListener> listeners = new ArrayList<>();
        List<CompletableFuture<Boolean>> cancelled = new ArrayList<>();
        try (RunWatcher watcher = new RunWatcher(time, api, new ScriptedTokens(time), new Random(4))) {
            for (int i = 0; i < WAITS; i++) {
                RecordingListener listener = new RecordingListener();
                Wait wait = watcher.watch(request("run-" + i % 50), listener);
                listeners.add(listener);
                cancelled.add(CompletableFuture.supplyAsync(wait::cancel));
            }
            CompletableFuture.allOf(cancelled.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
            CountDownLatch quiet = new CountDownLatch(1);
            time.execute(quiet::countDown);
            assertThat(quiet.await(20, TimeUnit.SECONDS)).isTrue();

            for (int i = 0; i < WAITS; i++) {
                assertThat(listeners.get(i).ends()).isEqualTo(cancelled.get(i).get() ? 0 : 1);
                assertThat(listeners.get(i).told()).noneMatch(told -> told.startsWith("after the end"));
            }
            assertThat(watcher.waits()).isEmpty();
        }
    }

    private static WaitRequest request(String run) {
        return WaitRequest.begin(
                VirtualWatch.address(run),
                ScriptedSource.bearer("token"),
                WaitSettings.DEFAULTS.withIntervals(Duration.ofMillis(100), Duration.ofMillis(100)),
                () -> VirtualWatch.PLENTY,
                Instant.now());
    }
}
