package io.jenkins.plugins.synchronization.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts longer than 64 KiB are cut on their way in. */
class LongTextTest {

    private static final int LIMIT = RunReader.MAX_TEXT;
    private static final byte[] TEN_MEGABYTES = "\\u00fc".repeat(10_000_000 / 6).getBytes(UTF_8);

    @Test
    void aTextOfTheLimitIsKeptWholeAndOneByteMoreIsCut() throws IOException {
        assertThat(Reading.run("\"id\":\"" + "a".repeat(LIMIT) + "\"").id()).isEqualTo("a".repeat(LIMIT));
        assertThat(Reading.run("\"id\":\"" + "a".repeat(LIMIT + 1) + "\"").id())
                .isEqualTo("a".repeat(LIMIT) + RunReader.CUT_MARK);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 4000, 8000, 8192, 100_000})
    void theCutIsAtTheSamePlaceHoweverTheBytesComeIn(int piece) throws IOException {
        for (String character : List.of("a", "ü", "€", "😀", "\\n", "\\\\", "\\\"", "\\u00e9", "\\ud83d\\ude00")) {
            for (int shift = 0; shift < 12; shift += piece < 100 ? 5 : 1) {
                String raw = "x".repeat(shift) + character.repeat((LIMIT + 30_000) / bytes(character));
                String body = "{\"run\":{\"connectionId\":\"c\",\"id\":\"" + raw + "\",\"state\":\"Completed\"}}";

                Run run = Reading.of(Trickle.of(body, piece)).summary().run();

                assertThat(run.id()).as("%s after %d", character, shift).isEqualTo(LongTexts.cut(raw));
                assertThat(run.state()).isEqualTo(Term.of(ExecutionState.COMPLETED));
            }
        }
    }

    @Test
    void theByteOrderMarkDoesNotMoveTheCut() throws IOException {
        assertThat(Reading.of("\uFEFF{\"run\":{\"id\":\"" + "a".repeat(LIMIT + 1) + "\"}}")
                        .summary()
                        .run()
                        .id())
                .isEqualTo("a".repeat(LIMIT) + RunReader.CUT_MARK);
    }

    static Stream<String> everyTextField() {
        List<String> run = List.of("id", "connectionId", "startDateTime", "phase", "state", "result", "new");
        List<String> runError = List.of("errorKey", "description");
        List<String> job = List.of("id", "endDateTime", "state", "result", "connectorType", "new");
        List<String> task = List.of(
                "id", "sourceFileId", "storageFileId", "startDateTime", "retryAttempts", "state", "result", "new");
        List<String> error = List.of(
                "errorCode",
                "message",
                "details",
                "bridgeExitCode",
                "system",
                "phase",
                "category",
                "descriptionKey",
                "description",
                "kbArticleLink",
                "canUserFix");
        List<String> report = List.of("suggestedAction", "message", "totalErrorsCount");
        return Stream.of(
                        fields("{\"run\":{%s}}", run),
                        fields("{\"run\":{\"error\":{%s}}}", runError),
                        fields("{\"run\":{\"jobs\":[{%s}]}}", job),
                        fields(Reading.bodyOfTask("%s"), task),
                        fields(Reading.bodyOfTask("\"error\":{%s}"), error),
                        fields(Reading.bodyOfTask("\"details\":{\"synchronizationReport\":{%s}}"), report))
                .flatMap(each -> each);
    }

    private static Stream<String> fields(String frame, List<String> names) {
        return names.stream().map(name -> frame.formatted("\"" + name + "\":\"TEXT\",\"end\":\"x\""));
    }

    @ParameterizedTest
    @MethodSource("everyTextField")
    void tenMegabytesInAnyFieldAreNeverHeldWhole(String frame) throws IOException {
        Reading reading = Reading.of(tenMegabytesIn(frame));

        int longest = Stream.of(
                        reading.summary().run().toString(),
                        reading.tasks().toString(),
                        reading.jobs().toString())
                .mapToInt(String::length)
                .max()
                .orElseThrow();
        assertThat(longest).isLessThan(LIMIT / 6 + 2000);
        assertThat(RunReader.summary(tenMegabytesIn(frame))).isEqualTo(reading.summary());
    }

    private static InputStream tenMegabytesIn(String frame) {
        String[] around = frame.split("TEXT");
        return new SequenceInputStream(
                new SequenceInputStream(stream(around[0].getBytes(UTF_8)), stream(TEN_MEGABYTES)),
                stream(around[1].getBytes(UTF_8)));
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    @Test
    void ofALongTextTheParserGetsTheLimitAndNoMore() throws IOException {
        byte[] body = ("\"" + "a".repeat(10_000_000) + "\"}}").getBytes(UTF_8);
        BodyInput input = new BodyInput(new ByteArrayInputStream(body), Long.MAX_VALUE, LIMIT);
        input.locateTextsBy(() -> 1);
        input.read();

        input.beginText();
        assertThat(input.readNBytes(LIMIT)).containsOnly('a');
        byte[] chunk = new byte[8000];
        int count = input.read(chunk);

        assertThat(new String(chunk, 0, count, UTF_8)).isEqualTo("\"}}");
        assertThat(input.endText()).isTrue();
        assertThat(input.leftOut()).isEqualTo(10_000_000 - LIMIT);
    }

    @Test
    void whatFollowsACutTextIsNotMarked() throws IOException {
        TaskError error = Reading.taskError(
                "\"message\":\"" + "a".repeat(LIMIT + 1) + "\",\"errorCode\":17,\"system\":true,\"category\":\"c\"");

        assertThat(error.message()).endsWith(RunReader.CUT_MARK);
        assertThat(error.errorCode()).isEqualTo("17");
        assertThat(error.system()).isEqualTo("true");
        assertThat(error.category()).isEqualTo("c");
    }

    @Test
    void anUnknownNameIsBounded() throws IOException {
        String state =
                Reading.run("\"state\":\"" + "s".repeat(2000) + "\"").state().text();

        assertThat(state).isEqualTo("s".repeat(1000) + "…");
    }

    @Test
    void aBodyThatEndsInALongTextIsNoRun() {
        NotARunException refused = catchThrowableOfType(
                NotARunException.class, () -> Reading.summary("{\"run\":{\"id\":\"" + "a".repeat(100_000)));

        assertThat(refused.reason()).isEqualTo(NotARunException.Reason.NOT_JSON);
        assertThat(refused.place()).isEqualTo("byte 100014");
    }

    @Test
    void thePlaceOfAMistakeAfterACutTextIsThatInTheBody() {
        String before = "{\"run\":{\"id\":\"" + "a".repeat(100_000) + "\",\"state\":";

        NotARunException refused =
                catchThrowableOfType(NotARunException.class, () -> Reading.summary(before + "<b>}}"));

        assertThat(refused.place()).isEqualTo("byte " + before.length());
    }

    @Test
    void brokenEscapesAtTheCutEndInTheOneException() {
        for (String broken : List.of("\\", "\\u", "\\u1", "\\uq", "\\x", "\u0001", "\\ud83d")) {
            for (int before = LIMIT - 8; before < LIMIT + 2; before++) {
                String body = "{\"run\":{\"id\":\"" + "a".repeat(before) + broken;
                assertThat(catchThrowableOfType(NotARunException.class, () -> Reading.summary(body)))
                        .isNotNull();
            }
        }
    }

    private static int bytes(String raw) {
        return raw.getBytes(UTF_8).length;
    }
}
