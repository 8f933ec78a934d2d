package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunWatcherOutcomeTest {

    private final VirtualWatch watch = new VirtualWatch();

    @Test
    void aWaitAsksAtOnceAndEndsWithTheRun() {
        watch.api.answer(Answers.executing(), Answers.executing(), Answers.completed("PartialSuccess"));

        Wait wait = watch.watch();
        watch.untilOver();

        assertThat(watch.api.times().get(0)).isEqualTo(VirtualWatch.BEGIN);
        assertThat(watch.listener.told()).containsExactly("progress", "progress", "completed");
        assertThat(watch.listener.completed().run().result().text()).isEqualTo("PartialSuccess");
        assertThat(wait.status().polls()).isEqualTo(3);
        assertThat(wait.cancel()).isFalse();
        assertThat(watch.watcher.waits()).isEmpty();
        assertThat(watch.time.isIdle()).as("nothing is left to be done").isTrue();
    }

    @Test
    void whileItRunsItsStateIsTold() {
        Wait wait = watch.watch();
        watch.advance(Duration.ofSeconds(1));

        assertThat(wait.status().summary().run().state().text()).isEqualTo("Executing");
        assertThat(wait.status().nextPoll())
                .isEqualTo(watch.listener.nextPolls().get(0));
        assertThat(wait.status().trouble()).isNull();

        watch.api.answer(Answers.failed(ApiFailure.Kind.UNAVAILABLE));
        watch.advance(Duration.ofSeconds(3));
        assertThat(wait.status().trouble().kind()).isEqualTo(ApiFailure.Kind.UNAVAILABLE);
        assertThat(wait.status().summary()).isNotNull();
        assertThat(wait.status().nextPoll()).isAfter(watch.time.now());
    }

    @Test
    void theRunIsAskedForWhenTheListenerWasToldSo() {
        watch.watch();
        watch.advance(Duration.ofHours(1));

        assertThat(watch.api.times().subList(1, watch.api.times().size()))
                .isEqualTo(
                        watch.listener.nextPolls().subList(0, watch.api.times().size() - 1));
        assertThat(watch.api.asked())
                .extracting(ScriptedApi.Asked::correlationId)
                .containsOnly(watch.api.asked().get(0).correlationId());
    }

    @Test
    void anHourOfWaitingTakesFewRequests() {
        watch.watch();
        watch.advance(Duration.ofHours(1));

        assertThat(watch.api.asked()).hasSizeBetween(80, 130);
    }

    @ParameterizedTest
    @CsvSource({"INVALID_REQUEST, REFUSED", "REFUSED, REFUSED", "REDIRECTED, REFUSED", "OPERATION_NOT_FOUND, REFUSED"})
    void aRefusalEndsTheWaitWithTheFirstAnswer(ApiFailure.Kind kind, WaitFailure.Reason reason) {
        watch.api.answer(Answers.failed(kind));
        watch.watch();
        watch.untilOver();

        assertThat(watch.api.asked()).hasSize(1);
        assertThat(watch.listener.told()).containsExactly("failed " + reason);
        WaitFailure failure = watch.listener.failed();
        assertThat(failure.last().kind()).isEqualTo(kind);
        assertThat(failure.credentialName()).isEqualTo("itwin-credential");
        assertThat(failure.address()).isEqualTo(VirtualWatch.address("run"));
        assertThat(failure.waited()).isEqualTo(watch.elapsed());
        assertThat(failure.last().correlationId()).isNotBlank();
    }

    @Test
    void aForbiddenRunGetsASecondLookAMinuteLater() {
        watch.api.answer(Answers.failed(ApiFailure.Kind.FORBIDDEN));
        watch.watch();

        assertThat(watch.untilOver()).isEqualTo(Duration.ofMillis(60_100));
        assertThat(watch.listener.told()).containsExactly("trouble FORBIDDEN", "failed NOT_AUTHORIZED");
        assertThat(watch.api.asked()).hasSize(2);
    }

    @Test
    void aRunThatAppearsWithinAMinuteIsWaitedFor() {
        watch.api.answer(asked -> asked.at().isBefore(VirtualWatch.BEGIN.plusSeconds(58))
                ? Answers.failed(ApiFailure.Kind.RUN_NOT_FOUND)
                : Answers.completed());
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.completed()).isNotNull();
    }

    @Test
    void aRunThatDoesNotAppearFailsAfterAMinute() {
        watch.api.answer(Answers.failed(ApiFailure.Kind.RUN_NOT_FOUND));
        watch.watch();

        assertThat(watch.untilOver()).isEqualTo(Duration.ofMillis(60_050));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.REFUSED);
    }

    @Test
    void anApiThatStaysBrokenIsGivenUpAfterExactlyHalfAnHour() {
        watch.api.answer(Answers.failed(ApiFailure.Kind.UNREACHABLE));
        watch.watch();

        assertThat(watch.untilOver()).isEqualTo(Duration.ofMinutes(30).plusMillis(50));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.GAVE_UP);
        assertThat(watch.api.asked()).hasSizeLessThan(50);
    }

    @ParameterizedTest
    @CsvSource({"1", "30", "60", "600", "1799"})
    void anApiThatKeepsAskingForShortPausesIsGivenUpToo(int seconds) {
        Duration asked = Duration.ofSeconds(seconds);
        watch.api.answer(new RunAnswer.Failed(Answers.failure(ApiFailure.Kind.UNAVAILABLE, asked)));
        watch.watch();

        assertThat(watch.untilOver())
                .isBetween(
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(30).plus(asked).plusSeconds(1));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.GAVE_UP);
    }

    @Test
    void aLongIntervalIsNoPauseThatTheApiAskedFor() {
        watch.settings = watch.settings.withIntervals(Duration.ofMinutes(40), Duration.ofMinutes(40));
        watch.api.answer(new RunAnswer.Failed(Answers.failure(ApiFailure.Kind.UNAVAILABLE, Duration.ofSeconds(1))));
        watch.watch();

        assertThat(watch.untilOver()).isLessThan(Duration.ofMinutes(90));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.GAVE_UP);
    }

    @Test
    void oneGoodAnswerBeginsTheWindowAnew() {
        Instant good = VirtualWatch.BEGIN.plus(Duration.ofMinutes(29));
        watch.api.answer(asked -> asked.at().isAfter(good) && asked.at().isBefore(good.plusSeconds(60))
                ? Answers.executing()
                : Answers.failed(ApiFailure.Kind.UNAVAILABLE));
        watch.watch();

        assertThat(watch.untilOver()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.GAVE_UP);
    }

    @Test
    void aHangingRequestAtTheDeadlineIsTheLastOne() {
        watch.settings = watch.settings.withTimeout(Duration.ofMinutes(10));
        watch.api.takes(Duration.ofMinutes(2));
        watch.watch();

        assertThat(watch.untilOver()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
    }

    @Test
    void theLastPollIsAtTheDeadlineAndItsCompletedCounts() {
        watch.settings = watch.settings.withTimeout(Duration.ofMinutes(10));
        Instant deadline = VirtualWatch.BEGIN.plus(Duration.ofMinutes(10));
        watch.api.answer(asked -> asked.at().equals(deadline) ? Answers.completed() : Answers.executing());
        watch.watch();

        assertThat(watch.untilOver()).isEqualTo(Duration.ofMinutes(10).plusMillis(50));
        assertThat(watch.listener.completed()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE", "THROTTLED", "UNAUTHORIZED", "RUN_NOT_FOUND"})
    void atTheDeadlineAnyOtherAnswerIsTheEnd(ApiFailure.Kind kind) {
        watch.settings = watch.settings.withTimeout(Duration.ofMinutes(10)).withNotFoundGrace(Duration.ofMinutes(20));
        Instant deadline = VirtualWatch.BEGIN.plus(Duration.ofMinutes(10));
        watch.api.answer(asked -> asked.at().equals(deadline) ? Answers.failed(kind) : Answers.executing());
        watch.watch();

        assertThat(watch.untilOver()).isEqualTo(Duration.ofMinutes(10).plusMillis(50));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
        assertThat(watch.listener.failed().last().kind()).isEqualTo(kind);
    }

    @Test
    void aSilenceOfTheApiIsNoOtherEndAtTheDeadline() {
        watch.settings = watch.settings.withTimeout(Duration.ofMinutes(35));
        watch.api.answer(new RunAnswer.Failed(Answers.failure(ApiFailure.Kind.UNAVAILABLE, Duration.ofMinutes(20))));
        watch.watch();

        assertThat(watch.untilOver()).isEqualTo(Duration.ofMinutes(35).plusMillis(50));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
    }

    @Test
    void aWaitThatIsPausedAtItsDeadlineEndsThere() {
        watch.settings = watch.settings.withTimeout(Duration.ofMinutes(10));
        watch.api.answer(Answers.throttled(Duration.ofHours(1)));
        watch.watch();

        assertThat(watch.untilOver()).isEqualTo(Duration.ofMinutes(10));
        assertThat(watch.api.asked()).hasSize(1);
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
    }

    @Test
    void aDeadlineThatPassedBeforeTheWaitBeganLeavesOneLook() {
        watch.api.answer(Answers.completed());
        WaitRequest late = new WaitRequest(
                VirtualWatch.address("run"),
                watch.source,
                watch.settings.withTimeout(Duration.ofSeconds(1)),
                watch.currentLimits,
                VirtualWatch.BEGIN.minusSeconds(10),
                false);

        RecordingListener listener = watch.watch(late);
        watch.until(listener::isOver);

        assertThat(listener.completed()).isNotNull();
    }

    @Test
    void aResumedWaitPastItsDeadlineLooksOnceMore() {
        watch.api.answer(Answers.failed(ApiFailure.Kind.UNAVAILABLE), Answers.completed());
        RecordingListener ended = watch.watch(watch.resumed("ended", Duration.ofDays(2)));
        watch.until(ended::isOver);
        assertThat(ended.completed()).isNotNull();

        watch.api.answer(Answers.executing());
        RecordingListener running = watch.watch(watch.resumed("running", Duration.ofDays(2)));
        watch.until(running::isOver);
        assertThat(running.told()).containsExactly("failed TIMED_OUT");
    }

    @Test
    void aResumedWaitPastItsDeadlineWaitsOneWindowForABrokenApi() {
        watch.api.answer(Answers.failed(ApiFailure.Kind.UNAVAILABLE));
        RecordingListener listener = watch.watch(watch.resumed("run", Duration.ofDays(2)));
        watch.until(listener::isOver);

        assertThat(watch.elapsed()).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(31));
    }

    @Test
    void theTimeInWhichNobodyWaitedDoesNotCountAsSilenceOfTheApi() {
        watch.api.answer(Answers.failed(ApiFailure.Kind.UNAVAILABLE), Answers.executing());
        RecordingListener listener = watch.watch(watch.resumed("run", Duration.ofHours(10)));
        watch.advance(Duration.ofMinutes(5));

        assertThat(listener.told()).startsWith("trouble UNAVAILABLE", "progress");
    }

    @Test
    void resumedWaitsTakeTheirTurnAndNoneIsOverBeforeItsFirstLook() {
        watch.settings = watch.settings.withGiveUpAfter(Duration.ofSeconds(10));
        watch.api.answer(asked -> Answers.completed());
        RecordingListener last = null;
        for (int i = 0; i < 1_000; i++) {
            last = watch.watch(watch.resumed("run-" + i, Duration.ofDays(2)));
        }
        watch.until(last::isOver);

        assertThat(last.completed()).isNotNull();
        assertThat(watch.elapsed()).isEqualTo(Duration.ofMillis(99_950));
        assertThat(watch.api.times()).doesNotHaveDuplicates();
    }

    @Test
    void aRunsOwnStartPacesAWaitThatBeginsLate() {
        RunAnswer old = Answers.executingSince(VirtualWatch.BEGIN.minus(Duration.ofHours(2)));
        watch.api.answer(old);
        watch.watch();
        watch.advance(Duration.ofMinutes(10));

        assertThat(watch.api.asked()).hasSizeBetween(10, 12);
    }
}
