package io.jenkins.plugins.synchronization.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunRecordTest {

    private static final RunAddress RUN =
            new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.STORAGE, "connection", "run");
    private static final String TIMES =
            "\"startDateTime\":\"2026-11-27T10:00:00Z\",\"endDateTime\":\"2026-11-27T10:03:00Z\"";

    /** A completed run with these fields, and tasks with these results. */
    static RunSummary summary(String fields, List<String> results) throws IOException {
        String tasks = String.join(
                ",",
                results.stream()
                        .map(result -> "{\"state\":\"Completed\",\"result\":\"" + result + "\"}")
                        .toList());
        String body = "{\"run\":{\"state\":\"Completed\",\"jobs\":[{\"tasks\":[" + tasks + "]}]" + fields + "}}";
        return RunReader.summary(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static RunRecord record(String fields, List<String> results, List<String> codes) throws IOException {
        RunReference subject = new RunReference("7", null, "iTwin Platform", RUN, null);
        return new RunRecord(subject, summary(fields, results), Outcome.UNSTABLE, codes, 1234, null);
    }

    private static RunRecord linked(String label, String webLink, MissingBody missing) throws IOException {
        RunReference subject = new RunReference("7", label, "iTwin Platform", RUN, webLink);
        return new RunRecord(subject, summary("", List.of()), Outcome.SUCCESS, List.of(), 0, missing);
    }

    @Test
    void itsLineNamesResultDurationTasksAndCodes() throws IOException {
        String fields = ",\"result\":\"PartialSuccess\"," + TIMES;

        assertThat(record(fields, List.of("Error", "Success"), List.of("TAE_BRG_1000"))
                        .summaryLine())
                .isEqualTo("PartialSuccess in 3 min: 1 of 2 tasks failed (TAE_BRG_1000)");
        assertThat(record(fields, List.of("Error"), List.of()).summaryLine())
                .isEqualTo("PartialSuccess in 3 min: 1 of 1 task failed");
        assertThat(record(",\"result\":\"Success\"", Collections.nCopies(1234, "Success"), List.of())
                        .summaryLine())
                .isEqualTo("Success: 1,234 tasks");
        assertThat(record(",\"result\":\"Success\"", List.of("Success"), List.of())
                        .summaryLine())
                .isEqualTo("Success: 1 task");
    }

    @Test
    void itsLineSaysWhereTheApiSaysNothing() throws IOException {
        assertThat(record("", List.of(), List.of()).summaryLine()).isEqualTo("Undetermined: no tasks");
        assertThat(record(
                                ",\"result\":\"Error\",\"error\":{\"errorKey\":\"UserNotAuthenticated\"}",
                                List.of(),
                                List.of())
                        .summaryLine())
                .isEqualTo("Error: no tasks; UserNotAuthenticated");
    }

    @Test
    void onlyTheFirstThreeCodesAreKept() throws IOException {
        assertThat(record("", List.of(), List.of("A", "B", "C")).getErrorCodes())
                .isEqualTo("A, B, C");
        assertThat(record("", List.of(), List.of("A", "B", "C", "D")).getErrorCodes())
                .isEqualTo("A, B, C, …");
        assertThat(record("", List.of(), List.of()).getErrorCodes()).isNull();
        assertThat(record("", List.of(), List.of("x".repeat(1_000))).getErrorCodes())
                .hasSizeLessThanOrEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T10:00:00Z, 2026-11-27T10:03:00Z, 180000, 3 min",
        "2026-11-27T10:03:00Z, 2026-11-27T10:00:00Z, 0,      0 s",
        "2026-11-27T10:00:00Z, ,                     0,      ",
        ",                     2026-11-27T10:00:00Z, 0,      ",
    })
    void itsDurationIsNeverNegative(String start, String end, long millis, String words) throws IOException {
        RunRecord record = record(
                (start == null ? "" : ",\"startDateTime\":\"" + start + "\"")
                        + (end == null ? "" : ",\"endDateTime\":\"" + end + "\""),
                List.of(),
                List.of());

        assertThat(record.getDurationMillis()).isEqualTo(millis);
        assertThat(record.getTook()).isEqualTo(words);
        assertThat(record.getStartMillis()).isEqualTo(millis(start));
        assertThat(record.getEndMillis()).isEqualTo(millis(end));
        assertThat(record.getStart() == null).isEqualTo(start == null);
    }

    private static Long millis(String time) {
        return time == null ? null : Instant.parse(time).toEpochMilli();
    }

    @Test
    void itKeepsWhatTheApiSaidOnOneLineAndBounded() throws IOException {
        RunRecord record = record(
                ",\"phase\":\"MasterFile\",\"result\":\"PartialSuccess\",\"error\":{\"errorKey\":\"A\\nB\",\"description\":\""
                        + "long ".repeat(1_000) + "\"}",
                List.of("Error", "Success", "Skipped", "Canceled"),
                List.of());

        assertThat(record.getState()).isEqualTo("Completed");
        assertThat(record.getPhase()).isEqualTo("MasterFile");
        assertThat(record.getResult()).isEqualTo("PartialSuccess");
        assertThat(record.getOutcome()).isEqualTo("UNSTABLE");
        assertThat(record.getErrorKey()).isEqualTo("A B");
        assertThat(record.getErrorDescription()).startsWith("long long").hasSizeLessThanOrEqualTo(1_000);
        assertThat(record.getTasks().getTotal()).isEqualTo(4);
        assertThat(record.getBodyBytes()).isEqualTo(1234);
        assertThat(record.getPresentation().kind()).isEqualTo(Presentation.Kind.PARTIAL);
    }

    @Test
    void itKeepsWhichRunItWas() throws IOException {
        RunRecord record = linked("nightly", null, null);

        assertThat(record.getKey()).isEqualTo("7");
        assertThat(record.getServer()).isEqualTo("iTwin Platform");
        assertThat(record.getApi()).isEqualTo(ServerUrl.PRODUCTION_API.toString());
        assertThat(record.getConnectionType()).isEqualTo("storage");
        assertThat(record.getConnectionId()).isEqualTo("connection");
        assertThat(record.getRunId()).isEqualTo("run");
        assertThat(record.isUsable()).isTrue();
    }

    @Test
    void itsTitleIsTheUsersNameForItOrItsId() throws IOException {
        assertThat(linked("nightly", null, null).getTitle()).isEqualTo("nightly");
        assertThat(linked(" \n", null, null).getTitle()).isEqualTo("run");
        assertThat(linked(null, null, null).getLabel()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://itwin.example/run?a=b", "HTTP://itwin.example"})
    void aLinkToTheWebIsShown(String link) throws IOException {
        assertThat(linked(null, link, null).getWebLink()).isEqualTo(link);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"javascript:alert(1)", "https://", "https://a b", "/run", "data:text/html,x"})
    void anyOtherLinkIsNot(String link) throws IOException {
        assertThat(linked(null, link, null).getWebLink()).isNull();
    }

    @Test
    void itSaysWhyItsBodyWasNotStored() throws IOException {
        assertThat(linked(null, null, null).isBodyStored()).isTrue();
        assertThat(linked(null, null, null).getWhyNoBody()).isNull();
        assertThat(linked(null, null, MissingBody.TOO_LARGE).isBodyStored()).isFalse();
        assertThat(linked(null, null, MissingBody.TOO_LARGE).getWhyNoBody()).isEqualTo("TOO_LARGE");
    }

    @Test
    void itSaysHowItComparesOrWhyItWasNotCompared() throws IOException {
        RunRecord record = linked(null, null, null);
        assertThat(record.getChanges()).isNull();
        assertThat(record.getWhyNoChanges()).isNull();

        record.compared(RunComparison.none(NotCompared.REMOVED, 41));
        assertThat(record.getChanges()).isNull();
        assertThat(record.getWhyNoChanges()).contains("build #41");

        ChangeCounts counts = new ChangeCounts(1, 2, 3, null, 41, "7");
        record.compared(RunComparison.of(counts));
        assertThat(record.getChanges()).isSameAs(counts);
        assertThat(record.getWhyNoChanges()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a/b", "..", "a b"})
    void aKeyThatCouldLeadElsewhereIsRefused(String key) {
        assertThatThrownBy(() -> new RunReference(key, null, "iTwin Platform", RUN, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "42, 42", "123456789012345678, 123456789012345678", "x1, 0", "1234567890123456789, 0"})
    void theNumberOfAStepIsItsKey(String key, long number) {
        assertThat(RunReference.number(key)).isEqualTo(number);
    }
}
