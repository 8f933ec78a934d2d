package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not a run: always the one exception, with a place, and nothing of the body in its message. */
class NotARunTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"run\":{}}]",
                "null",
                "\"x\"",
                "17",
                "true",
                "{}",
                "{\"run\":null}",
                "{\"run\":[]}",
                "{\"run\":\"x\"}",
                "{\"error\":{\"code\":\"HeaderNotFound\"}}"
            })
    void jsonThatHasNoRun(String body) {
        assertThat(refused(body).reason()).isEqualTo(NotARunException.Reason.NO_RUN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>",
                "Service Unavailable",
                "{\"run\":{\"id\":NaN}}",
                "{'run':{}}",
                "{\"run\":{}/* x */}",
                "{\"run\":{\"id\":\"a\nb\"}}",
                "{\"run\":{\"id\":\"\\x\"}}",
                "{\"run\":{,}}",
                "{\"run\":{\"jobs\":[}]}}",
                "{\"run\":{]}",
                "{\"run\":{}}}",
                "{\"run\":{}} {\"run\":{}}",
                "{\"run\":{}} trailing",
                "{\"run\":{}},",
                "\u0000{\"run\":{}}"
            })
    void whatIsNoJson(String body) {
        assertThat(refused(body).reason()).isEqualTo(NotARunException.Reason.NOT_JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"run\":{\"id\": <b>}}   | line 1, column 15",
                "''                        | line 1, column 1",
                "[]                        | line 1, column 1",
                "{\"run\":{}} {}           | line 1, column 12",
                "{\"a\":1,\"run\":[]}      | line 1, column 16"
            })
    void thePlaceIsWhereItWentWrong(String body, String place) {
        assertThat(refused(body).place()).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<b>             | Die Antwort ist kein JSON (Zeile 1, Spalte 1)",
                "''              | Die Antwort ist leer (Zeile 1, Spalte 1)",
                "[]              | Die Antwort ist JSON, aber kein Objekt (Zeile 1, Spalte 1)",
                "{}              | Die Antwort enthält kein Objekt „run“ (Zeile 1, Spalte 2)",
                "{\"run\":{}} {}  | Die Antwort enthält nach dem Ende weiteren Text (Zeile 1, Spalte 12)",
                "{\"run\":{\"id\": | Die Antwort ist kein JSON (Zeile 1, Spalte 14)"
            })
    void theReasonIsToldInTheReadersLanguage(String body, String german) {
        assertThat(refused(body).text().in(Locale.GERMAN)).isEqualTo(german);
    }

    @Test
    void theMessageQuotesNothingOfTheBody() {
        assertThat(refused("{\"run\":{\"id\":secret}}").getMessage()).doesNotContain("secret");
        assertThat(refused("<script>alert(1)</script>").getMessage()).doesNotContain("script");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "{\"run\":%s}",
                "{\"other\":%s,\"run\":{}}",
                "{\"run\":{},\"other\":%s}",
                "{\"run\":{\"id\":%s}}",
                "{\"run\":{\"error\":{\"description\":%s}}}",
                "{\"run\":{\"jobs\":[{\"new\":%s}]}}",
                "{\"run\":{\"jobs\":[%s]}}",
                "{\"run\":{\"jobs\":[{\"tasks\":[{\"state\":%s}]}]}}",
                "{\"run\":{\"jobs\":[{\"tasks\":[%s]}]}}",
                "{\"run\":{\"jobs\":[{\"tasks\":[{\"error\":{\"message\":%s}}]}]}}",
                "{\"run\":{\"jobs\":[{\"tasks\":[{\"details\":{\"x\":%s}}]}]}}"
            })
    void tenThousandLevelsAnywhereAreTooDeep(String frame) {
        for (String[] pair : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
            String deep = pair[0].repeat(10_000) + "1" + pair[1].repeat(10_000);
            if (frame.equals("%s") && pair[0].equals("[")) {
                assertThat(refused(deep).reason()).isEqualTo(NotARunException.Reason.NO_RUN);
                continue;
            }
            NotARunException refused = refused(frame.formatted(deep));
            assertThat(refused.reason()).isEqualTo(NotARunException.Reason.TOO_LARGE);
            assertThat(Integer.parseInt(refused.place().replaceFirst("line 1, column ", "")))
                    .isBetween(150, 1500);
        }
    }

    @Test
    void aNumberWithoutEndIsTooLarge() {
        String body = "{\"run\":{\"id\":" + "1".repeat(100_000) + "}}";

        // Where it is noticed depends on the buffers that Jackson has left over.
        NotARunException refused = catchThrowableOfType(NotARunException.class, () -> Reading.summary(body));

        assertThat(refused.reason()).isEqualTo(NotARunException.Reason.TOO_LARGE);
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        InputStream endless = new InputStream() {
            private final byte[] begin = "{\"run\":{},\"x\":\"".getBytes(StandardCharsets.UTF_8);
            private int given;

            @Override
            public int read() {
                return given < begin.length ? begin[given++] : 'x';
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                if (given < begin.length) {
                    to[offset] = (byte) read();
                    return 1;
                }
                Arrays.fill(to, offset, offset + length, (byte) 'x');
                return length;
            }
        };

        NotARunException refused = catchThrowableOfType(NotARunException.class, () -> RunReader.summary(endless));

        assertThat(refused.reason()).isEqualTo(NotARunException.Reason.TOO_LARGE);
        assertThat(refused).hasMessageContaining("512 MB").hasMessageContaining("byte 536870912");
    }

    @Test
    void aBodyOfJustTheLimitIsRead() throws IOException {
        byte[] body = "{\"run\":{}}".getBytes(StandardCharsets.UTF_8);

        assertThat(new BodyInput(new ByteArrayInputStream(body), body.length, 64).readAllBytes())
                .isEqualTo(body);
        assertThatThrownBy(() -> new BodyInput(new ByteArrayInputStream(body), body.length - 1, 64).readAllBytes())
                .isInstanceOf(NotARunException.class);
    }

    @Test
    void aByteOrderMarkOfUtf8IsAccepted() throws IOException {
        assertThat(Reading.summary("\uFEFF{\"run\":{\"id\":\"a\"}}").run().id()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE", "X-UTF-32LE-BOM", "X-UTF-32BE-BOM"})
    void anyEncodingButUtf8IsRefused(String encoding) {
        byte[] body = "{\"run\":{}}".getBytes(Charset.forName(encoding));

        NotARunException refused =
                catchThrowableOfType(NotARunException.class, () -> RunReader.summary(new ByteArrayInputStream(body)));

        assertThat(refused.reason()).isEqualTo(NotARunException.Reason.NOT_JSON);
        assertThat(refused).hasMessageContaining("not UTF-8");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        for (byte[] text : new byte[][] {
            {(byte) 0xE4}, {(byte) 0xC3, '"'}, {(byte) 0xFF}, {(byte) 0x80}, {(byte) 0xF0, (byte) 0x9F}
        }) {
            byte[] body = ("{\"run\":{\"id\":\"" + new String(text, StandardCharsets.ISO_8859_1) + "\"}}")
                    .getBytes(StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> RunReader.summary(new ByteArrayInputStream(body)))
                    .isInstanceOf(NotARunException.class);
        }
    }

    @Test
    void aBrokenConnectionIsNotTheBodysFault() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };

        assertThatThrownBy(() -> RunReader.summary(broken))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NotARunException.class)
                .hasMessage("reset");
    }

    @Test
    void whatTheVisitorThrowsReachesTheCaller() {
        JsonGenerationException full = new JsonGenerationException("disk full", (JsonGenerator) null);
        TaskVisitor failing = new TaskVisitor() {
            @Override
            public void task(int job, Task task) throws IOException {
                throw full;
            }

            @Override
            public void job(Job job) {}
        };
        byte[] body = Reading.bodyOfTask("").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> RunReader.read(new ByteArrayInputStream(body), failing))
                .isSameAs(full);
    }

    @Test
    void theStreamIsLeftOpen() throws IOException {
        InputStream body = new ByteArrayInputStream("{\"run\":{}}".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };

        assertThat(RunReader.summary(body)).isNotNull();
    }

    private static NotARunException refused(String body) {
        NotARunException bySummary = catchThrowableOfType(NotARunException.class, () -> Reading.summary(body));
        NotARunException byReading = catchThrowableOfType(NotARunException.class, () -> Reading.of(body));
        assertThat(bySummary).as("of the summary").isNotNull();
        assertThat(byReading).as("of the tasks").hasMessage(bySummary.getMessage());
        assertThat(bySummary.place()).isNotBlank();
        return bySummary;
    }
}
