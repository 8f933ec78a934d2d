package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ApiRequest;
import io.jenkins.plugins.synchronization.engine.client.ApiResponse;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.client.RunApi;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RunWatcherCancelTest {

    private static final Duration INSTANT = Duration.ZERO;

    private final VirtualWatch watch = new VirtualWatch();

    @Test
    void beforeItBegan() {
        Wait wait = watch.watch();

        assertNothingHappensAfterCancelling(wait);
        assertThat(watch.api.asked()).isEmpty();
        assertThat(watch.source.resolved()).isZero();
    }

    @Test
    void whileItsCredentialIsResolved() {
        CompletableFuture<Credential> credential = new CompletableFuture<>();
        watch.source = ScriptedSource.of(any -> credential);
        Wait wait = watch.watch();
        watch.advance(Duration.ofSeconds(1));

        assertThat(wait.cancel()).isTrue();
        watch.advance(INSTANT);
        credential.complete(ScriptedSource.bearerOf("late"));

        assertNothingIsLeft();
        assertThat(watch.api.asked()).isEmpty();
    }

    @Test
    void whileItsTokenIsExchanged() {
        watch.source = ScriptedSource.client("s3cret");
        watch.tokens.takes(Duration.ofSeconds(10));
        Wait wait = watch.watch();
        watch.advance(Duration.ofSeconds(1));

        wait.cancel();
        watch.advance(Duration.ofSeconds(20));

        assertNothingIsLeft();
        assertThat(watch.api.asked()).isEmpty();
    }

    @Test
    void duringARequest() {
        watch.api.answer(asked -> null);
        Wait wait = watch.watch();
        watch.advance(Duration.ofSeconds(1));

        assertNothingHappensAfterCancelling(wait);
        assertThat(watch.api.cancelled()).isEqualTo(1);
    }

    @Test
    void betweenTwoRequests() {
        Wait wait = watch.watch();
        watch.advance(Duration.ofSeconds(1));

        assertThat(wait.cancel()).isTrue();
        watch.advance(Duration.ofDays(2));

        assertThat(watch.api.asked()).hasSize(1);
        assertThat(watch.listener.told()).containsExactly("progress");
        assertThat(watch.time.isIdle()).isTrue();
    }

    @Test
    void whileItIsQueuedForTheLimits() {
        watch.limits = new RequestLimits(1, 1);
        watch.watch(watch.request("before"));
        watch.advance(Duration.ofSeconds(1));
        Wait wait = watch.watch();
        watch.advance(Duration.ofSeconds(1));

        wait.cancel();
        watch.advance(Duration.ofHours(3));

        assertThat(watch.listener.told()).isEmpty();
        assertThat(watch.api.asked())
                .extracting(ScriptedApi.Asked::address)
                .doesNotContain(VirtualWatch.address("run"));
    }

    @Test
    void whileItIsPausedByAThrottle() {
        watch.api.answer(Answers.throttled(Duration.ofHours(1)));
        Wait wait = watch.watch();
        watch.advance(Duration.ofSeconds(1));

        wait.cancel();
        watch.advance(Duration.ofDays(1));

        assertThat(watch.api.asked()).hasSize(1);
        assertThat(watch.watcher.waits()).isEmpty();
    }

    @Test
    void whileItWaitsForItsPlaceAmongTheResumed() {
        watch.watch(watch.resumed("first", Duration.ofMinutes(1)));
        Wait wait = watch.watcher.watch(watch.resumed("run", Duration.ofMinutes(1)), watch.listener);
        watch.advance(Duration.ofMillis(10));

        wait.cancel();
        watch.advance(Duration.ofMinutes(1));

        assertThat(watch.listener.told()).isEmpty();
        assertThat(watch.api.asked())
                .extracting(ScriptedApi.Asked::address)
                .doesNotContain(VirtualWatch.address("run"));
    }

    @Test
    void afterARefusedTokenWhileTheCredentialIsResolvedAgain() {
        CompletableFuture<Credential> never = new CompletableFuture<>();
        watch.source = ScriptedSource.of(
                number -> number == 1 ? CompletableFuture.completedFuture(ScriptedSource.bearerOf("token")) : never);
        watch.api.answer(Answers.failed(ApiFailure.Kind.UNAUTHORIZED));
        Wait wait = watch.watch();
        watch.advance(Duration.ofSeconds(1));

        wait.cancel();
        watch.advance(INSTANT);

        assertThat(watch.listener.told()).containsExactly("trouble UNAUTHORIZED");
        assertThat(watch.time.isIdle()).isTrue();
    }

    @Test
    void fromWithinItsOwnListener() {
        AtomicReference<Wait> wait = new AtomicReference<>();
        RecordingListener rest = new RecordingListener();
        wait.set(watch.watcher.watch(watch.request("run"), new WaitListener() {
            @Override
            public void progress(RunSummary summary, Instant nextPoll) {
                assertThat(wait.get().cancel()).isTrue();
            }

            @Override
            public void completed(RunSummary summary, RunBody body) {
                rest.completed(summary, body);
            }

            @Override
            public void failed(WaitFailure failure) {
                rest.failed(failure);
            }
        }));
        watch.advance(Duration.ofDays(2));

        assertThat(rest.told()).isEmpty();
        assertThat(watch.api.asked()).hasSize(1);
        assertThat(watch.time.isIdle()).isTrue();
    }

    @Test
    void onlyTheFirstTimeCounts() {
        Wait wait = watch.watch();

        assertThat(wait.cancel()).isTrue();
        assertThat(wait.cancel()).isFalse();
    }

    @Test
    void closingTellsNobodyAndClosesWhatItWasGiven() {
        watch.api.answer(asked -> null);
        Wait wait = watch.watch();
        watch.advance(Duration.ofSeconds(1));

        watch.watcher.close();
        watch.advance(Duration.ofDays(2));

        assertThat(watch.listener.told()).isEmpty();
        assertThat(watch.api.isClosed()).isTrue();
        assertThat(watch.tokens.isClosed()).isTrue();
        assertThat(watch.time.isIdle()).isTrue();
        assertThat(watch.watcher.waits()).isEmpty();
        assertThat(wait.cancel()).isFalse();
    }

    @Test
    void aWaitThatBeginsAfterClosingIsOverFromTheStart() {
        watch.watcher.close();

        Wait wait = watch.watch();
        assertThat(watch.watcher.waits()).isEmpty();
        watch.advance(Duration.ofDays(2));

        assertThat(wait.cancel()).isFalse();
        assertThat(wait.status().polls()).isZero();
        assertThat(wait.request().address()).isEqualTo(VirtualWatch.address("run"));
        assertThat(watch.source.resolved()).isZero();
        assertNothingIsLeft();
    }

    @Test
    void aWaitThatBeginsWhileTheWatcherClosesIsOverToo() {
        ClosingScheduler time = new ClosingScheduler();
        RunWatcher watcher = new RunWatcher(time, watch.api, watch.tokens, new Random(1));
        AtomicReference<Wait> wait = new AtomicReference<>();
        time.whileClosing = () -> wait.set(watcher.watch(watch.request("run"), watch.listener));

        watcher.close();

        assertThat(watcher.waits()).isEmpty();
        assertThat(wait.get().cancel()).isFalse();
    }

    @Test
    void aBodyThatArrivesAfterClosingIsReleased() {
        AtomicReference<Consumer<RunAnswer>> receiver = new AtomicReference<>();
        VirtualScheduler time = new VirtualScheduler(VirtualWatch.BEGIN);
        RunWatcher watcher = new RunWatcher(time, new HeldApi(receiver), watch.tokens, new Random(1));
        watcher.watch(watch.request("run"), watch.listener);
        time.advance(INSTANT);

        watcher.close();
        RunAnswer.Found late = (RunAnswer.Found) Answers.completed();
        receiver.get().accept(late);

        assertReleased(late);
    }

    @Test
    void aBodyThatArrivedButWasNotLookedAtBeforeClosingIsReleased() {
        AtomicReference<Consumer<RunAnswer>> receiver = new AtomicReference<>();
        VirtualScheduler time = new VirtualScheduler(VirtualWatch.BEGIN);
        RunWatcher watcher = new RunWatcher(time, new HeldApi(receiver), watch.tokens, new Random(1));
        watcher.watch(watch.request("run"), watch.listener);
        time.advance(INSTANT);

        RunAnswer.Found arrived = (RunAnswer.Found) Answers.completed();
        receiver.get().accept(arrived);
        watcher.close();

        assertReleased(arrived);
    }

    @Test
    void aBodyThatArrivesForACancelledWaitIsReleased() {
        AtomicReference<Consumer<RunAnswer>> receiver = new AtomicReference<>();
        VirtualScheduler time = new VirtualScheduler(VirtualWatch.BEGIN);
        RunWatcher watcher = new RunWatcher(time, new HeldApi(receiver), watch.tokens, new Random(1));
        Wait wait = watcher.watch(watch.request("run"), watch.listener);
        time.advance(INSTANT);

        wait.cancel();
        RunAnswer.Found late = (RunAnswer.Found) Answers.completed();
        receiver.get().accept(late);
        time.advance(INSTANT);

        assertReleased(late);
    }

    private void assertReleased(RunAnswer.Found found) {
        assertThat(watch.listener.told()).isEmpty();
        assertThat(catchThrowable(() -> found.body().open())).hasMessageContaining("closed");
    }

    private void assertNothingHappensAfterCancelling(Wait wait) {
        assertThat(wait.cancel()).isTrue();
        watch.advance(INSTANT);
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        watch.advance(INSTANT);
        assertThat(watch.time.isIdle()).isTrue();
        assertThat(watch.watcher.waits()).isEmpty();
        assertThat(watch.listener.told()).isEmpty();
    }

    /** Takes tasks until it is closed, and does none of them. */
    private static final class ClosingScheduler implements Scheduler {
        private Runnable whileClosing;

        @Override
        public Instant now() {
            return VirtualWatch.BEGIN;
        }

        @Override
        public Instant monotonic() {
            return VirtualWatch.BEGIN;
        }

        @Override
        public Runnable at(Instant time, Runnable task) {
            return () -> {};
        }

        @Override
        public boolean execute(Runnable task) {
            return true;
        }

        @Override
        public void close() {
            whileClosing.run();
        }
    }

    private record HeldApi(AtomicReference<Consumer<RunAnswer>> receiver) implements RunApi {
        @Override
        public <T> Runnable send(
                ApiRequest<T> request, AccessToken token, String id, Consumer<ApiResponse<T>> response) {
            throw new UnsupportedOperationException("Only runs are polled here");
        }

        @Override
        public Runnable get(RunAddress address, AccessToken token, String id, Consumer<RunAnswer> answer) {
            receiver.set(answer);
            return () -> {};
        }

        @Override
        public Duration requestLimit() {
            return Duration.ofMinutes(17);
        }

        @Override
        public int concurrentRequests() {
            return 4;
        }

        @Override
        public void close() {}
    }
}
