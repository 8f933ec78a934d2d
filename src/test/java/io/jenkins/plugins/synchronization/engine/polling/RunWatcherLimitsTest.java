package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunWatcherLimitsTest {

    private final VirtualWatch watch = new VirtualWatch();

    @Property(tries = 60)
    void noMinuteAndNoHourHasMoreRequestsThanAllowed(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 120) int waits,
            @ForAll @IntRange(min = 1, max = 60) int perMinute,
            @ForAll @IntRange(min = 1, max = 600) int perHour,
            @ForAll @IntRange(max = 40) int tokenSeconds) {
        VirtualWatch crowd = new VirtualWatch();
        Random random = new Random(seed);
        crowd.limits = new RequestLimits(perMinute, perHour);
        crowd.source = ScriptedSource.client("s3cret");
        crowd.tokens.takes(Duration.ofSeconds(tokenSeconds));
        crowd.settings = crowd.settings.withIntervals(Duration.ofMillis(100), Duration.ofSeconds(5));
        for (int i = 0; i < waits; i++) {
            String run = "run-" + i;
            crowd.time.at(
                    VirtualWatch.BEGIN.plusMillis(random.nextInt(3 * 3600 * 1000)),
                    () -> crowd.watch(crowd.request(run)));
        }
        crowd.advance(Duration.ofHours(4));

        assertThat(mostWithin(crowd.api.times(), Duration.ofMinutes(1))).isLessThanOrEqualTo(perMinute);
        assertThat(mostWithin(crowd.api.times(), Duration.ofHours(1))).isLessThanOrEqualTo(perHour);
    }

    @ParameterizedTest
    @CsvSource({"500, 5000", "60, 100000", "1, 100000", "1000, 1", "10, 30"})
    void whatIsAllowedIsAlsoUsed(int perMinute, int perHour) {
        watch.limits = new RequestLimits(perMinute, perHour);
        watch.settings = watch.settings.withIntervals(Duration.ofSeconds(1), Duration.ofSeconds(2));
        for (int i = 0; i < 600; i++) {
            watch.watch(watch.request("run-" + i));
        }
        watch.advance(Duration.ofHours(4));

        double allowed = 4 * Math.min(60.0 * perMinute, perHour);
        assertThat((double) watch.api.asked().size()).isBetween(allowed * 0.85 - 2, allowed * 1.1 + 1);
    }

    @Test
    void onSaturatedLimitsEveryWaitIsServedInTurn() {
        watch.limits = new RequestLimits(60, 1_200);
        for (int i = 0; i < 300; i++) {
            watch.watch(watch.request("run-" + i));
        }
        watch.advance(Duration.ofHours(3));

        Map<String, Integer> served = new HashMap<>();
        watch.api.asked().forEach(asked -> served.merge(asked.address().runId(), 1, Integer::sum));
        assertThat(served).hasSize(300);
        int most = served.values().stream().max(Integer::compare).orElseThrow();
        assertThat(served.values()).allSatisfy(count -> assertThat(count).isBetween(most - 1, most));
    }

    @Test
    void theSmallestTierServesFiveHundredWaitsWithinTenMinutesEach() {
        watch.limits = RequestLimits.SMALLEST_TIER;
        for (int i = 0; i < 500; i++) {
            watch.watch(watch.request("run-" + i));
        }
        watch.advance(Duration.ofHours(4));

        Map<String, Instant> last = new HashMap<>();
        watch.api.asked().forEach(asked -> {
            Instant before = last.put(asked.address().runId(), asked.at());
            assertThat(Duration.between(before == null ? VirtualWatch.BEGIN : before, asked.at()))
                    .isLessThan(Duration.ofMinutes(10));
        });
        assertThat(mostWithin(watch.api.times(), Duration.ofHours(1))).isLessThanOrEqualTo(5_000);
    }

    @Test
    void afterA429AllWaitsOfTheSubscriptionPauseAndOthersDoNot() {
        Instant throttledUntil = VirtualWatch.BEGIN.plusSeconds(60);
        watch.api.answer(asked ->
                asked.address().runId().equals("throttled") && asked.at().isBefore(throttledUntil)
                        ? Answers.throttled(Duration.ofMinutes(10))
                        : Answers.executing());
        watch.source = ScriptedSource.client("s3cret");
        RecordingListener sharing = watch.watch(watch.request("sharing"));
        watch.advance(Duration.ofSeconds(30));
        watch.watch(watch.request("throttled"));
        watch.source = ScriptedSource.bearer("another-subscription");
        watch.watch(watch.request("other"));
        watch.advance(Duration.ofMillis(50));
        Instant begin = watch.time.now();
        watch.advance(Duration.ofMinutes(20));

        List<Instant> ofOther = times("other", begin, begin.plus(Duration.ofMinutes(10)));
        assertThat(ofOther).hasSizeGreaterThan(10);
        assertThat(times("sharing", begin, begin.plus(Duration.ofMinutes(10)))).isEmpty();
        assertThat(times("throttled", begin, begin.plus(Duration.ofMinutes(10))))
                .isEmpty();
        assertThat(times("sharing", begin, begin.plus(Duration.ofMinutes(11)))).isNotEmpty();
        assertThat(times("throttled", begin, begin.plus(Duration.ofMinutes(11))))
                .isNotEmpty();
        assertThat(sharing.told()).doesNotContain("trouble THROTTLED");
    }

    @ParameterizedTest
    @CsvSource({", 60", "0, 2", "600, 600", "7200, 7200"})
    void aThrottledWaitGoesOnAfterTheTimeItWasTold(Integer seconds, int paused) {
        Duration retryAfter = seconds == null ? null : Duration.ofSeconds(seconds);
        watch.api.answer(Answers.throttled(retryAfter), Answers.completed());
        watch.watch();
        watch.untilOver();

        assertThat(Duration.between(watch.api.times().get(0), watch.api.times().get(1)))
                .isBetween(Duration.ofSeconds(paused), Duration.ofSeconds(paused + 1));
    }

    @ParameterizedTest
    @CsvSource({",", "0"})
    void a429PausesASubscriptionForAnHourAtMostWhateverOneWaitIsSetTo(Integer seconds) {
        Duration retryAfter = seconds == null ? null : Duration.ofSeconds(seconds);
        watch.api.answer(Answers.throttled(retryAfter), Answers.completed());
        watch.settings = watch.settings.withIntervals(Duration.ofHours(12), Duration.ofHours(12));
        RecordingListener patient = watch.watch(watch.request("patient"));
        watch.advance(Duration.ofMillis(60));
        watch.settings = WaitSettings.DEFAULTS;
        watch.watch();
        watch.untilOver();

        assertThat(patient.told()).startsWith("trouble THROTTLED");
        assertThat(watch.elapsed()).isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
    }

    @Test
    void whoWaitsForTheEndOfAnothersPauseSaysSo() {
        watch.source = ScriptedSource.client("s3cret");
        Wait sharing = watch.watch();
        watch.advance(Duration.ofSeconds(1));
        watch.api.answer(Answers.throttled(Duration.ofMinutes(10)), Answers.executing());
        watch.watch(watch.request("throttled"));
        watch.advance(Duration.ofMillis(60));
        Instant end = watch.time.now().plus(Duration.ofMinutes(10));
        assertThat(sharing.status().paused()).isTrue();
        assertThat(sharing.status().nextPoll()).isBetween(end.minusSeconds(1), end);

        watch.advance(Duration.ofMinutes(2));
        RecordingListener late = watch.watch(watch.request("late"));
        watch.advance(Duration.ofMillis(60));

        assertThat(watch.listener.told()).containsExactly("progress", "paused");
        assertThat(late.told()).containsExactly("paused");
        assertThat(late.nextPolls().get(0)).isBetween(end.minusSeconds(1), end);
        watch.advance(Duration.ofMinutes(10));
        assertThat(sharing.status().paused()).isFalse();
        assertThat(watch.listener.told()).contains("progress").doesNotContain("trouble THROTTLED");
    }

    @Test
    void changedLimitsTakeEffectAtTheNextRequest() {
        watch.limits = new RequestLimits(1, 100_000);
        for (int i = 0; i < 60; i++) {
            watch.watch(watch.request("run-" + i));
        }
        watch.advance(Duration.ofMinutes(5));
        assertThat(watch.api.asked()).hasSizeLessThan(7);

        watch.limits = new RequestLimits(600, 100_000);
        watch.advance(Duration.ofMinutes(1));
        assertThat(watch.api.asked()).hasSizeGreaterThan(60);

        int before = watch.api.asked().size();
        watch.limits = new RequestLimits(2, 100_000);
        watch.advance(Duration.ofMinutes(10));
        assertThat(watch.api.asked().size() - before).isBetween(10, 21);
    }

    @Test
    void ofDifferentLimitsOfOneSubscriptionTheStrictestInUseApply() {
        watch.settings = watch.settings.withIntervals(Duration.ofSeconds(1), Duration.ofSeconds(1));
        watch.watch(watch.request("generous"));
        watch.advance(Duration.ofMinutes(1));
        assertThat(watch.api.asked()).hasSizeGreaterThan(50);

        Wait strict = watch.watcher.watch(
                WaitRequest.begin(
                        VirtualWatch.address("strict"),
                        watch.source,
                        watch.settings,
                        () -> new RequestLimits(5, 100_000),
                        watch.time.now()),
                watch.listener);
        Instant begin = watch.time.now();
        watch.advance(Duration.ofMinutes(10));
        assertThat(mostWithin(after(begin), Duration.ofMinutes(1))).isLessThanOrEqualTo(5);

        strict.cancel();
        Instant end = watch.time.now();
        watch.advance(Duration.ofMinutes(1));
        assertThat(after(end)).hasSizeGreaterThan(40);
    }

    @Test
    void aLimitAppliesUntilTheLastWaitThatHasItLeaves() {
        watch.settings = watch.settings.withIntervals(Duration.ofSeconds(1), Duration.ofSeconds(1));
        watch.watch(watch.request("generous"));
        Supplier<RequestLimits> strict = () -> new RequestLimits(5, 100_000);
        Wait first = watchWith(strict, "first");
        Wait second = watchWith(strict, "second");
        watch.advance(Duration.ofMinutes(5));

        first.cancel();
        Instant oneLeft = watch.time.now();
        watch.advance(Duration.ofMinutes(5));
        assertThat(mostWithin(after(oneLeft), Duration.ofMinutes(1))).isLessThanOrEqualTo(5);

        second.cancel();
        Instant noneLeft = watch.time.now();
        watch.advance(Duration.ofMinutes(1));
        assertThat(after(noneLeft)).hasSizeGreaterThan(40);
    }

    private Wait watchWith(Supplier<RequestLimits> limits, String run) {
        return watch.watcher.watch(
                WaitRequest.begin(VirtualWatch.address(run), watch.source, watch.settings, limits, watch.time.now()),
                new RecordingListener());
    }

    @Test
    void aLimitPerHourThatIsRaisedTakesEffectToo() {
        watch.settings = watch.settings.withIntervals(Duration.ofSeconds(1), Duration.ofSeconds(1));
        watch.limits = new RequestLimits(100_000, 6);
        watch.watch();
        watch.advance(Duration.ofHours(2));
        int before = watch.api.asked().size();
        assertThat(before).isBetween(8, 13);

        watch.limits = new RequestLimits(100_000, 3_600);
        watch.advance(Duration.ofMinutes(10));

        assertThat(watch.api.asked()).hasSizeGreaterThan(before + 300);
    }

    private List<Instant> after(Instant begin) {
        return watch.api.times().stream().filter(at -> at.isAfter(begin)).toList();
    }

    @Test
    void thereIsNoBurstAfterAPause() {
        watch.limits = new RequestLimits(600, 100_000);
        watch.api.answer(asked -> asked.at().isBefore(VirtualWatch.BEGIN.plusSeconds(1))
                ? Answers.throttled(Duration.ofSeconds(60))
                : Answers.executing());
        for (int i = 0; i < 500; i++) {
            watch.watch(watch.request("run-" + i));
        }
        watch.advance(Duration.ofMinutes(3));

        List<Instant> after = new ArrayList<>(watch.api.times());
        after.removeIf(at -> at.isBefore(VirtualWatch.BEGIN.plusSeconds(2)));
        assertThat(after.get(0)).isAfterOrEqualTo(VirtualWatch.BEGIN.plusSeconds(60));
        assertThat(mostWithin(after, Duration.ofSeconds(1))).isLessThanOrEqualTo(10);
    }

    @Test
    void anApiThatThrottlesForHoursIsNotGivenUp() {
        watch.api.answer(asked -> asked.at().isBefore(VirtualWatch.BEGIN.plus(Duration.ofHours(5)))
                ? Answers.throttled(Duration.ofHours(1))
                : Answers.completed());
        watch.watch();
        watch.untilOver();

        assertThat(watch.listener.completed()).isNotNull();
    }

    @Test
    void aPauseThatAnotherWaitCausedIsNoSilenceOfTheApi() {
        watch.api.answer(asked -> asked.address().runId().equals("throttled")
                ? new RunAnswer.Failed(Answers.failure(ApiFailure.Kind.THROTTLED, Duration.ofMinutes(40)))
                : asked.at().isBefore(VirtualWatch.BEGIN.plus(Duration.ofMinutes(41)))
                        ? Answers.failed(ApiFailure.Kind.UNAVAILABLE)
                        : Answers.completed());
        watch.watch();
        watch.advance(Duration.ofSeconds(1));
        watch.watch(watch.request("throttled"));
        watch.untilOver();

        assertThat(watch.listener.completed()).isNotNull();
    }

    @Test
    void onlyThePausesThatOthersCauseDoNotCountAsSilence() {
        watch.api.answer(asked -> !asked.address().runId().equals("throttled")
                ? Answers.failed(ApiFailure.Kind.UNAVAILABLE)
                : asked.at().getEpochSecond() / 60 % 3 == 0
                        ? new RunAnswer.Failed(Answers.failure(ApiFailure.Kind.THROTTLED, Duration.ofSeconds(30)))
                        : Answers.executing());
        watch.watch();
        watch.watch(watch.request("throttled"));
        watch.untilOver();

        assertThat(watch.listener.failed().reason()).isEqualTo(WaitFailure.Reason.GAVE_UP);
        assertThat(watch.elapsed()).isBetween(Duration.ofMinutes(31), Duration.ofMinutes(60));
    }

    @Test
    void aLimitInUseIsKeptHoweverManySubscriptionsComeAndGo() {
        watch.limits = new RequestLimits(10, 100_000);
        watch.settings = watch.settings.withIntervals(Duration.ofMinutes(10), Duration.ofMinutes(10));
        watch.source = ScriptedSource.client("s3cret");
        watch.watch(watch.request("first"));
        for (int i = 0; i < 300; i++) {
            watch.source = ScriptedSource.bearer("token-" + i);
            watch.watch(watch.request("run-" + i));
        }
        watch.advance(Duration.ofMinutes(5));
        watch.source = ScriptedSource.client("s3cret");
        watch.api.answer(asked -> asked.address().runId().equals("second")
                ? Answers.throttled(Duration.ofHours(1))
                : Answers.executing());
        watch.watch(watch.request("second"));
        watch.advance(Duration.ofMinutes(30));

        assertThat(times("first", VirtualWatch.BEGIN.plusSeconds(301), Instant.MAX))
                .as("paused with the second")
                .isEmpty();
    }

    @Test
    void theLimitsAreChargedWhenTheRunIsAskedForNotWhileItsTokenIs() {
        watch.limits = new RequestLimits(1, 1_000);
        watch.source = ScriptedSource.client("s3cret");
        watch.tokens.takes(Duration.ofSeconds(10));
        watch.watch();
        watch.advance(Duration.ofSeconds(60));

        assertThat(watch.api.times()).containsExactly(VirtualWatch.BEGIN.plusSeconds(10));
    }

    @Test
    void aLastLookThatTheLimitsDoNotAllowIsNotWaitedFor() {
        watch.limits = new RequestLimits(1, 1_000);
        watch.source = ScriptedSource.client("s3cret");
        watch.watch(watch.request("first"));
        watch.advance(Duration.ofSeconds(1));
        watch.settings = watch.settings.withTimeout(Duration.ofSeconds(10));
        watch.watch();

        assertThat(watch.untilOver()).isEqualTo(Duration.ofSeconds(11));
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
    }

    @Test
    void aCancelledWaitLeavesItsTurnToTheNext() {
        watch.limits = new RequestLimits(1, 1_000);
        watch.watch(watch.request("first"));
        watch.advance(Duration.ofMillis(10));
        Wait cancelled = watch.watch();
        watch.watch(watch.request("next"));
        watch.advance(Duration.ofMillis(10));

        cancelled.cancel();
        watch.advance(Duration.ofSeconds(70));

        assertThat(times("next", VirtualWatch.BEGIN, Instant.MAX)).hasSize(1);
    }

    private List<Instant> times(String run, Instant from, Instant to) {
        return watch.api.asked().stream()
                .filter(asked -> asked.address().runId().equals(run))
                .map(ScriptedApi.Asked::at)
                .filter(at -> at.isAfter(from) && at.isBefore(to))
                .toList();
    }

    /** The most requests in any span of that length, its end not included. */
    private static int mostWithin(List<Instant> times, Duration span) {
        int most = 0;
        int first = 0;
        for (int i = 0; i < times.size(); i++) {
            while (!times.get(i).isBefore(times.get(first).plus(span))) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }
}
