package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RunWatcherCredentialTest {

    private final VirtualWatch watch = new VirtualWatch();

    @Test
    void aCredentialIsResolvedAgainEveryFiveMinutes() {
        watch.watch();
        watch.advance(Duration.ofHours(1));

        assertThat(watch.source.resolved()).isBetween(11, 13);
    }

    @Test
    void aCredentialMayBeResolvedForEachPoll() {
        watch.settings = watch.settings.withCredentialRefresh(Duration.ZERO);
        watch.watch();
        watch.advance(Duration.ofHours(1));

        assertThat(watch.source.resolved()).isEqualTo(watch.api.asked().size());
    }

    @Test
    void aReplacedTokenIsUsedWithoutAnyRefusal() {
        watch.source = ScriptedSource.of(
                number -> CompletableFuture.completedFuture(ScriptedSource.bearerOf(number < 3 ? "old" : "new")));
        watch.watch();
        watch.advance(Duration.ofMinutes(20));

        assertThat(watch.api.asked())
                .extracting(ScriptedApi.Asked::token)
                .startsWith(AccessToken.of("old"))
                .endsWith(AccessToken.of("new"));
        assertThat(watch.listener.told()).containsOnly("progress");
        assertThat(watch.api.cancelled()).isZero();
    }

    @Test
    void aSourceThatGivesOutAnotherTokenEachTimeDoesNotKeepTheRunFromBeingAskedFor() {
        watch.settings = watch.settings.withCredentialRefresh(Duration.ZERO);
        watch.source = ScriptedSource.of(
                number -> CompletableFuture.completedFuture(ScriptedSource.bearerOf("token-" + number)));
        watch.api.answer(Answers.executing(), Answers.executing(), Answers.completed());
        watch.watch();
        watch.untilOver();

        assertThat(watch.api.asked()).hasSize(3);
        assertThat(watch.source.resolved()).isBetween(3, 6);
    }

    @Test
    void whereResolvingAgainFailsTheTokenInHandIsUsed() {
        watch.source = ScriptedSource.of(number -> number == 1
                ? CompletableFuture.completedFuture(ScriptedSource.bearerOf("token"))
                : CompletableFuture.failedFuture(new CredentialException("The vault is sealed.")));
        watch.watch();
        watch.advance(Duration.ofHours(1));

        assertThat(watch.listener.told()).containsOnly("progress");
        assertThat(watch.source.resolved()).isGreaterThan(5);
    }

    @Test
    void aSlowSourceDelaysNobodyElse() {
        RecordingListener other = watch.watch(watch.request("other"));
        watch.source = ScriptedSource.of(any -> later(Duration.ofMinutes(3)));
        watch.watch();
        watch.advance(Duration.ofMinutes(2));

        assertThat(other.told()).hasSizeGreaterThan(10).containsOnly("progress");
        assertThat(watch.listener.told()).isEmpty();
        watch.advance(Duration.ofMinutes(2));
        assertThat(watch.listener.told()).isNotEmpty().containsOnly("progress");
    }

    @Test
    void aSourceThatIsSlowToRefreshDoesNotDelayThePolls() {
        watch.source = ScriptedSource.of(number -> later(number == 1 ? Duration.ZERO : Duration.ofMinutes(20)));
        watch.watch();
        watch.advance(Duration.ofHours(1));

        assertThat(watch.api.asked()).hasSizeGreaterThan(80);
    }

    @Test
    void aSourceThatNeverAnswersIsGivenUpLikeTheApi() {
        CompletableFuture<Credential> shared = new CompletableFuture<>();
        watch.source = ScriptedSource.of(any -> shared);
        watch.watch();

        assertThat(watch.untilOver()).isEqualTo(Duration.ofMinutes(30));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.CREDENTIAL);
        assertThat(watch.listener.failed().message()).contains("could not be looked up in time");
        assertThat(shared).as("is the source's own").isNotDone();
        assertThat(watch.time.isIdle()).isTrue();
    }

    @Test
    void aCredentialThatCannotBeResolvedIsTheEndWithTheSourcesMessage() {
        watch.source = ScriptedSource.of(
                any -> CompletableFuture.failedFuture(new CredentialException("There is no credential 'itwin'.")));
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.failed().message()).isEqualTo("There is no credential 'itwin'.");
        assertThat(watch.api.asked()).isEmpty();
    }

    @Test
    void aSourceThatThrowsIsTheEndWithoutItsMessage() {
        watch.source = ScriptedSource.of(any -> {
            throw new IllegalStateException("s3cret");
        });
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.CREDENTIAL);
        assertThat(watch.listener.failed().message())
                .contains("IllegalStateException")
                .doesNotContain("s3cret");
    }

    @Test
    void aSourceThatCancelsItsAnswerIsTheEndToo() {
        CompletableFuture<Credential> cancelled = new CompletableFuture<>();
        watch.source = ScriptedSource.of(any -> cancelled);
        watch.watch();
        watch.advance(Duration.ofSeconds(1));

        cancelled.cancel(true);
        watch.untilOver();

        assertThat(watch.elapsed()).isEqualTo(Duration.ofSeconds(1));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.CREDENTIAL);
    }

    @Test
    void aSourceWithoutAnyAnswerIsTheEnd() {
        watch.source = ScriptedSource.of(any -> null);
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.CREDENTIAL);
    }

    @Test
    void aTokenThatEndsBeforeTheDeadlineIsToldOnce() {
        Instant end = VirtualWatch.BEGIN.plus(Duration.ofHours(1));
        watch.source =
                ScriptedSource.of(number -> CompletableFuture.completedFuture(new Credential.Bearer(jwt(end, number))));
        watch.watch();
        watch.advance(Duration.ofHours(2));

        assertThat(watch.listener.told()).startsWith("token ends " + end).containsOnlyOnce("token ends " + end);
    }

    @Test
    void aTokenThatOutlivesTheDeadlineIsNotWarnedAbout() {
        Instant end = VirtualWatch.BEGIN.plus(Duration.ofHours(25));
        watch.source =
                ScriptedSource.of(number -> CompletableFuture.completedFuture(new Credential.Bearer(jwt(end, number))));
        watch.watch();
        watch.advance(Duration.ofHours(2));

        assertThat(watch.listener.told()).containsOnly("progress");
    }

    private CompletableFuture<Credential> later(Duration duration) {
        CompletableFuture<Credential> future = new CompletableFuture<>();
        watch.time.at(watch.time.now().plus(duration), () -> future.complete(ScriptedSource.bearerOf("token")));
        return future;
    }

    private static AccessToken jwt(Instant end, int number) {
        String claims = "{\"exp\":" + end.getEpochSecond() + ",\"jti\":" + number + "}";
        return AccessToken.of("e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".x");
    }
}
