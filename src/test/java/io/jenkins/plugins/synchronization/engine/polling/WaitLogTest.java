package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A wait in few lines. */
class WaitLogTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private Instant now = START;
    private final List<String> lines = new ArrayList<>();
    private final WaitLog log = logIn(Locale.ENGLISH);

    private WaitLog logIn(Locale locale) {
        RunAddress address = new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.MANIFEST, "c1", "r1");
        WaitRequest request = WaitRequest.begin(
                address,
                ScriptedSource.bearer("secret"),
                WaitSettings.DEFAULTS,
                () -> RequestLimits.SMALLEST_TIER,
                START);
        return new WaitLog(request, locale, () -> now, lines::add);
    }

    private static RunSummary run(String fields, int over, int tasks) throws IOException {
        String list = IntStream.range(0, tasks)
                .mapToObj(task -> task < over
                        ? "{\"state\":\"Completed\",\"result\":\"" + (task == 0 ? "Error" : "Success") + "\"}"
                        : "{\"state\":\"Executing\"}")
                .collect(Collectors.joining(","));
        String body = "{\"run\":{" + fields + ",\"jobs\":[{\"tasks\":[" + list + "]}]}}";
        return RunReader.summary(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static RunSummary executing(int over) throws IOException {
        return run("\"state\":\"Executing\",\"phase\":\"MasterFile\"", over, 12);
    }

    @Test
    void progressIsToldAtMostOnceInThirtySecondsAndOnlyWhereItChanged() throws IOException {
        log.progress(executing(2));
        now = START.plusSeconds(29);
        log.progress(executing(3));
        now = START.plusSeconds(30);
        log.progress(executing(4));
        now = START.plusSeconds(90);
        log.progress(executing(4));

        assertThat(lines)
                .containsExactly(
                        "The run is executing, phase MasterFile",
                        "2 of 12 tasks completed, 1 failed",
                        "4 of 12 tasks completed, 1 failed");
    }

    @Test
    void theBeginningSaysHowLongEarlierRunsUsuallyTook() {
        log.expected(minutes(12, 18));
        logIn(Locale.GERMAN).expected(minutes(12, 18));
        log.expected(minutes(5, 5));
        log.expected(new DurationEstimate(Duration.ofMinutes(1), Duration.ofSeconds(48), Duration.ofSeconds(100)));

        assertThat(lines)
                .containsExactly(
                        "Earlier runs of this connection usually took 12 to 18 min",
                        "Frühere Läufe dieser Verbindung dauerten meist 12 bis 18 min",
                        "Earlier runs of this connection usually took about 5 min",
                        "Earlier runs of this connection usually took 50 s to 2 min");
    }

    @Test
    void theFirstLineSaysWhatIsWaitedForAndForHowLong() {
        log.begun();

        assertThat(lines)
                .containsExactly(
                        "Waiting up to 1 d for synchronization run r1 (connection c1, https://api.bentley.com)");
    }

    @Test
    void aTokenThatDoesNotLastForTheWholeWaitIsToldWithItsEnd() {
        log.tokenEndsEarly(START.plusSeconds(1));
        log.tokenEndsEarly(START);

        assertThat(lines)
                .containsExactly(
                        "The token in itwin-credential expires at 2026-11-24 10:00:01 UTC, before the timeout at"
                                + " 2026-11-25 10:00:00 UTC. Replace it in time, or use a client ID and secret.",
                        "The token in itwin-credential expired at 2026-11-24 10:00:00 UTC");
    }

    @Test
    void aWaitThatFailsEndsWithTheTextOfItsFailure() {
        WaitFailure failure = new WaitFailure(
                WaitFailure.Reason.TIMED_OUT,
                new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.MANIFEST, "c1", "r1"),
                "itwin-credential",
                false,
                START,
                Duration.ofHours(1),
                null,
                null,
                null);

        log.failed(failure);

        assertThat(lines).containsExactly(FailureText.of(failure, Locale.ENGLISH));
    }

    @Test
    void whatIsLeftOfARunIsSaidUntilItTakesLongerThanUsual() {
        assertThat(WaitLog.remainingOf(minutes(12, 18), Duration.ofMinutes(5), Locale.GERMAN))
                .isEqualTo("meist noch 7 bis 13 min");
        assertThat(WaitLog.remainingOf(minutes(12, 18), Duration.ofMinutes(12), Locale.GERMAN))
                .isEqualTo("meist noch höchstens 6 min");
        assertThat(WaitLog.remainingOf(minutes(12, 18), Duration.ofMinutes(19), Locale.GERMAN))
                .isEqualTo("länger als üblich (12 bis 18 min)");
    }

    private static DurationEstimate minutes(int shortest, int longest) {
        return new DurationEstimate(
                Duration.ofMinutes((shortest + longest) / 2),
                Duration.ofMinutes(shortest),
                Duration.ofMinutes(longest));
    }

    @Test
    void aTroubleIsToldOnceUntilItHasGoneOnForTenMinutes() {
        ApiFailure busy = new ApiFailure(ApiFailure.Kind.UNAVAILABLE, 503, null, null, List.of(), null, "id-1");
        for (int second = 0; second < 600; second += 60) {
            now = START.plusSeconds(second);
            log.trouble(busy, now.plusSeconds(60));
        }
        assertThat(lines).hasSize(1);

        now = START.plusSeconds(600);
        log.trouble(busy, now.plusSeconds(60));

        assertThat(lines).hasSize(2).allMatch(line -> line.contains("HTTP 503"));
    }

    @Test
    void thatTheApiRespondsAgainIsWrittenOnceWithTheTimeItTook() throws IOException {
        ApiFailure silent = new ApiFailure(ApiFailure.Kind.UNREACHABLE, 0, null, "refused", List.of(), null, "id-1");
        log.progress(run("\"state\":\"Executing\"", 0, 0));
        for (int second = 0; second < 1500; second += 60) {
            now = START.plusSeconds(second);
            log.trouble(silent, now.plusSeconds(60));
        }
        now = START.plusSeconds(1500);
        log.progress(run("\"state\":\"Executing\"", 0, 0));
        log.progress(run("\"state\":\"Executing\"", 0, 0));

        assertThat(lines.stream().filter(line -> line.contains("refused"))).hasSize(3);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("The API responds again after 25 min");
        assertThat(lines).hasSize(5);
    }

    @Test
    void aPauseAfterAnothers429IsWrittenWithTheNextPollAtMostEveryTenMinutes() {
        for (int minute = 0; minute < 10; minute++) {
            now = START.plusSeconds(60L * minute);
            log.paused(now.plusSeconds(90));
        }

        assertThat(lines).singleElement().asString().contains("2026-11-24 10:01:30 UTC", "1 min 30 s");
    }

    @Test
    void aClockThatIsSetBackDoesNotSilenceTheLog() {
        ApiFailure busy = new ApiFailure(ApiFailure.Kind.UNAVAILABLE, 503, null, null, List.of(), null, "id-1");
        log.trouble(busy, now.plusSeconds(60));
        now = START.minusSeconds(6 * 3600);
        log.trouble(busy, now.minusSeconds(60));

        assertThat(lines).hasSize(2).noneMatch(line -> line.contains("-"));
    }

    @Test
    void theEndHasEveryCountGroupedAsTheReaderWritesNumbers() throws IOException {
        RunSummary summary = run(
                "\"state\":\"Completed\",\"result\":\"PartialSuccess\",\"startDateTime\":\"2026-11-24T10:00:00Z\","
                        + "\"endDateTime\":\"2026-11-24T10:03:00Z\"",
                2_001,
                2_001);

        log.completed(summary);
        logIn(Locale.GERMAN).completed(summary);

        assertThat(lines.get(0))
                .startsWith("The run ended after 3 min: partial success. 2,001 tasks: ")
                .contains("2,000 succeeded", "1 failed");
        assertThat(lines.get(1)).contains("2.001", "2.000");
    }

    @Test
    void aSingleTaskIsNamedInTheSingular() throws IOException {
        RunSummary executing = run("\"state\":\"Executing\"", 1, 1);
        RunSummary completed = run("\"state\":\"Completed\",\"result\":\"Error\"", 1, 1);

        assertThat(WaitLog.progressOf(executing, Locale.ENGLISH)).isEqualTo("1 of 1 task completed, 1 failed");
        assertThat(WaitLog.progressOf(executing, Locale.GERMAN))
                .isEqualTo("1 von 1 Aufgabe abgeschlossen, 1 fehlgeschlagen");
        assertThat(WaitLog.endingOf(completed, Locale.ENGLISH)).endsWith(". 1 task: 1 failed");
        assertThat(WaitLog.endingOf(completed, Locale.GERMAN)).endsWith(". 1 Aufgabe: 1 fehlgeschlagen");
    }

    @Test
    void aRunWithoutTasksOrWithoutUsableTimesEndsWithoutThem() throws IOException {
        String completed = "\"state\":\"Completed\",\"result\":\"Success\"";
        String start = ",\"startDateTime\":\"2026-11-24T10:00:00Z\"";
        String end = ",\"endDateTime\":\"2026-11-24T10:00:00Z\"";
        String before = ",\"endDateTime\":\"2026-11-24T09:59:59Z\"";

        for (String times : List.of("", start, end, start + before)) {
            assertThat(WaitLog.endingOf(run(completed + times, 0, 0), Locale.ENGLISH))
                    .isEqualTo("The run ended: succeeded. No tasks.");
        }
        assertThat(WaitLog.endingOf(run(completed + start + end, 0, 0), Locale.ENGLISH))
                .isEqualTo("The run ended after 0 s: succeeded. No tasks.");
    }

    @Test
    void theBodyOfAnotherRunIsWarnedAboutOnce() throws IOException {
        log.progress(run("\"id\":\"r2\\n\",\"state\":\"Queued\"", 0, 0));
        log.progress(run("\"id\":\"r3\",\"state\":\"Queued\"", 0, 0));
        log.completed(run("\"id\":\"r2\",\"state\":\"Completed\"", 0, 0));

        assertThat(lines).startsWith("Warning: the API returned run r2 instead of run r1", "The run is queued");
        assertThat(lines).filteredOn(line -> line.contains("instead of")).hasSize(1);
    }

    @Test
    void theBodyOfAnotherRunIsWarnedAboutWhereItIsTheOnlyOne() throws IOException {
        log.completed(run("\"id\":\"r2\",\"state\":\"Completed\"", 0, 0));

        assertThat(lines.get(0)).isEqualTo("Warning: the API returned run r2 instead of run r1");
    }

    @Test
    void theSameRunInAnotherCaseOrWithoutAnIdIsNoOtherRun() throws IOException {
        log.progress(run("\"id\":\"R1\",\"state\":\"Queued\"", 0, 0));
        log.completed(run("\"state\":\"Completed\"", 0, 0));

        assertThat(lines).noneMatch(line -> line.contains("Warning"));
    }

    @Test
    void anUnknownStateWithAResultAndAnEndIsWarnedAboutOnce() throws IOException {
        String ended = ",\"result\":\"Success\",\"endDateTime\":\"2026-11-24T10:03:00Z\"";
        log.progress(run("\"state\":\"Executing\"" + ended, 0, 0));
        log.progress(run("\"result\":\"Success\",\"endDateTime\":\"2026-11-24T10:03:00Z\"", 0, 0));
        assertThat(lines).noneMatch(line -> line.contains("Warning"));

        log.progress(run("\"state\":\"Done\"" + ended, 0, 0));
        log.progress(run("\"state\":\"Gone\"" + ended, 0, 0));

        assertThat(lines)
                .filteredOn(line -> line.startsWith("Warning"))
                .containsExactly("Warning: the run has a result (Success) and an end time, but state Done, which is"
                        + " unknown. Waiting for state Completed.");
    }

    @Test
    void aRefusalThatSaysWhatToChangeIsToldWithIt() {
        ApiFailure oldProxy = new ApiFailure(ApiFailure.Kind.REFUSED, 505, null, null, List.of(), null, "id-1");

        log.trouble(oldProxy, now.plusSeconds(60));

        assertThat(lines.get(0)).contains("HTTP 505", "HTTP/1.0").endsWith("Retrying in 1 min.");
    }

    @Test
    void aTokenThatHadToBeRenewedIsNoOutageOfTheApi() throws IOException {
        for (ApiFailure.Kind kind : List.of(ApiFailure.Kind.UNAUTHORIZED, ApiFailure.Kind.TOKEN_REFUSED)) {
            log.trouble(new ApiFailure(kind, 401, null, null, List.of(), null, "id-1"), now);
            log.progress(run("\"state\":\"Executing\"", 0, 0));
        }

        assertThat(lines)
                .hasSize(3)
                .anyMatch(line -> line.contains("client ID and secret (HTTP 401). Retrying with a new token"))
                .noneMatch(line -> line.contains("responds again"));
    }

    @Test
    void theTimeOfAnOutageCountsFromItsOwnBegin() throws IOException {
        for (int outage = 0; outage < 2; outage++) {
            log.trouble(
                    new ApiFailure(ApiFailure.Kind.UNAVAILABLE, 500 + outage, null, null, List.of(), null, "id-1"),
                    now.plusSeconds(60));
            now = now.plusSeconds(60);
            log.progress(run("\"state\":\"Executing\"", 0, 0));
            now = now.plusSeconds(3600);
        }

        assertThat(lines)
                .filteredOn(line -> line.contains("responds again"))
                .containsExactly("The API responds again after 1 min", "The API responds again after 1 min");
    }

    @Test
    void aPollThatIsAMomentLessThanASecondAwayIsASecondAway() {
        log.trouble(
                new ApiFailure(ApiFailure.Kind.UNAVAILABLE, 503, null, null, List.of(), null, "id-1"),
                now.plusMillis(999));
        log.trouble(
                new ApiFailure(ApiFailure.Kind.UNAVAILABLE, 502, null, null, List.of(), null, "id-1"),
                now.plusMillis(340));

        assertThat(lines.get(0)).endsWith("Retrying in 1 s.");
        assertThat(lines.get(1)).endsWith("Retrying in 300 ms.");
    }

    @Test
    void aNewTokenIsOnlyPromisedWhereOneIsRequestedAtOnce() {
        ApiFailure refused = new ApiFailure(ApiFailure.Kind.UNAUTHORIZED, 401, null, null, List.of(), null, "id-1");

        log.trouble(refused, now);
        now = now.plusSeconds(601);
        log.trouble(refused, now.plusSeconds(60));

        assertThat(lines)
                .containsExactly(
                        "The API did not accept the token (HTTP 401). Retrying with a new token.",
                        "The API did not accept the token (HTTP 401). Checking itwin-credential for a new token.");
    }
}
