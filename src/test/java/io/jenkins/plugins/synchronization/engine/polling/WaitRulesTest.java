package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitRulesTest {

    private static final Instant BEGIN = VirtualWatch.BEGIN;
    private static final WaitState FIRST = WaitState.begin(BEGIN, BEGIN);

    private final WaitRequest request = WaitRequest.begin(
            VirtualWatch.address("run"),
            ScriptedSource.bearer("t"),
            WaitSettings.DEFAULTS,
            () -> RequestLimits.SMALLEST_TIER,
            BEGIN);

    @Test
    void completedIsOverWhateverItsResultAndEvenAfterTheDeadline() {
        assertThat(decide(FIRST, Answers.completed("Error"), seconds(0))).isInstanceOf(Decision.Completed.class);
        assertThat(decide(FIRST, Answers.completed("Never heard of"), Duration.ofDays(2)))
                .isInstanceOf(Decision.Completed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Queued", "Executing", "Finalizing", "NeverHeardOf", "completed?", ""})
    void everyOtherStateIsAskedForAgain(String state) {
        RunAnswer answer = new RunAnswer.Found(
                Answers.summary("{\"run\":{\"state\":\"" + state + "\",\"result\":\"Success\"}}"), null);

        Decision.AskAgain again = (Decision.AskAgain) decide(FIRST, answer, seconds(10));

        assertThat(again.at()).isEqualTo(BEGIN.plusSeconds(12));
        assertThat(again.state().answered()).isTrue();
    }

    @Test
    void aRunWithoutAStateIsAskedForAgain() {
        assertThat(decide(FIRST, new RunAnswer.Found(Answers.summary("{\"run\":{}}"), null), seconds(1)))
                .isInstanceOf(Decision.AskAgain.class);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST, REFUSED",
        "OPERATION_NOT_FOUND, REFUSED",
        "REDIRECTED, REFUSED",
        "REFUSED, REFUSED",
        "TOKEN_ENDPOINT_NOT_FOUND, REFUSED"
    })
    void aRefusalBeforeTheFirstRunFailsAtOnce(ApiFailure.Kind kind, WaitFailure.Reason reason) {
        assertThat(decide(FIRST, Answers.failed(kind), seconds(0))).isEqualTo(new Decision.Fail(reason));
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiFailure.Kind.class,
            names = {"UNAUTHORIZED", "TOKEN_REFUSED"})
    void aRejectedTokenIsRenewedOnceBetweenGoodAnswers(ApiFailure.Kind kind) {
        Decision.RenewToken renew = (Decision.RenewToken) decide(FIRST, Answers.failed(kind), seconds(1));

        assertThat(decide(renew.state(), Answers.failed(kind), seconds(2)))
                .isEqualTo(new Decision.Fail(WaitFailure.Reason.NOT_AUTHORIZED));
        Decision.AskAgain good = (Decision.AskAgain) decide(renew.state(), Answers.executing(), seconds(2));
        assertThat(decide(good.state(), Answers.failed(kind), seconds(3))).isInstanceOf(Decision.RenewToken.class);
        Decision.AskAgain busy = (Decision.AskAgain) decide(renew.state(), Answers.throttled(null), seconds(2));
        assertThat(decide(busy.state(), Answers.failed(kind), seconds(3))).isInstanceOf(Decision.Fail.class);
    }

    @Test
    void aMissingRunMayAppearForAMinuteAfterTheWaitBegan() {
        RunAnswer missing = Answers.failed(ApiFailure.Kind.RUN_NOT_FOUND);

        assertThat(askAgainAt(FIRST, missing, seconds(0))).isEqualTo(BEGIN.plusSeconds(2));
        assertThat(askAgainAt(FIRST, missing, seconds(59))).isEqualTo(BEGIN.plusSeconds(60));
        assertThat(decide(FIRST, missing, seconds(60))).isEqualTo(new Decision.Fail(WaitFailure.Reason.REFUSED));
    }

    @ParameterizedTest
    @CsvSource({
        ", 60000",
        "0, 2000",
        "1, 2000",
        "2, 2000",
        "17, 17000",
        "3600, 3600000",
        "3601, 3601000",
        "80000, 80000000"
    })
    void aPauseIsAsLongAsAskedWithinBounds(Long seconds, long millis) {
        RunAnswer answer = Answers.throttled(seconds == null ? null : Duration.ofSeconds(seconds));

        assertThat(askAgainAt(FIRST, answer, seconds(5)))
                .isEqualTo(BEGIN.plusSeconds(5).plusMillis(millis));
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiFailure.Kind.class,
            names = {"UNAVAILABLE", "UNREACHABLE", "NOT_A_RUN", "TOKEN_UNAVAILABLE"})
    void anAnswerOfNoUseIsTriedAgainLaterAndLater(ApiFailure.Kind kind) {
        WaitState state = FIRST;
        Instant now = BEGIN;
        for (int expected : new int[] {2, 4, 8, 16, 32, 60, 60, 60}) {
            Decision.AskAgain again =
                    (Decision.AskAgain) WaitRules.decide(request, RunHistory.NONE, state, Answers.failed(kind), now, 1);
            assertThat(Duration.between(now, again.at())).hasSeconds(expected);
            state = again.state();
            now = again.at();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiFailure.Kind.class,
            names = {
                "CERTIFICATE_UNTRUSTED",
                "CERTIFICATE_EXPIRED",
                "CERTIFICATE_NOT_YET_VALID",
                "CERTIFICATE_FOR_OTHER_HOST",
                "TLS_HANDSHAKE_FAILED",
                "NOT_TLS"
            })
    void aFailureOfTlsEndsTheWaitAfterThreeTriesInARow(ApiFailure.Kind kind) {
        RunAnswer failure = Answers.failed(kind);
        WaitState outage = new WaitState(BEGIN, BEGIN, BEGIN.plusSeconds(100), 5, 0, false, true, null, null);
        for (WaitState before : List.of(FIRST, outage)) {
            Decision.AskAgain second = (Decision.AskAgain) decide(before, failure, seconds(101));
            Decision.AskAgain third = (Decision.AskAgain) decide(second.state(), failure, seconds(110));

            assertThat(decide(third.state(), failure, seconds(120)))
                    .isEqualTo(new Decision.Fail(WaitFailure.Reason.CONNECTION));
            Decision.AskAgain better = (Decision.AskAgain)
                    decide(third.state(), Answers.failed(ApiFailure.Kind.UNAVAILABLE), seconds(120));
            assertThat(decide(better.state(), failure, seconds(130)))
                    .as("no longer in a row")
                    .isInstanceOf(Decision.AskAgain.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiFailure.Kind.class,
            names = {"PROXY_REFUSED", "TRUST_STORE_UNUSABLE"})
    void whatOnlyTheConfigurationCanChangeEndsTheWaitAtOnce(ApiFailure.Kind kind) {
        WaitState midWait = FIRST.afterGoodAnswer(BEGIN);
        for (WaitState before : List.of(FIRST, midWait)) {
            assertThat(decide(before, Answers.failed(kind), seconds(1)))
                    .isEqualTo(new Decision.Fail(WaitFailure.Reason.CONNECTION));
        }
    }

    @Test
    void aPauseThatTheApiAsksForMayBeLongerThanAnHour() {
        Duration twoHours = Duration.ofHours(2);
        WaitSettings rarely = WaitSettings.DEFAULTS.withIntervals(twoHours, twoHours);

        assertThat(WaitRules.pause(Answers.failure(ApiFailure.Kind.THROTTLED, twoHours), rarely))
                .isEqualTo(twoHours);
        assertThat(WaitRules.pause(Answers.failure(ApiFailure.Kind.THROTTLED, Duration.ofDays(2)), rarely))
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void aFailureOfTlsIsNoSignOfLife() {
        WaitState failed = ((Decision.AskAgain)
                        decide(FIRST, Answers.failed(ApiFailure.Kind.CERTIFICATE_EXPIRED), seconds(1)))
                .state();

        assertThat(decide(failed, Answers.failed(ApiFailure.Kind.UNAVAILABLE), seconds(1800)))
                .isEqualTo(new Decision.Fail(WaitFailure.Reason.GAVE_UP));
    }

    @Test
    void thePatienceWithASilentServerCountsFromItsSilenceOrFromTheBeginOfTheWait() {
        assertThat(WaitRules.givesUpAt(WaitSettings.DEFAULTS, FIRST, BEGIN.plusSeconds(60)))
                .isEqualTo(BEGIN.plusSeconds(1860));
        assertThat(WaitRules.givesUpAt(WaitSettings.DEFAULTS, FIRST, BEGIN.minusSeconds(60)))
                .isEqualTo(BEGIN.plusSeconds(1800));
    }

    @Test
    void giveUpComesHalfAnHourAfterTheLastSignOfLife() {
        RunAnswer failure = Answers.failed(ApiFailure.Kind.UNAVAILABLE);
        WaitState state = new WaitState(BEGIN, BEGIN, BEGIN.plusSeconds(100), 5, 0, false, true, null, null);
        Duration end = seconds(100 + 1800);

        assertThat(askAgainAt(state, failure, end.minusMillis(1))).isEqualTo(BEGIN.plus(end));
        assertThat(decide(state, failure, end)).isEqualTo(new Decision.Fail(WaitFailure.Reason.GAVE_UP));
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiFailure.Kind.class,
            names = {"THROTTLED", "RUN_NOT_FOUND"})
    void anAnswerThatShowsLifeBeginsTheGiveUpWindowAnew(ApiFailure.Kind kind) {
        WaitState troubled = new WaitState(BEGIN, BEGIN, BEGIN, 5, 1, true, false, null, null);

        WaitState state = ((Decision.AskAgain) decide(troubled, Answers.failed(kind), seconds(30))).state();

        assertThat(state.lastSignOfLife()).isEqualTo(BEGIN.plusSeconds(30));
        assertThat(state.failures()).isZero();
        assertThat(state.renewed()).isTrue();
    }

    @Test
    void aFirstFailureAfterALongPauseIsNoReasonToGiveUp() {
        RunAnswer failure = Answers.failed(ApiFailure.Kind.UNREACHABLE);
        WaitState paused = FIRST.afterSignOfLife(BEGIN);

        Decision.AskAgain again = (Decision.AskAgain) decide(paused, failure, seconds(3600));

        assertThat(again.at()).isEqualTo(BEGIN.plusMillis(3_601_800));
        assertThat(decide(again.state(), failure, seconds(3600 + 1799))).isInstanceOf(Decision.AskAgain.class);
        assertThat(decide(again.state(), failure, seconds(3600 + 1800)))
                .isEqualTo(new Decision.Fail(WaitFailure.Reason.GAVE_UP));
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiFailure.Kind.class,
            names = {"UNAVAILABLE", "RUN_NOT_FOUND"})
    void aServerThatHasNothingYetMaySayWhenToComeBack(ApiFailure.Kind kind) {
        RunAnswer failure = new RunAnswer.Failed(Answers.failure(kind, seconds(50)));

        assertThat(askAgainAt(FIRST, failure, seconds(0))).isEqualTo(BEGIN.plusSeconds(50));
    }

    @Test
    void aHandshakeThatFailedAtATokenEndpointIsTriedAgainOnceTheEndpointIsAskedAgain() {
        RunAnswer failure = new RunAnswer.Failed(Answers.failure(ApiFailure.Kind.TLS_HANDSHAKE_FAILED, seconds(30)));

        assertThat(askAgainAt(FIRST, failure, seconds(0))).isEqualTo(BEGIN.plusSeconds(30));
    }

    @Test
    void theLastPollIsAtTheDeadline() {
        Duration day = Duration.ofHours(24);

        assertThat(askAgainAt(FIRST, Answers.executing(), day.minusMillis(1))).isEqualTo(BEGIN.plus(day));
        assertThat(decide(FIRST, Answers.executing(), day)).isEqualTo(new Decision.Fail(WaitFailure.Reason.TIMED_OUT));
        assertThat(decide(FIRST, Answers.throttled(seconds(5)), day))
                .isEqualTo(new Decision.Fail(WaitFailure.Reason.TIMED_OUT));
    }

    @Test
    void aResumedWaitGetsOneGoodAnswerOrOneWindowAfterItsDeadline() {
        WaitRequest resumed = new WaitRequest(
                request.address(),
                request.credentials(),
                request.settings(),
                request.limits(),
                BEGIN.minus(Duration.ofDays(3)),
                true);
        WaitState state = WaitState.begin(BEGIN.minus(Duration.ofDays(3)), BEGIN);

        assertThat(WaitRules.deadline(resumed, state)).isEqualTo(BEGIN.plusSeconds(1800));
        assertThat(WaitRules.decide(
                        resumed, RunHistory.NONE, state, Answers.failed(ApiFailure.Kind.UNAVAILABLE), BEGIN, 1))
                .isInstanceOf(Decision.AskAgain.class);
        assertThat(WaitRules.decide(resumed, RunHistory.NONE, state, Answers.executing(), BEGIN, 1))
                .isEqualTo(new Decision.Fail(WaitFailure.Reason.TIMED_OUT));
        assertThat(WaitRules.decide(resumed, RunHistory.NONE, state, Answers.completed(), BEGIN, 1))
                .isEqualTo(new Decision.Completed());
    }

    private Decision decide(WaitState state, RunAnswer answer, Duration sinceBegin) {
        return WaitRules.decide(request, RunHistory.NONE, state, answer, BEGIN.plus(sinceBegin), 0.5);
    }

    private Instant askAgainAt(WaitState state, RunAnswer answer, Duration sinceBegin) {
        return ((Decision.AskAgain) decide(state, answer, sinceBegin)).at();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void aPauseIsNeverShorterThanTheApiAsksForWhateverTheShortestInterval() {
        WaitSettings rarely = WaitSettings.DEFAULTS.withIntervals(Duration.ofHours(12), Duration.ofHours(12));
        Duration asked = Duration.ofHours(2);

        assertThat(WaitRules.pause(Answers.failure(ApiFailure.Kind.THROTTLED, asked), rarely))
                .isEqualTo(asked);
    }
}
