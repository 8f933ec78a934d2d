package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RunWatcherSharingTest {

    private final VirtualWatch watch = new VirtualWatch();

    @Test
    void waitsForTheSameRunWithTheSameSecretShareTheirPolls() {
        RecordingListener first = watch.watch(watch.request("run"));
        watch.source = ScriptedSource.bearer("Bearer s3cret-token");
        RecordingListener second = watch.watch(watch.request("run"));
        watch.advance(Duration.ofSeconds(1));

        assertThat(watch.api.asked()).hasSize(1);
        assertThat(first.told()).containsExactly("progress");
        assertThat(second.told()).containsExactly("progress");
    }

    @Test
    void sharedPollsAreAsFewAsThoseOfOneWait() {
        VirtualWatch alone = new VirtualWatch();
        alone.watch();
        alone.advance(Duration.ofHours(1));
        for (int i = 0; i < 20; i++) {
            watch.watch(watch.request("run"));
        }
        watch.advance(Duration.ofHours(1));

        assertThat(watch.api.asked().size()).isLessThan(alone.api.asked().size() * 5 / 4);
    }

    @Test
    void waitsWithDifferentSecretsDoNotSharePolls() {
        watch.watch(watch.request("run"));
        watch.source = ScriptedSource.bearer("another-token");
        watch.watch(watch.request("run"));
        watch.advance(Duration.ofSeconds(1));

        assertThat(watch.api.asked()).hasSize(2);
        assertThat(watch.api.asked()).extracting(ScriptedApi.Asked::token).doesNotHaveDuplicates();
        assertThat(watch.api.asked())
                .extracting(ScriptedApi.Asked::correlationId)
                .doesNotHaveDuplicates();
    }

    @Test
    void waitsForDifferentRunsDoNotSharePolls() {
        watch.watch(watch.request("run"));
        watch.watch(watch.request("another"));
        watch.watch(new WaitRequest(
                new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.STORAGE, "connection", "run"),
                watch.source,
                watch.settings,
                watch.currentLimits,
                VirtualWatch.BEGIN,
                false));
        watch.advance(Duration.ofSeconds(1));

        assertThat(watch.api.asked()).hasSize(3);
    }

    @Test
    void aLaterWaitJoinsAndIsAnsweredAtOnce() {
        watch.watch(watch.request("run"));
        watch.advance(Duration.ofMinutes(30).plusSeconds(1));
        int before = watch.api.asked().size();

        RecordingListener late = watch.watch(watch.request("run"));
        watch.advance(Duration.ofMillis(100));

        assertThat(late.told()).containsExactly("progress");
        assertThat(watch.api.asked()).hasSize(before + 1);
    }

    @Test
    void aWaitThatJoinsARequestUnderWaySharesItsAnswer() {
        watch.api.takes(Duration.ofSeconds(10));
        RecordingListener first = watch.watch(watch.request("run"));
        watch.advance(Duration.ofSeconds(5));
        RecordingListener late = watch.watch(watch.request("run"));
        watch.advance(Duration.ofSeconds(5));

        assertThat(watch.api.asked()).hasSize(1);
        assertThat(first.told()).containsExactly("progress");
        assertThat(late.told()).containsExactly("progress");
    }

    @Test
    void eachOfThemGetsTheBodyAndTheLastToCloseItEndsIt() throws IOException {
        watch.api.answer(Answers.executing(), Answers.completed());
        BodyKeeper first = new BodyKeeper();
        BodyKeeper second = new BodyKeeper();
        watch.watcher.watch(watch.request("run"), first);
        watch.watcher.watch(watch.request("run"), second);
        watch.until(() -> first.body.get() != null && second.body.get() != null);

        first.body.get().close();
        assertThat(second.body.get().open()).isNotEmpty();
        second.body.get().close();

        assertThat(catchThrowable(() -> second.body.get().open()))
                .as("nobody else owns it")
                .isInstanceOf(IOException.class);
    }

    @Test
    void oneThatLeavesDoesNotDisturbTheOthers() {
        watch.api.takes(Duration.ofSeconds(1));
        Wait leaving = watch.watch();
        RecordingListener staying = watch.watch(watch.request("run"));
        watch.advance(Duration.ofMillis(500));

        leaving.cancel();
        watch.advance(Duration.ofMinutes(5));

        assertThat(watch.api.cancelled()).isZero();
        assertThat(watch.listener.told()).isEmpty();
        assertThat(staying.told()).hasSizeGreaterThan(10);
    }

    @Test
    void theLastOneThatLeavesCancelsTheRequest() {
        watch.api.answer(asked -> null);
        Wait first = watch.watch();
        Wait second = watch.watcher.watch(watch.request("run"), new RecordingListener());
        watch.advance(Duration.ofSeconds(1));

        first.cancel();
        watch.advance(Duration.ZERO);
        assertThat(watch.api.cancelled()).isZero();
        second.cancel();
        watch.advance(Duration.ZERO);

        assertThat(watch.api.cancelled()).isEqualTo(1);
        assertThat(watch.watcher.waits()).isEmpty();
    }

    @Test
    void eachKeepsToItsOwnDeadline() {
        watch.watch(watch.request("run"));
        watch.settings = watch.settings.withTimeout(Duration.ofMinutes(10));
        RecordingListener hasty = watch.watch(watch.request("run"));
        watch.until(hasty::isOver);

        assertThat(watch.elapsed())
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(10).plusMillis(50));
        assertThat(watch.watcher.waits()).hasSize(1);
    }

    @Test
    void aListenerThatThrowsEndsItsOwnWaitOnly() {
        RecordingListener good = watch.watch(watch.request("run"));
        AtomicReference<WaitFailure> failure = new AtomicReference<>();
        watch.watcher.watch(watch.request("run"), new WaitListener() {
            @Override
            public void progress(RunSummary summary, Instant nextPoll) {
                throw new NoClassDefFoundError("a/listener/Bug");
            }

            @Override
            public void completed(RunSummary summary, RunBody body) {
                throw new AssertionError("must not be called");
            }

            @Override
            public void failed(WaitFailure why) {
                failure.set(why);
            }
        });
        RecordingListener another = watch.watch(watch.request("run"));
        watch.advance(Duration.ofMinutes(1));

        assertThat(failure.get().reason()).isEqualTo(WaitFailure.Reason.INTERNAL);
        assertThat(failure.get().message()).contains("a/listener/Bug");
        assertThat(good.told()).hasSizeGreaterThan(5).containsOnly("progress");
        assertThat(another.told()).hasSizeGreaterThan(5).containsOnly("progress");
    }

    @Test
    void aListenerThatThrowsAtTheEndDisturbsNobody() {
        watch.api.answer(Answers.completed());
        watch.watcher.watch(watch.request("run"), new WaitListener() {
            @Override
            public void completed(RunSummary summary, RunBody body) {
                throw new IllegalStateException("bug");
            }

            @Override
            public void failed(WaitFailure why) {
                throw new AssertionError("must not be called");
            }
        });
        RecordingListener other = watch.watch(watch.request("run"));
        watch.until(other::isOver);

        assertThat(other.completed()).isNotNull();
        assertThat(watch.watcher.waits()).isEmpty();
    }

    @Test
    void aClientThatThrowsEndsTheWaitInsteadOfLettingItHang() {
        watch.api.answer(asked -> {
            throw new IllegalStateException("bug");
        });
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.INTERNAL);
        assertThat(watch.elapsed()).isZero();
    }

    @Test
    void oneAnswerOfNoUseIsToldToAll() {
        RunAnswer failure = Answers.failed(ApiFailure.Kind.NOT_A_RUN);
        watch.api.answer(failure);
        RecordingListener first = watch.watch(watch.request("run"));
        RecordingListener second = watch.watch(watch.request("run"));
        watch.advance(Duration.ofMillis(50));

        assertThat(first.told()).containsExactly("trouble NOT_A_RUN");
        assertThat(second.told()).containsExactly("trouble NOT_A_RUN");
    }

    private static final class BodyKeeper implements WaitListener {
        private final AtomicReference<RunBody> body = new AtomicReference<>();

        @Override
        public void completed(RunSummary summary, RunBody kept) {
            body.set(kept);
        }

        @Override
        public void failed(WaitFailure failure) {
            throw new AssertionError(failure);
        }
    }
}
