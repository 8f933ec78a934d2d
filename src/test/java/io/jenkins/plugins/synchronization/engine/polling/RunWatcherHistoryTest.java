package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Earlier runs and people who watch steer the polls. */
class RunWatcherHistoryTest {

    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final RunHistory HISTORY = RunHistory.of(Collections.nCopies(5, LENGTH));

    private final VirtualWatch watch = new VirtualWatch();

    @Test
    void earlierRunsSaveRequestsAndTheEndIsDetectedAsSoon() {
        VirtualWatch without = new VirtualWatch();
        Duration late = lateness(without, RunHistory.NONE);

        Duration lateWithHistory = lateness(watch, HISTORY);

        assertThat(watch.api.asked()).hasSizeLessThan(without.api.asked().size() / 2);
        assertThat(late).isLessThan(Duration.ofSeconds(40));
        assertThat(lateWithHistory).isLessThan(Duration.ofSeconds(40));
    }

    @Test
    void twoEarlierRunsChangeNothing() {
        VirtualWatch without = new VirtualWatch();
        lateness(without, RunHistory.NONE);

        lateness(watch, RunHistory.of(List.of(LENGTH, LENGTH)));

        assertThat(times(watch)).isEqualTo(times(without));
    }

    @Test
    void aWatchedRunIsPolledEveryFifteenSecondsAndAnUnwatchedOneAsBefore() {
        watch.api.answer(any -> Answers.executingSince(VirtualWatch.BEGIN));
        watch.api.takes(Duration.ofSeconds(2));
        Wait wait = watch.watch();
        watch.advance(Duration.ofHours(1));
        assertThat(longestGap(0)).isGreaterThan(Duration.ofSeconds(50));
        int before = watch.api.asked().size();

        wait.watchedFor(Duration.ofMinutes(10));
        watch.advance(Duration.ofMinutes(10));
        int watched = watch.api.asked().size();

        assertThat(longestGap(before)).isLessThanOrEqualTo(Duration.ofSeconds(15));
        watch.advance(Duration.ofMinutes(10));
        assertThat(longestGap(watched)).isGreaterThan(Duration.ofSeconds(50));
    }

    @Test
    void aRunIsPolledSoonOnceItIsWatchedThoughItsNextPollWasPlannedForLater() {
        watch.api.answer(any -> Answers.executingSince(VirtualWatch.BEGIN));
        Wait wait = watch.watch();
        watch.advance(Duration.ofHours(1));
        int before = watch.api.asked().size();
        watch.until(() -> watch.api.asked().size() > before);
        watch.advance(Duration.ofSeconds(1));

        wait.watchedFor(Duration.ofMinutes(1));
        watch.advance(Duration.ofSeconds(15));

        assertThat(watch.api.asked()).hasSize(before + 2);
    }

    @Test
    void watchingARunIsNoReasonToPollMoreOftenThanTheShortestInterval() {
        watch.settings = watch.settings.withIntervals(Duration.ofSeconds(40), Duration.ofSeconds(60));
        watch.api.answer(any -> Answers.executingSince(VirtualWatch.BEGIN));
        Wait wait = watch.watch();
        wait.watchedFor(Duration.ofHours(1));

        watch.advance(Duration.ofMinutes(40));

        assertThat(watch.api.asked()).hasSizeLessThanOrEqualTo(61);
    }

    @Test
    void aWatchedRunIsNotPolledWhileTheApiAsksForAPause() {
        watch.api.answer(Answers.executing(), Answers.throttled(Duration.ofMinutes(20)), Answers.executing());
        Wait wait = watch.watch();
        watch.advance(Duration.ofSeconds(5));
        assertThat(watch.api.asked()).hasSize(2);

        wait.watchedFor(Duration.ofHours(1));
        watch.advance(Duration.ofMinutes(19));

        assertThat(watch.api.asked()).hasSize(2);
    }

    private static Duration lateness(VirtualWatch watch, RunHistory history) {
        Instant end = VirtualWatch.BEGIN.plus(LENGTH);
        watch.api.answer(
                asked -> asked.at().isBefore(end) ? Answers.executingSince(VirtualWatch.BEGIN) : Answers.completed());
        watch.watch().expect(history);
        return watch.untilOver().minus(LENGTH);
    }

    private Duration longestGap(int from) {
        List<Instant> times = times(watch).subList(from, watch.api.asked().size());
        return IntStream.range(1, times.size())
                .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private static List<Instant> times(VirtualWatch watch) {
        return watch.api.asked().stream().map(ScriptedApi.Asked::at).toList();
    }
}
