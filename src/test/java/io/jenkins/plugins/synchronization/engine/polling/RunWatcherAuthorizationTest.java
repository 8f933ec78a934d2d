package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunWatcherAuthorizationTest {

    private static final RunAnswer UNAUTHORIZED = Answers.failed(ApiFailure.Kind.UNAUTHORIZED);

    private final VirtualWatch watch = new VirtualWatch();

    @Test
    void aClientWhoseTokenEndedGetsANewOneAtOnce() {
        watch.source = ScriptedSource.client("s3cret");
        watch.api.answer(asked -> asked.token().equals(AccessToken.of("issued-1"))
                        && asked.at().isAfter(VirtualWatch.BEGIN.plusSeconds(3600))
                ? UNAUTHORIZED
                : Answers.executing());
        watch.watch();
        watch.advance(Duration.ofHours(2));

        assertThat(watch.tokens.requests()).isEqualTo(2);
        assertThat(watch.tokens.rejected()).containsExactly(AccessToken.of("issued-1"));
        assertThat(watch.listener.told()).containsOnlyOnce("trouble UNAUTHORIZED");
        Instant refused = watch.api.asked().stream()
                .filter(asked -> asked.token().equals(AccessToken.of("issued-1")))
                .reduce((first, second) -> second)
                .orElseThrow()
                .at();
        assertThat(watch.api.times()).contains(refused.plusMillis(50));
    }

    @Test
    void aSecondRefusalInARowIsTheEnd() {
        watch.source = ScriptedSource.client("s3cret");
        watch.api.answer(UNAUTHORIZED);
        watch.watch();
        watch.untilOver();

        assertThat(watch.api.asked())
                .extracting(ScriptedApi.Asked::token)
                .containsExactly(AccessToken.of("issued-1"), AccessToken.of("issued-2"));
        assertThat(watch.listener.told()).containsExactly("trouble UNAUTHORIZED", "failed NOT_AUTHORIZED");
        assertThat(watch.source.resolved()).isEqualTo(2);
    }

    @Test
    void aBearerTokenThatIsStillTheSameIsNotShownAgain() {
        watch.api.answer(UNAUTHORIZED);
        watch.watch();
        watch.untilOver();

        assertThat(watch.api.asked()).hasSize(1);
        assertThat(watch.source.resolved()).isEqualTo(2);
        assertThat(watch.listener.told()).containsExactly("trouble UNAUTHORIZED", "failed NOT_AUTHORIZED");
        assertThat(watch.listener.failed().last().kind()).isEqualTo(ApiFailure.Kind.UNAUTHORIZED);
    }

    @Test
    void aBearerTokenThatWasReplacedIsUsed() {
        Credential old = ScriptedSource.bearerOf("old");
        Credential replaced = ScriptedSource.bearerOf("new");
        watch.source = ScriptedSource.of(number -> CompletableFuture.completedFuture(number == 1 ? old : replaced));
        watch.api.answer(asked -> asked.token().equals(AccessToken.of("old")) ? UNAUTHORIZED : Answers.completed());
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.told()).containsExactly("trouble UNAUTHORIZED", "completed");
        assertThat(watch.time.isIdle()).as("the old loop is left").isTrue();
    }

    @Test
    void aReplacedTokenThatIsRefusedTooIsTheEnd() {
        watch.source = ScriptedSource.of(
                number -> CompletableFuture.completedFuture(ScriptedSource.bearerOf("token-" + number)));
        watch.api.answer(UNAUTHORIZED);
        watch.watch();
        watch.untilOver();

        assertThat(watch.api.asked()).hasSize(2);
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.NOT_AUTHORIZED);
    }

    @Test
    void aCredentialThatCannotBeResolvedAfterARefusalIsTheEnd() {
        watch.source = ScriptedSource.of(number -> number == 1
                ? CompletableFuture.completedFuture(ScriptedSource.bearerOf("old"))
                : CompletableFuture.failedFuture(new CredentialException("It was deleted.")));
        watch.api.answer(UNAUTHORIZED);
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.CREDENTIAL);
        assertThat(watch.listener.failed().message()).isEqualTo("It was deleted.");
        assertThat(watch.listener.failed().last().kind()).isEqualTo(ApiFailure.Kind.UNAUTHORIZED);
    }

    @Test
    void aRefusedTokenIsExchangedAlthoughTheCredentialCannotBeResolvedAgain() {
        watch.source = ScriptedSource.of(number -> number == 1
                ? ScriptedSource.client("s3cret").resolve()
                : CompletableFuture.failedFuture(new CredentialException("The vault is sealed.")));
        watch.api.answer(
                asked -> asked.token().equals(AccessToken.of("issued-1")) ? UNAUTHORIZED : Answers.completed());
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.told()).containsExactly("trouble UNAUTHORIZED", "completed");
    }

    @Test
    void aTokenThatWasInHandBeforeAPauseIsNotSentAfterIt() {
        watch.source = ScriptedSource.client("s3cret");
        watch.limits = new RequestLimits(60, 5000);
        watch.tokens.takes(Duration.ofSeconds(5));
        watch.api.answer(asked -> asked.at().isBefore(VirtualWatch.BEGIN.plusSeconds(60))
                ? Answers.throttled(Duration.ofMinutes(40))
                : Answers.executing());
        for (int i = 0; i < 20; i++) {
            watch.watch(watch.request("run-" + i));
        }
        watch.advance(Duration.ofMinutes(10));
        watch.tokens.forget();
        watch.advance(Duration.ofHours(1));

        assertThat(watch.api.asked())
                .filteredOn(asked -> asked.at().isAfter(VirtualWatch.BEGIN.plusSeconds(600)))
                .isNotEmpty()
                .noneMatch(asked -> asked.token().equals(AccessToken.of("issued-1")));
    }

    @Test
    void aRefusedClientIsResolvedAgainOnceAndNotAskedForAgainWhereItIsTheSame() {
        watch.source = ScriptedSource.client("s3cret");
        watch.tokens.answer(any -> ApiFailure.Kind.TOKEN_REFUSED);
        watch.watch();
        watch.untilOver();

        assertThat(watch.tokens.requests()).isEqualTo(1);
        assertThat(watch.source.resolved()).isEqualTo(2);
        assertThat(watch.api.asked()).isEmpty();
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.NOT_AUTHORIZED);
        assertThat(watch.listener.failed().last().kind()).isEqualTo(ApiFailure.Kind.TOKEN_REFUSED);
    }

    @Test
    void aRefusedClientWhoseSecretWasReplacedGoesOn() {
        ScriptedSource before = ScriptedSource.client("old");
        ScriptedSource after = ScriptedSource.client("new");
        watch.source = ScriptedSource.of(number -> number == 1 ? before.resolve() : after.resolve());
        watch.tokens.answer(number -> number == 1 ? ApiFailure.Kind.TOKEN_REFUSED : "good");
        watch.api.answer(Answers.completed());
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.told()).containsExactly("trouble TOKEN_REFUSED", "completed");
    }

    @Test
    void aWrongTokenUrlFailsAtOnceAndSaysToCheckIt() {
        watch.source = ScriptedSource.client("s3cret");
        watch.tokens.answer(any -> ApiFailure.Kind.TOKEN_ENDPOINT_NOT_FOUND);
        Wait wait = watch.watch();

        assertThat(watch.untilOver()).isLessThan(Duration.ofSeconds(1));
        assertThat(watch.listener.told()).containsExactly("failed REFUSED");
        assertThat(watch.tokens.requests()).isEqualTo(1);
        assertThat(watch.source.resolved()).isEqualTo(1);
        assertThat(wait.status().polls()).as("the run was never asked for").isZero();
        assertThat(FailureText.of(watch.listener.failed(), Locale.ENGLISH))
                .contains("There is no token endpoint at the token URL", "Check the token URL of itwin-credential");
        assertThat(FailureText.of(watch.listener.failed(), Locale.GERMAN))
                .contains("keinen Token-Endpunkt", "Die Token-URL von itwin-credential prüfen");
    }

    @Test
    void aTokenEndpointThatIsDownIsTriedAgainAndGivenUpLikeTheApi() {
        watch.source = ScriptedSource.client("s3cret");
        watch.tokens.answer(any -> ApiFailure.Kind.TOKEN_UNAVAILABLE);
        Wait wait = watch.watch();

        assertThat(watch.untilOver()).isEqualTo(Duration.ofMinutes(30));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.GAVE_UP);
        assertThat(watch.tokens.requests()).isGreaterThan(20);
        assertThat(wait.status().polls()).as("the run was never asked for").isZero();
    }

    /** The endpoint always asks for a little silence; it is not given up later than one that says nothing. */
    @ParameterizedTest
    @ValueSource(ints = {1, 50, 60, 600})
    void aTokenEndpointThatIsBusyForEverIsGivenUpToo(int seconds) {
        watch.source = ScriptedSource.client("s3cret");
        Duration asked = Duration.ofSeconds(seconds);
        watch.tokens.answer(any -> Answers.failure(ApiFailure.Kind.TOKEN_UNAVAILABLE, asked));
        watch.watch();

        assertThat(watch.untilOver())
                .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(30).plus(asked));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.GAVE_UP);
    }

    @Test
    void triesThatEndWithoutATokenDoNotCountTowardsTheLimits() {
        watch.source = ScriptedSource.client("s3cret");
        watch.limits = new RequestLimits(1, 1);
        watch.tokens.answer(number -> number < 5 ? ApiFailure.Kind.TOKEN_UNAVAILABLE : "issued");
        watch.api.answer(Answers.completed());
        watch.watch();

        assertThat(watch.untilOver()).isLessThan(Duration.ofMinutes(30));
        assertThat(watch.listener.told()).endsWith("completed");
        assertThat(watch.tokens.requests()).isEqualTo(5);
    }

    @Test
    void allWaitsOfARefusedTokenGoOnWithTheNewOne() {
        watch.source = ScriptedSource.client("s3cret");
        watch.api.answer(asked -> asked.token().equals(AccessToken.of("issued-1"))
                        && asked.at().isAfter(VirtualWatch.BEGIN.plusSeconds(100))
                ? UNAUTHORIZED
                : asked.at().isAfter(VirtualWatch.BEGIN.plusSeconds(900)) ? Answers.completed() : Answers.executing());
        ScriptedSource slow = ScriptedSource.of(number -> later(number == 1 ? 0 : 40));
        RecordingListener quick = watch.watch(watch.request("run"));
        watch.source = slow;
        RecordingListener sharing = watch.watch(watch.request("run"));
        RecordingListener other = watch.watch(watch.request("other"));
        watch.until(() -> quick.isOver() && sharing.isOver() && other.isOver());

        assertThat(quick.completed()).isNotNull();
        assertThat(sharing.completed()).isNotNull();
        assertThat(other.completed()).isNotNull();
        assertThat(watch.tokens.requests()).isEqualTo(2);
    }

    @Test
    void aRefusalIsForgottenWhereAnotherWaitGotAGoodAnswerInTheMeantime() {
        Credential bearer = ScriptedSource.bearerOf("token");
        CompletableFuture<Credential> slow = new CompletableFuture<>();
        watch.api.answer(UNAUTHORIZED, Answers.executing());
        watch.source = ScriptedSource.of(number -> number == 1 ? CompletableFuture.completedFuture(bearer) : slow);
        watch.watch();
        watch.advance(Duration.ofSeconds(1));
        watch.source = ScriptedSource.bearer("token");
        watch.watch(watch.request("run"));
        watch.advance(Duration.ofSeconds(1));

        slow.complete(bearer);
        watch.advance(Duration.ofMinutes(1));

        assertThat(watch.listener.told())
                .startsWith("trouble UNAUTHORIZED", "progress", "progress")
                .doesNotContain("failed NOT_AUTHORIZED");
    }

    @Test
    void troublesOfASharedPollDoNotFollowEachOtherWhileACredentialIsResolved() {
        CompletableFuture<Credential> slow = new CompletableFuture<>();
        watch.source = ScriptedSource.of(
                number -> number == 1 ? CompletableFuture.completedFuture(ScriptedSource.bearerOf("token")) : slow);
        watch.api.answer(
                Answers.executing(), UNAUTHORIZED, Answers.executing(), Answers.failed(ApiFailure.Kind.UNAVAILABLE));
        watch.watch();
        watch.until(() -> watch.listener.told().contains("trouble UNAUTHORIZED"));
        watch.source = ScriptedSource.bearer("token");
        watch.watch(watch.request("run"));
        int before = watch.api.asked().size();

        watch.advance(Duration.ofSeconds(30));

        assertThat(watch.api.asked()).hasSizeLessThan(before + 20);
    }

    /** A good token for the first responses; the API accepts only "new" after 100 s, which the source has later. */
    private void replacesTheToken(int afterSeconds) {
        Instant expiry = VirtualWatch.BEGIN.plusSeconds(100);
        watch.source = ScriptedSource.of(number -> CompletableFuture.completedFuture(
                ScriptedSource.bearerOf(watch.time.now().isBefore(expiry.plusSeconds(afterSeconds)) ? "old" : "new")));
        watch.api.answer(asked -> asked.at().isAfter(expiry) && asked.token().equals(AccessToken.of("old"))
                ? UNAUTHORIZED
                : asked.at().isAfter(expiry.plusSeconds(300)) ? Answers.completed() : Answers.executing());
    }

    @Test
    void aTokenThatIsReplacedLateIsWaitedForAndTheOldOneIsNotSentAgain() {
        replacesTheToken(50);
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.completed()).isNotNull();
        assertThat(watch.listener.told()).containsOnlyOnce("trouble UNAUTHORIZED");
        assertThat(watch.api.asked().stream()
                        .filter(asked -> asked.at().isAfter(VirtualWatch.BEGIN.plusSeconds(100)))
                        .filter(asked -> asked.token().equals(AccessToken.of("old"))))
                .hasSize(1);
        assertThat(watch.time.isIdle()).isTrue();
    }

    @Test
    void aTokenThatIsNotReplacedWithinAMinuteIsTheEnd() {
        replacesTheToken(500);
        watch.watch();

        assertThat(watch.untilOver()).isBetween(Duration.ofSeconds(160), Duration.ofSeconds(175));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.NOT_AUTHORIZED);
        assertThat(watch.listener.failed().last().kind()).isEqualTo(ApiFailure.Kind.UNAUTHORIZED);
        assertThat(watch.time.isIdle()).isTrue();
    }

    @Test
    void eachTokenThatIsReplacedLateIsWaitedFor() {
        watch.source = ScriptedSource.of(number -> {
            long second = watch.elapsed().toSeconds();
            String token = second < 150 ? "first" : second < 1_050 ? "second" : "third";
            return CompletableFuture.completedFuture(ScriptedSource.bearerOf(token));
        });
        watch.api.answer(asked -> {
            long second = Duration.between(VirtualWatch.BEGIN, asked.at()).toSeconds();
            String valid = second < 100 ? "first" : second < 1_000 ? "second" : "third";
            RunAnswer good = second < 2_000 ? Answers.executing() : Answers.completed();
            return asked.token().equals(AccessToken.of(valid)) ? good : UNAUTHORIZED;
        });
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.completed()).isNotNull();
        assertThat(watch.listener.told())
                .filteredOn("trouble UNAUTHORIZED"::equals)
                .hasSize(2);
    }

    @Test
    void aRefusalSaysWhenTheRunIsPolledAgain() {
        replacesTheToken(50);
        watch.watch();
        watch.until(() -> watch.listener.told().contains("trouble UNAUTHORIZED"));
        assertThat(lastNextPoll()).isEqualTo(watch.time.now().plus(WaitRules.SECOND_LOOK));

        VirtualWatch client = new VirtualWatch();
        client.source = ScriptedSource.client("s3cret");
        client.api.answer(UNAUTHORIZED, Answers.completed());
        client.watch();
        client.until(() -> client.listener.told().contains("trouble UNAUTHORIZED"));
        assertThat(client.listener.nextPolls()).containsExactly(client.time.now());
    }

    private Instant lastNextPoll() {
        List<Instant> all = watch.listener.nextPolls();
        return all.get(all.size() - 1);
    }

    @Test
    void aSourceThatHasNothingForAMomentAfterARefusalIsAskedAgain() {
        Instant expiry = VirtualWatch.BEGIN.plusSeconds(100);
        replacesTheToken(0);
        watch.source.answer(number -> watch.time.now().isBefore(expiry)
                ? CompletableFuture.completedFuture(ScriptedSource.bearerOf("old"))
                : watch.time.now().isBefore(expiry.plusSeconds(40))
                        ? CompletableFuture.failedFuture(new CredentialException("The file is empty."))
                        : CompletableFuture.completedFuture(ScriptedSource.bearerOf("new")));
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.completed()).isNotNull();
    }

    @Test
    void aPatientSourceHasItsTimeAtTheStartToo() {
        watch.source = ScriptedSource.of(number -> number < 4
                        ? CompletableFuture.failedFuture(new CredentialException("The file is empty."))
                        : CompletableFuture.completedFuture(ScriptedSource.bearerOf(number < 8 ? "old" : "new")))
                .patient(Duration.ofMinutes(1));
        watch.api.answer(asked -> asked.token().equals(AccessToken.of("old")) ? UNAUTHORIZED : Answers.completed());
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.told()).containsExactly("trouble UNAUTHORIZED", "completed");
        assertThat(watch.api.asked()).hasSize(2);
    }

    @Test
    void aPatientSourceThatHasNothingIsTheEndAfterItsTime() {
        watch.source = ScriptedSource.of(
                        number -> CompletableFuture.failedFuture(new CredentialException("The file is empty.")))
                .patient(Duration.ofMinutes(1));
        watch.watch();

        assertThat(watch.untilOver()).isEqualTo(Duration.ofMinutes(1));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.CREDENTIAL);
    }

    /** Before a restart there may have been good responses. */
    @Test
    void aResumedWaitHasAMinuteForItsCredential() {
        watch.source = ScriptedSource.of(number -> number < 10
                ? CompletableFuture.failedFuture(new CredentialException("The vault is sealed."))
                : CompletableFuture.completedFuture(ScriptedSource.bearerOf("token")));
        RecordingListener resumed = watch.watch(watch.resumed("run", Duration.ofMinutes(10)));
        watch.advance(Duration.ofMinutes(2));

        assertThat(resumed.told()).startsWith("progress");

        watch.source.answer(number -> CompletableFuture.failedFuture(new CredentialException("The vault is sealed.")));
        RecordingListener failed = watch.watch(watch.resumed("other", Duration.ofMinutes(10)));
        watch.advance(Duration.ofMinutes(2));
        assertThat(failed.told()).containsExactly("failed CREDENTIAL");
    }

    @Test
    void aResumedWaitWhoseTokenIsReplacedAMomentLateGoesOn() {
        watch.source = ScriptedSource.bearer("old");
        watch.api.answer(asked -> asked.token().equals(AccessToken.of("old"))
                ? Answers.failed(ApiFailure.Kind.UNAUTHORIZED)
                : Answers.completed());
        RecordingListener resumed = watch.watch(watch.resumed("run", Duration.ofMinutes(10)));
        watch.advance(Duration.ofSeconds(20));
        watch.source.answer(number -> CompletableFuture.completedFuture(ScriptedSource.bearerOf("new")));
        watch.until(resumed::isOver);

        assertThat(resumed.completed()).isNotNull();
    }

    @Test
    void aFixedTokenThatIsRefusedIsTheEndAtOnceAndNoNewOneIsPromised() {
        watch.source = ScriptedSource.bearer("token").fixed();
        watch.api.answer(Answers.executing(), UNAUTHORIZED);
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.told()).containsExactly("progress", "failed NOT_AUTHORIZED");
        assertThat(watch.api.asked()).hasSize(2);
        assertThat(watch.source.resolved()).isEqualTo(1);
    }

    @Test
    void aFixedClientGetsANewTokenAndIsNotExchangedAgainWhereItIsRefused() {
        watch.source = ScriptedSource.client("s3cret").fixed();
        watch.api.answer(UNAUTHORIZED, Answers.completed());
        watch.watch();
        watch.untilOver();
        assertThat(watch.listener.told()).containsExactly("trouble UNAUTHORIZED", "completed");

        VirtualWatch refusing = new VirtualWatch();
        refusing.source = ScriptedSource.client("s3cret").fixed();
        refusing.tokens.answer(any -> ApiFailure.Kind.TOKEN_REFUSED);
        refusing.watch();
        refusing.untilOver();
        assertThat(refusing.listener.told()).containsExactly("failed NOT_AUTHORIZED");
    }

    private CompletableFuture<Credential> later(int seconds) {
        CompletableFuture<Credential> future = new CompletableFuture<>();
        Credential credential = ScriptedSource.client("s3cret").resolve().join();
        watch.time.at(watch.time.now().plusSeconds(seconds), () -> future.complete(credential));
        return future;
    }
}
