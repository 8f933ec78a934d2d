package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many requests are under way at one server, and who is next. */
class RunWatcherSlotsTest {

    private final VirtualWatch watch = new VirtualWatch();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void noMoreRequestsAreUnderWayThanTheClientSends(int slots) {
        watch.api.sendsAtOnce(slots);
        watch.api.takes(Duration.ofSeconds(2));
        for (int i = 0; i < 100; i++) {
            watch.source = ScriptedSource.bearer("token-" + i % 7);
            watch.watch(watch.request("run-" + i));
        }
        watch.advance(Duration.ofMinutes(10));

        assertThat(watch.api.mostUnderWay()).isEqualTo(slots);
        assertThat(watch.api.asked()).hasSizeGreaterThan(slots * 290);
    }

    @Test
    void atAServerThatDoesNotRespondDeadlinesApplyAllTheSame() {
        watch.api.sendsAtOnce(2);
        watch.api.answer(asked -> null);
        watch.settings = watch.settings.withTimeout(Duration.ofSeconds(5));
        List<RecordingListener> listeners = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            listeners.add(watch.watch(watch.request("run-" + i)));
        }
        watch.advance(Duration.ofSeconds(5));

        assertThat(listeners.stream().filter(RecordingListener::isOver)).hasSize(298);
        watch.advance(Duration.ofMinutes(2));
        assertThat(listeners).allMatch(RecordingListener::isOver);
        assertThat(watch.time.isIdle()).isTrue();
    }

    @Test
    void aServerThatNobodyAskedWasNotSilent() {
        watch.api.answer(Answers.throttled(Duration.ofMinutes(40)), Answers.failed(ApiFailure.Kind.UNREACHABLE));
        RecordingListener paused = watch.watch(watch.request("run-1"));
        watch.advance(Duration.ofSeconds(1));
        watch.source = ScriptedSource.bearer("another");
        RecordingListener other = new RecordingListener();
        Wait aborted = watch.watcher.watch(watch.request("run-2"), other);
        watch.advance(Duration.ofSeconds(1));
        assertThat(aborted.cancel()).isTrue();

        watch.until(() -> watch.api.asked().size() == 4);
        watch.advance(Duration.ofSeconds(1));

        assertThat(paused.isOver()).isFalse();
    }

    @Test
    void aSilenceIsForgottenOnceTheServerWasNotAskedForLonger() {
        RequestSlots slots = new RequestSlots(1);
        Instant begin = VirtualWatch.BEGIN;
        slots.ended(Answers.failure(ApiFailure.Kind.UNREACHABLE, null), begin);

        assertThat(slots.silentSince(begin.plus(Duration.ofMinutes(20)))).isEqualTo(begin);
        assertThat(slots.silentSince(begin.plus(Duration.ofMinutes(21)))).isNull();
    }

    @Test
    void aWaitThatJoinsAQueuedPollGivesUpToo() {
        watch.api.sendsAtOnce(1);
        watch.api.takes(Duration.ofMinutes(2));
        watch.api.answer(Answers.failed(ApiFailure.Kind.UNREACHABLE));
        WaitSettings usual = watch.settings;
        watch.settings = usual.withGiveUpAfter(Duration.ofHours(20));
        for (int i = 0; i < 300; i++) {
            watch.watch(watch.request("run-" + i));
        }
        watch.advance(Duration.ofMinutes(1));
        watch.settings = usual;
        RecordingListener joined = watch.watch(watch.request("run-299"));

        watch.advance(usual.giveUpAfter().plusMinutes(5));

        assertThat(joined.reason()).isEqualTo(WaitFailure.Reason.GAVE_UP);
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiFailure.Kind.class,
            names = {"UNREACHABLE", "PROXY_UNAVAILABLE"})
    void atAServerThatRespondsToNobodyNoWaitIsPatientForLongerBecauseItQueues(ApiFailure.Kind silence) {
        watch.api.sendsAtOnce(2);
        watch.api.takes(Duration.ofMinutes(2));
        watch.api.answer(Answers.failed(silence));
        List<RecordingListener> listeners = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            watch.source = ScriptedSource.bearer("token-" + i % 7);
            listeners.add(watch.watch(watch.request("run-" + i)));
        }
        Duration patience = watch.settings.giveUpAfter();
        watch.advance(patience.minusSeconds(1));
        assertThat(listeners).noneMatch(RecordingListener::isOver);

        watch.advance(Duration.ofMinutes(5));

        assertThat(listeners)
                .allSatisfy(listener -> assertThat(listener.reason()).isEqualTo(WaitFailure.Reason.GAVE_UP));
        assertThat(watch.time.isIdle()).isTrue();
    }

    @Test
    void aServerThatRespondsToSomeIsNotSilent() {
        watch.api.sendsAtOnce(1);
        watch.api.takes(Duration.ofMinutes(2));
        watch.api.answer(asked -> asked.address().runId().endsWith("7")
                ? Answers.executing()
                : Answers.failed(ApiFailure.Kind.UNREACHABLE));
        List<RecordingListener> listeners = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            listeners.add(watch.watch(watch.request("run-" + i)));
        }
        watch.advance(Duration.ofMinutes(90));

        assertThat(listeners).noneMatch(RecordingListener::isOver);
    }

    @Test
    void theSubscriptionsOfAServerGetFreeSlotsInTurn() {
        watch.api.sendsAtOnce(1);
        watch.api.takes(Duration.ofSeconds(10));
        for (int i = 0; i < 50; i++) {
            watch.watch(watch.request("crowd-" + i));
        }
        watch.source = ScriptedSource.bearer("another");
        watch.watch(watch.request("single"));
        watch.advance(Duration.ofSeconds(40));

        assertThat(watch.api.asked())
                .extracting(asked -> asked.address().runId())
                .contains("single");
    }

    @Test
    void aCancelledRequestGivesItsSlotToTheNext() {
        watch.api.sendsAtOnce(1);
        watch.api.answer(asked -> asked.address().runId().equals("run") ? null : Answers.completed());
        Wait hanging = watch.watch();
        RecordingListener next = watch.watch(watch.request("next"));
        watch.advance(Duration.ofMinutes(1));
        assertThat(next.told()).isEmpty();

        hanging.cancel();
        watch.advance(Duration.ofSeconds(1));

        assertThat(next.completed()).isNotNull();
        assertThat(watch.api.mostUnderWay()).isEqualTo(1);
    }

    @Test
    void whileATokenIsExchangedTheSlotIsFree() {
        watch.api.sendsAtOnce(1);
        watch.source = ScriptedSource.client("s3cret");
        watch.tokens.takes(Duration.ofMinutes(2));
        watch.watch();
        watch.source = ScriptedSource.bearer("another");
        RecordingListener other = watch.watch(watch.request("other"));
        watch.advance(Duration.ofSeconds(1));

        assertThat(other.told()).containsExactly("progress");
    }

    @Test
    void whoIsQueuedForASlotKeepsItsTurn() {
        watch.api.sendsAtOnce(1);
        watch.api.takes(Duration.ofSeconds(1));
        for (int i = 0; i < 20; i++) {
            watch.watch(watch.request("run-" + i));
        }
        watch.advance(Duration.ofSeconds(20));

        Set<String> polled = new HashSet<>();
        watch.api.asked().forEach(asked -> polled.add(asked.address().runId()));
        assertThat(polled).hasSize(20);
    }
}
