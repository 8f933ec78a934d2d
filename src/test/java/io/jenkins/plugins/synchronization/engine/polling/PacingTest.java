package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PacingTest {

    private static final Instant NOW = VirtualWatch.BEGIN;
    private static final WaitSettings SETTINGS = WaitSettings.DEFAULTS;

    @Test
    void theIntervalGrowsWithTheRunBetweenTheBounds() {
        assertThat(after(Duration.ZERO)).hasSeconds(2);
        assertThat(after(Duration.ofSeconds(30))).hasSeconds(2);
        assertThat(after(Duration.ofSeconds(500))).hasSeconds(30);
        assertThat(after(Duration.ofSeconds(1000))).hasSeconds(60);
        assertThat(after(Duration.ofHours(20))).hasSeconds(60);
    }

    @Test
    void aStartInTheFutureOrMoreThanADayAgoIsNotBelieved() {
        Instant begun = NOW.minusSeconds(500);

        assertThat(interval(NOW.plusMillis(1), begun)).hasSeconds(30);
        assertThat(interval(NOW.minus(Duration.ofHours(24)).minusMillis(1), begun))
                .hasSeconds(30);
        assertThat(interval(Instant.MIN, begun)).hasSeconds(30);
        assertThat(interval(Instant.MAX, begun)).hasSeconds(30);
        assertThat(interval(null, begun)).hasSeconds(30);
        assertThat(interval(NOW, begun)).hasSeconds(2);
        assertThat(interval(NOW.minus(Duration.ofHours(24)), begun)).hasSeconds(60);
    }

    @Test
    void aWaitThatBeginsInTheFutureIsTreatedAsNew() {
        assertThat(interval(null, NOW.plusSeconds(1000))).hasSeconds(2);
    }

    @Property
    void noIntervalIsOutOfBoundsByMoreThanTheJitter(
            @ForAll @LongRange(min = -200_000, max = 200_000) long runStart,
            @ForAll @LongRange(min = -10, max = 200_000) long begun,
            @ForAll @IntRange(min = 100, max = 100_000) int min,
            @ForAll @IntRange(min = 0, max = 1_000_000) int more,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter) {
        WaitSettings settings = SETTINGS.withIntervals(Duration.ofMillis(min), Duration.ofMillis(min + more));

        Duration interval = Pacing.interval(
                settings, RunHistory.NONE, NOW.minusSeconds(runStart), NOW.minusSeconds(begun), NOW, jitter);

        assertThat(interval.toMillis()).isBetween((long) (min * 0.92) - 1, (long) ((min + more) * 1.08) + 1);
    }

    @Property
    void noHistoryMakesAnIntervalLongerThanTheLongestOrShorterThanTheShortest(
            @ForAll("histories") RunHistory history,
            @ForAll @LongRange(max = 200_000) long elapsed,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter) {
        Duration interval = Pacing.interval(SETTINGS, history, NOW.minusSeconds(elapsed), NOW, NOW, jitter);

        assertThat(interval.toMillis()).isBetween(1_840L, 64_800L);
    }

    @Property
    void aRunThatHasNotStartedIsPolledAsWithoutHistory(
            @ForAll("histories") RunHistory history,
            @ForAll @LongRange(max = 200_000) long elapsed,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter) {
        Instant begun = NOW.minusSeconds(elapsed);

        assertThat(Pacing.interval(SETTINGS, history, null, begun, NOW, jitter))
                .isEqualTo(Pacing.interval(SETTINGS, RunHistory.NONE, null, begun, NOW, jitter));
    }

    @Test
    void requestsAreFewBeforeAnEndIsProbableAndCloserThen() {
        RunHistory history = RunHistory.of(Collections.nCopies(3, Duration.ofSeconds(600)));

        // A thirtieth of the 516 s until an end is probable.
        assertThat(after(history, Duration.ZERO)).hasMillis(17_214);
        assertThat(after(history, Duration.ofSeconds(50))).hasSeconds(30);
        assertThat(after(history, Duration.ofSeconds(200))).hasSeconds(60);
        // An end is probable from 516 s on.
        assertThat(after(history, Duration.ofSeconds(480))).hasSeconds(36);
        assertThat(after(history, Duration.ofSeconds(600))).hasMillis(31_800);
        assertThat(after(history, Duration.ofSeconds(800))).hasSeconds(48);
    }

    @Provide
    Arbitrary<RunHistory> histories() {
        return Arbitraries.longs()
                .between(1, 7_200_000)
                .map(Duration::ofMillis)
                .list()
                .ofMaxSize(20)
                .map(RunHistory::of);
    }

    private static Duration after(RunHistory history, Duration elapsed) {
        return Pacing.interval(SETTINGS, history, NOW.minus(elapsed), NOW, NOW, 0.5);
    }

    @Property
    void noBackOffIsOutOfBounds(
            @ForAll @IntRange(min = 1) int failures,
            @ForAll @IntRange(min = 100, max = 100_000) int min,
            @ForAll @IntRange(min = 0, max = 1_000_000) int more,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter) {
        WaitSettings settings = SETTINGS.withIntervals(Duration.ofMillis(min), Duration.ofMillis(min + more));

        assertThat(Pacing.backOff(settings, failures, jitter).toMillis())
                .isBetween((long) (min * 0.8) - 1, (long) min + more);
    }

    private static Duration after(Duration elapsed) {
        return interval(NOW.minus(elapsed), NOW);
    }

    private static Duration interval(Instant runStart, Instant begun) {
        return Pacing.interval(SETTINGS, RunHistory.NONE, runStart, begun, NOW, 0.5);
    }
}
