package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds whatever the API answers, in whatever order. */
class WaitPropertyTest {

    private static final Duration LATENCY = Duration.ofSeconds(3);

    @Property(tries = 500)
    void aWaitEndsExactlyOnceNeverBeforeCompletedAndNeverLongAfterItsDeadline(
            @ForAll("answers") List<RunAnswer> answers,
            @ForAll @IntRange(min = 1, max = 5_000) int timeout,
            @ForAll @IntRange(min = 1, max = 3_000) int giveUp,
            @ForAll @IntRange(max = 10_000) int begunBefore,
            @ForAll boolean resumed,
            @ForAll boolean client,
            @ForAll @IntRange(min = 1, max = 4) int replaceTokenAt) {
        VirtualWatch watch = new VirtualWatch();
        watch.settings =
                watch.settings.withTimeout(Duration.ofSeconds(timeout)).withGiveUpAfter(Duration.ofSeconds(giveUp));
        watch.source = client
                ? ScriptedSource.client("s3cret")
                : ScriptedSource.of(number -> CompletableFuture.completedFuture(
                        ScriptedSource.bearerOf(number < replaceTokenAt ? "old" : "new")));
        watch.api.takes(LATENCY);
        watch.api.answer(answers.toArray(RunAnswer[]::new));
        WaitRequest request = new WaitRequest(
                VirtualWatch.address("run"),
                watch.source,
                watch.settings,
                watch.currentLimits,
                VirtualWatch.BEGIN.minusSeconds(resumed ? begunBefore : 0),
                resumed);

        RecordingListener listener = watch.watch(request);
        watch.until(listener::isOver);
        Instant over = watch.time.now();
        watch.advance(Duration.ofDays(1));

        assertThat(listener.ends()).isEqualTo(1);
        assertThat(listener.told()).noneMatch(told -> told.startsWith("after the end"));
        assertThat(watch.watcher.waits()).isEmpty();
        boolean sawCompleted = answers
                .subList(0, Math.min(answers.size(), watch.api.asked().size()))
                .stream()
                .anyMatch(WaitPropertyTest::isCompleted);
        assertThat(listener.completed() != null).isEqualTo(sawCompleted);
        Instant latest =
                resumed ? latest(request.deadline(), VirtualWatch.BEGIN.plusSeconds(giveUp)) : request.deadline();
        assertThat(over).isBeforeOrEqualTo(latest.plus(LATENCY));
    }

    @Property
    void theNextQuestionIsNeverInThePastAndNeverTooFarAway(
            @ForAll("answer") RunAnswer answer,
            @ForAll("states") WaitState state,
            @ForAll @IntRange(max = 100_000) int nowSeconds,
            @ForAll boolean resumed,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter) {
        WaitRequest request = new WaitRequest(
                VirtualWatch.address("run"),
                ScriptedSource.bearer("t"),
                WaitSettings.DEFAULTS,
                () -> RequestLimits.SMALLEST_TIER,
                VirtualWatch.BEGIN,
                resumed);
        Instant now = latest(VirtualWatch.BEGIN.plusSeconds(nowSeconds), state.lastSignOfLife());

        Decision decision = WaitRules.decide(request, RunHistory.NONE, state, answer, now, jitter);

        assertThat(decision instanceof Decision.Completed).isEqualTo(isCompleted(answer));
        if (decision instanceof Decision.AskAgain again) {
            assertThat(again.at()).isAfter(now);
            assertThat(again.at()).isBeforeOrEqualTo(WaitRules.deadline(request, again.state()));
            if (!(answer instanceof RunAnswer.Failed failed) || failed.failure().retryAfter() == null) {
                assertThat(Duration.between(now, again.at())).isLessThanOrEqualTo(Duration.ofSeconds(65));
            }
        }
    }

    @Property
    void theSameQuestionHasTheSameAnswer(
            @ForAll("answer") RunAnswer answer,
            @ForAll("states") WaitState state,
            @ForAll @IntRange(max = 9) int jitter) {
        WaitRequest request = WaitRequest.begin(
                VirtualWatch.address("run"),
                ScriptedSource.bearer("t"),
                WaitSettings.DEFAULTS,
                () -> RequestLimits.SMALLEST_TIER,
                VirtualWatch.BEGIN);
        Instant now = VirtualWatch.BEGIN.plusSeconds(50_000);

        assertThat(WaitRules.decide(request, RunHistory.NONE, state, answer, now, jitter / 10.0))
                .isEqualTo(WaitRules.decide(request, RunHistory.NONE, state, answer, now, jitter / 10.0));
    }

    @Provide
    Arbitrary<List<RunAnswer>> answers() {
        return answer().list().ofMinSize(1).ofMaxSize(40);
    }

    @Provide
    Arbitrary<RunAnswer> answer() {
        Arbitrary<RunAnswer> runs = Arbitraries.of(
                Answers.executing(),
                Answers.executing(),
                Answers.executing(),
                Answers.executingSince(VirtualWatch.BEGIN.minusSeconds(7_000)));
        Arbitrary<RunAnswer> failures = Combinators.combine(
                        Arbitraries.of(Stream.of(ApiFailure.Kind.values()).toList()),
                        Arbitraries.longs()
                                .between(0, 10_000)
                                .map(Duration::ofSeconds)
                                .injectNull(0.5))
                .as((kind, retryAfter) -> new RunAnswer.Failed(Answers.failure(kind, retryAfter)));
        Arbitrary<RunAnswer> ends = Arbitraries.of("Success", "Error", "Odd").map(Answers::completed);
        return Arbitraries.frequencyOf(Tuple.of(10, runs), Tuple.of(6, failures), Tuple.of(1, ends));
    }

    @Provide
    Arbitrary<WaitState> states() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 50_000),
                        Arbitraries.integers().between(0, 50_000),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((since, more, failures, connectionFailures, renewed, answered) -> new WaitState(
                        VirtualWatch.BEGIN,
                        VirtualWatch.BEGIN.plusSeconds(since),
                        VirtualWatch.BEGIN.plusSeconds((long) since + more),
                        failures,
                        connectionFailures,
                        renewed,
                        answered,
                        null,
                        null));
    }

    private static boolean isCompleted(RunAnswer answer) {
        return answer instanceof RunAnswer.Found found && found.summary().run().isCompleted();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
