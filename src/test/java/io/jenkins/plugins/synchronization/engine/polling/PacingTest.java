package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

        Duration interval = Pacing.interval(settings, NOW.minusSeconds(runStart), NOW.minusSeconds(begun), NOW, jitter);

        assertThat(interval.toMillis()).isBetween((long) (min * 0.92) - 1, (long) ((min + more) * 1.08) + 1);
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
        return Pacing.interval(SETTINGS, runStart, begun, NOW, 0.5);
    }
}
