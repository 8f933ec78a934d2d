package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A field is skipped if nobody knows its name, however long that is and wherever it comes. */
class LongNameTest {

    private static final String RUN = """
            {NAME"before":[1,2,{NAME"x":null}],"run":{NAME"id":"r1","state":"Completed",NAME"result":"Success","error":{
            NAME"errorKey":"K"},"jobs":[{NAME"id":"j","tasks":[{NAME"id":"t1","state":"Completed","result":"Success",NAME
            "sourceFileId":"f"},{"id":"t2",NAME"result":"Error","error":{NAME"message":"m"}}]}]},NAME"after":{NAME"y":[]}}""";

    private static String with(String name) {
        return RUN.replace("NAME", "\"" + name + "\" : {\"state\":\"no\"},");
    }

    private static final String WITHOUT = RUN.replace("NAME", "");

    @ParameterizedTest
    @ValueSource(ints = {20, 255, 256, 257, 300, 511, 512, 513, 1_000, 1_100, 8_000, 8_192, 70_000, 1_000_000})
    void aFieldWithANameOfAnyLengthIsSkipped(int length) throws IOException {
        assertThat(Reading.of(with("n".repeat(length)))).isEqualTo(Reading.of(WITHOUT));
    }

    @Property(tries = 300)
    void aFieldWithANameOfAnyCharactersIsSkippedHoweverItsBytesComeIn(
            @ForAll("characters") String characters,
            @ForAll @IntRange(min = 1, max = 3_000) int times,
            @ForAll @IntRange(min = 1, max = 10_000) int piece,
            @ForAll @IntRange(max = 9_000) int before)
            throws IOException {
        String body = " ".repeat(before) + with(characters.repeat(times));

        assertThat(Reading.of(Trickle.of(body, piece))).isEqualTo(Reading.of(WITHOUT));
    }

    @Provide
    Arbitrary<String> characters() {
        return Arbitraries.of(
                        "n",
                        " ",
                        "é",
                        "😀",
                        "\\\"",
                        "\\\\",
                        "\\u0022",
                        "\\ud83d\\ude00",
                        "\\n",
                        "{",
                        "}",
                        ":",
                        ",",
                        "[",
                        "a\\",
                        "1")
                .map(part -> part.equals("a\\") ? "\\\\a" : part)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> "?" + String.join("", parts));
    }

    @Property(tries = 300)
    void whatHasNoQuotesForLongIsNotTakenForAName(
            @ForAll @IntRange(max = 2_000) int numbers,
            @ForAll @IntRange(max = 2_000) int spaces,
            @ForAll @IntRange(min = 1, max = 10_000) int piece)
            throws IOException {
        String gap = " ".repeat(spaces);
        String field = "\"list\":[" + "123, ".repeat(numbers) + "1]" + gap + "," + gap;
        String body = gap + RUN.replace("NAME", field) + gap;

        assertThat(Reading.of(Trickle.of(body, piece))).isEqualTo(Reading.of(WITHOUT));
    }

    @Test
    void aNameThatOnlyBeginsLikeAKnownOneIsNotThatOne() throws IOException {
        Run run = Reading.run("\"state\":\"Executing\",\"state" + "e".repeat(10_000) + "\":\"Completed\"");

        assertThat(run.state().text()).isEqualTo("Executing");
    }
}
