package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.synchronization.engine.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RunHistoryTest {

    @Property
    void thereIsAnEstimateFromThreeRunsOn(@ForAll("durations") List<Duration> durations) {
        assertThat(RunHistory.of(durations).estimate().isPresent()).isEqualTo(durations.size() >= RunHistory.ENOUGH);
    }

    @Property
    void anEstimateIsInOrderAndWithinTheLatestRuns(@ForAll("durations") List<Duration> durations) {
        RunHistory.of(durations).estimate().ifPresent(estimate -> {
            List<Duration> counted = latest(durations);
            assertThat(estimate.shortest()).isBetween(Collections.min(counted), estimate.median());
            assertThat(estimate.longest()).isBetween(estimate.median(), Collections.max(counted));
        });
    }

    @Property
    void onlyTheLatestTwentyRunsCount(
            @ForAll("durations") List<Duration> older, @ForAll("twenty") List<Duration> latest) {
        List<Duration> all = new ArrayList<>(older);
        all.addAll(latest);

        assertThat(RunHistory.of(all).durations()).isEqualTo(latest);
        assertThat(RunHistory.of(all).estimate())
                .isEqualTo(RunHistory.of(latest).estimate());
    }

    @Property
    void anEstimateGrowsWithItsRuns(
            @ForAll("durations") List<Duration> durations, @ForAll @IntRange(min = 2, max = 9) int factor) {
        RunHistory longer = RunHistory.of(
                durations.stream().map(one -> one.multipliedBy(factor)).toList());

        RunHistory.of(durations).estimate().ifPresent(estimate -> assertThat(
                        longer.estimate().orElseThrow().median().toMillis())
                .isCloseTo(estimate.median().toMillis() * factor, within((long) factor)));
    }

    @Property
    void anEndIsProbableAtTheLengthOfAnyRunThatCounts(
            @ForAll @IntRange(min = 3, max = 20) int runs, @ForAll @IntRange(min = 1) int millis) {
        RunHistory history = RunHistory.of(Collections.nCopies(runs, Duration.ofMillis(millis)));

        assertThat(history.isEndProbable(millis)).isTrue();
        assertThat(history.untilProbable(0)).isPositive().isLessThan(millis);
        assertThat(history.isEndProbable(millis * 2.0)).isFalse();
        assertThat(history.untilProbable(millis * 2.0)).isZero();
    }

    @Test
    void anEndComesNearerAsTheRunGoesOn() {
        RunHistory history = minutes(10, 10, 10);

        double before = history.untilProbable(0);

        assertThat(history.untilProbable(100_000)).isCloseTo(before - 100_000, within(0.001));
        assertThat(history.isEndProbable(before)).isTrue();
    }

    @Property
    void whatTookNoTimeIsIgnored(
            @ForAll("durations") List<Duration> durations, @ForAll @IntRange(min = -9, max = 0) int millis) {
        List<Duration> all = new ArrayList<>(durations);
        all.add(Duration.ofMillis(millis));

        assertThat(RunHistory.of(all).durations())
                .isEqualTo(RunHistory.of(durations).durations());
    }

    @Test
    void oneOddRunChangesLittle() {
        assertThat(minutes(10, 11, 9, 10, 12, 1, 10).estimate().orElseThrow().median())
                .hasMinutes(10);
        assertThat(minutes(10, 11, 9, 10, 12, 1, 10).isEndProbable(600_000)).isTrue();
    }

    @Test
    void afterAnOddRunTheHistoryPredictsNothing() {
        RunHistory history = minutes(10, 11, 9, 10, 12, 50);

        assertThat(history.isEndProbable(600_000)).isFalse();
        assertThat(history.untilProbable(0)).isZero();
    }

    @Test
    void twoOddRunsInARowBeginAHistoryOfTheirOwn() {
        RunHistory changed = minutes(10, 11, 9, 10, 12, 50, 55, 52);

        assertThat(changed.estimate().orElseThrow().median()).hasMinutes(52);
        assertThat(changed.isEndProbable(600_000)).isFalse();
        assertThat(changed.isEndProbable(3_000_000)).isTrue();
    }

    @Test
    void aRunIsOverdueAfterTheLongestUsualDuration() {
        DurationEstimate estimate = minutes(10, 10, 10).estimate().orElseThrow();

        assertThat(estimate.isOverdue(Duration.ofMinutes(10))).isFalse();
        assertThat(estimate.isOverdue(Duration.ofMinutes(10).plusMillis(1))).isTrue();
    }

    @Test
    void aRunThatWasCanceledOrHasNoTimesTellsNothing() {
        assertThat(RunHistory.durationOf(run("Completed", "Error", "2026-01-01T00:05:00Z")))
                .hasValue(Duration.ofMinutes(5));
        assertThat(RunHistory.durationOf(run("Completed", "Cancelled", "2026-01-01T00:05:00Z")))
                .isEmpty();
        assertThat(RunHistory.durationOf(run("Executing", "", "2026-01-01T00:05:00Z")))
                .isEmpty();
        assertThat(RunHistory.durationOf(run("Completed", "Success", "2026-01-01T00:00:00Z")))
                .isEmpty();
        assertThat(RunHistory.durationOf(run("Completed", "Success", "0001-01-01T00:00:00Z")))
                .isEmpty();
    }

    private static Run run(String state, String result, String end) {
        return Answers.summary(("{\"run\":{\"startDateTime\":\"2026-01-01T00:00:00Z\",\"endDateTime\":\"%s\","
                                + "\"state\":\"%s\",\"result\":\"%s\"}}")
                        .formatted(end, state, result))
                .run();
    }

    @Provide
    Arbitrary<List<Duration>> durations() {
        return duration().list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Duration>> twenty() {
        return duration().list().ofSize(RunHistory.LIMIT);
    }

    private static Arbitrary<Duration> duration() {
        return Arbitraries.longs().between(1, 200_000_000).map(Duration::ofMillis);
    }

    private static List<Duration> latest(List<Duration> durations) {
        return durations.subList(Math.max(0, durations.size() - RunHistory.LIMIT), durations.size());
    }

    private static RunHistory minutes(int... minutes) {
        return RunHistory.of(IntStream.of(minutes).mapToObj(Duration::ofMinutes).toList());
    }
}
