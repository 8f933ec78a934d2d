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
import io.jenkins.plugins.synchronization.engine.client.TokenIssuer;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is thrown, or never comes, and wherever: it is logged, the waits concerned end, and the others go on. */
class RunWatcherBugsTest {

    private final VirtualWatch watch = new VirtualWatch();
    private final List<Throwable> logged = new ArrayList<>();
    private final Logger log = Logger.getLogger(RunWatcher.class.getPackageName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listenToTheLog() {
        log.setUseParentHandlers(false);
        log.addHandler(handler);
    }

    @AfterEach
    void leaveTheLog() {
        log.removeHandler(handler);
        log.setUseParentHandlers(true);
    }

    static Stream<Throwable> anything() {
        return Stream.of(new IllegalStateException("bug"), new NoSuchMethodError("bug"), new OutOfMemoryError("bug"));
    }

    @ParameterizedTest
    @MethodSource("anything")
    void aClientThatThrowsWhileSendingEndsTheWait(Throwable bug) {
        watch.api.answer(asked -> {
            throw sneaky(bug);
        });
        watch.watch();
        watch.untilOver();

        assertEndedBy(bug, watch.listener);
        assertThat(watch.time.isIdle()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("anything")
    void aTokenIssuerThatThrowsEndsTheWait(Throwable bug) {
        RunWatcher watcher = new RunWatcher(
                watch.time,
                watch.api,
                new FailingTokens(() -> {
                    throw sneaky(bug);
                }),
                new Random(1));
        watcher.watch(watch.request("run"), watch.listener);
        watch.untilOver();

        assertEndedBy(bug, watch.listener);
        assertThat(watch.time.isIdle()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("anything")
    void aTokenThatFailsWithABugEndsTheWait(Throwable bug) {
        CompletableFuture<AccessToken> token = new CompletableFuture<>();
        RunWatcher watcher = new RunWatcher(watch.time, watch.api, new FailingTokens(() -> token), new Random(1));
        watcher.watch(watch.request("run"), watch.listener);
        watch.advance(Duration.ofSeconds(1));
        token.completeExceptionally(bug);
        watch.untilOver();

        assertEndedBy(bug, watch.listener);
    }

    @ParameterizedTest
    @MethodSource("anything")
    void aCredentialSourceThatThrowsIsLoggedAndEndsTheWait(Throwable bug) {
        watch.source = ScriptedSource.of(any -> {
            throw sneaky(bug);
        });
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.CREDENTIAL);
        assertThat(watch.listener.failed().message()).contains(bug.getClass().getName());
        assertThat(logged).hasSize(1);
    }

    @Test
    void aSourceThatEndsWithNothingSaysSo() {
        watch.source = ScriptedSource.of(any -> CompletableFuture.completedFuture(null));
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.CREDENTIAL);
        assertThat(watch.listener.failed().message()).isEqualTo("No credentials were found");
    }

    @Test
    void aTokenThatNeverComesIsGivenUpLikeTheApi() {
        watch.source = ScriptedSource.client("s3cret");
        watch.tokens.answer(number -> null);
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.GAVE_UP);
        assertThat(watch.listener.failed().last().kind()).isEqualTo(ApiFailure.Kind.TOKEN_UNAVAILABLE);
        assertThat(watch.elapsed()).isLessThan(Duration.ofMinutes(35));
    }

    @Test
    void aResponseThatNeverComesEndsAWaitTwoMinutesAfterItsDeadline() {
        watch.settings = watch.settings.withTimeout(Duration.ofMinutes(10));
        watch.api.answer(asked -> null);
        watch.watch();

        assertThat(watch.untilOver()).isEqualTo(Duration.ofMinutes(12));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
        watch.advance(Duration.ZERO);
        assertThat(watch.time.isIdle()).isTrue();
    }

    @Test
    void aResponseThatIsLostIsGivenUpAndTheRunIsPolledAgain() {
        watch.api.sendsAtOnce(1);
        watch.api.answer(asked -> watch.api.asked().size() == 1 ? null : Answers.completed());
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.completed()).isNotNull();
        assertThat(watch.listener.told()).containsExactly("trouble UNREACHABLE", "completed");
        assertThat(watch.elapsed()).isLessThan(Duration.ofMinutes(18));
        assertThat(watch.api.mostUnderWay()).isEqualTo(1);
    }

    @Test
    void theLastLookAndItsTokenHaveTwoMinutesTogether() {
        watch.settings = watch.settings.withTimeout(Duration.ofMinutes(10));
        watch.source = ScriptedSource.client("s3cret");
        watch.api.answer(asked -> asked.at().isBefore(VirtualWatch.BEGIN.plusSeconds(600))
                ? Answers.failed(ApiFailure.Kind.UNAVAILABLE)
                : null);
        watch.watch();
        watch.advance(Duration.ofSeconds(599));
        watch.tokens.forget();
        watch.tokens.takes(Duration.ofSeconds(110));

        assertThat(watch.untilOver()).isEqualTo(Duration.ofMinutes(12));
    }

    @Test
    void aResponseThatComesTwiceCountsOnce() {
        List<Consumer<RunAnswer>> receivers = new ArrayList<>();
        RunWatcher watcher = new RunWatcher(watch.time, new HandedOut(receivers), watch.tokens, new Random(1));
        watcher.watch(watch.request("run"), watch.listener);
        watch.advance(Duration.ZERO);
        receivers.get(0).accept(Answers.executing());
        receivers.get(0).accept(Answers.executing());
        RunAnswer.Found late = (RunAnswer.Found) Answers.completed();
        receivers.get(0).accept(late);
        watch.advance(Duration.ofSeconds(1));

        assertThat(watch.listener.told()).containsExactly("progress");
        assertThat(catchThrowable(() -> late.body().open())).hasMessageContaining("closed");
    }

    @ParameterizedTest
    @MethodSource("anything")
    void aListenerThatThrowsInAllItsMethodsHarmsNoOtherWaitOfTheRun(Throwable bug) {
        watch.api.answer(asked -> watch.elapsed().toMinutes() < 10 ? Answers.executing() : Answers.completed());
        Throwing first = new Throwing(bug);
        watch.watcher.watch(watch.request("run"), first);
        watch.watch();
        Throwing third = new Throwing(bug);
        watch.watcher.watch(watch.request("run"), third);
        watch.untilOver();

        assertThat(watch.listener.completed()).isNotNull();
        assertThat(watch.elapsed()).isLessThan(Duration.ofMinutes(12));
        assertThat(first.ends).isEqualTo(1);
        assertThat(third.ends).isEqualTo(1);
        assertThat(logged).contains(bug);
        assertThat(watch.time.isIdle()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("anything")
    void theBodyIsReleasedWhereTheListenerThrowsAtTheEnd(Throwable bug) {
        RunAnswer.Found found = (RunAnswer.Found) Answers.completed();
        watch.api.answer(found);
        Throwing listener = new Throwing(bug);
        watch.watcher.watch(watch.request("run"), listener);
        watch.until(() -> listener.ends == 1);
        watch.advance(Duration.ZERO);

        assertThat(catchThrowable(() -> listener.body.open())).hasMessageContaining("closed");
        assertThat(catchThrowable(() -> found.body().open())).hasMessageContaining("closed");
        assertThat(watch.watcher.waits()).isEmpty();
    }

    @Test
    void aRunThatIsCompletedWithoutABodyEndsTheWait() {
        RunSummary summary = Answers.summary("{\"run\":{\"state\":\"Completed\",\"result\":\"Success\"}}");
        watch.api.answer(new RunAnswer.Found(summary, null));
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.INTERNAL);
    }

    @ParameterizedTest
    @MethodSource("anything")
    void aRequestThatCannotBeCancelledKeepsNoWaitFromEnding(Throwable bug) {
        List<Consumer<RunAnswer>> receivers = new ArrayList<>();
        HandedOut api = new HandedOut(receivers);
        api.bug = bug;
        RunWatcher watcher = new RunWatcher(watch.time, api, watch.tokens, new Random(1));
        watch.settings = watch.settings.withTimeout(Duration.ofMinutes(1));
        watcher.watch(watch.request("run"), watch.listener);
        watch.untilOver();
        watcher.watch(watch.request("other"), new RecordingListener()).cancel();
        watcher.close();

        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
        assertThat(watcher.waits()).isEmpty();
        assertThat(watch.tokens.isClosed()).isTrue();
        assertThat(watch.time.isIdle()).isTrue();
    }

    @Test
    void limitsThatCannotBeReadAreTheLastKnownOnes() {
        WaitRequest request = new WaitRequest(
                VirtualWatch.address("run"),
                watch.source,
                watch.settings,
                () -> {
                    throw new NoSuchMethodError("bug");
                },
                watch.time.now(),
                false);
        watch.api.answer(Answers.executing(), Answers.completed());
        watch.watcher.watch(request, watch.listener);
        watch.untilOver();

        assertThat(watch.listener.completed()).isNotNull();
    }

    private void assertEndedBy(Throwable bug, RecordingListener listener) {
        assertThat(listener.reason()).isEqualTo(WaitFailure.Reason.INTERNAL);
        assertThat(listener.failed().message()).isEqualTo(bug.toString());
        assertThat(logged).containsExactly(bug);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable bug) throws T {
        throw (T) bug;
    }

    private static final class Throwing implements WaitListener {
        private final Throwable bug;
        private int ends;
        private RunBody body;

        private Throwing(Throwable bug) {
            this.bug = bug;
        }

        @Override
        public void progress(RunSummary summary, Instant nextPoll) {
            throw sneaky(bug);
        }

        @Override
        public void completed(RunSummary summary, RunBody last) {
            ends++;
            body = last;
            throw sneaky(bug);
        }

        @Override
        public void failed(WaitFailure failure) {
            ends++;
            throw sneaky(bug);
        }
    }

    private interface Issuing {
        CompletableFuture<AccessToken> issue();
    }

    private record FailingTokens(Issuing issuing) implements TokenIssuer {
        @Override
        public CompletableFuture<AccessToken> token(Credential credential, String correlationId) {
            return issuing.issue();
        }

        @Override
        public boolean reject(Credential credential, AccessToken rejected) {
            return false;
        }

        @Override
        public void close() {}
    }

    /** Hands out whom to give the response; throws where it is cancelled or closed, if it is to. */
    private static final class HandedOut implements RunApi {
        private final List<Consumer<RunAnswer>> receivers;
        private Throwable bug;

        private HandedOut(List<Consumer<RunAnswer>> receivers) {
            this.receivers = receivers;
        }

        @Override
        public <T> Runnable send(
                ApiRequest<T> request, AccessToken token, String id, Consumer<ApiResponse<T>> response) {
            throw new UnsupportedOperationException("Only runs are polled here");
        }

        @Override
        public Runnable get(RunAddress address, AccessToken token, String id, Consumer<RunAnswer> answer) {
            receivers.add(answer);
            return this::fail;
        }

        private void fail() {
            if (bug != null) {
                throw sneaky(bug);
            }
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
        public void close() {
            fail();
        }
    }
}
