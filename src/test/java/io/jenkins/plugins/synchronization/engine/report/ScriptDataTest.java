package io.jenkins.plugins.synchronization.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ScriptDataTest {

    @Property(tries = 1000)
    void anyTextIsJsonThatCannotEndItsElement(
            @ForAll
                    @StringLength(max = 20)
                    @Chars({'<', '>', '&', '"', '\\', '/', '\u2028', '\u2029', '\n', '\u0000', 'a'})
                    String special,
            @ForAll String any)
            throws IOException {
        assertCannotEndItsElement(special + any);
    }

    /** Its JSON has nothing that ends a script element or a line, and is the text when it is read. */
    static void assertCannotEndItsElement(String text) throws IOException {
        String json = json(text);

        assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            assertThat(parser.getText()).isEqualTo(Sanitizer.text(text));
        }
    }

    @Test
    void noTextIsNull() throws IOException {
        assertThat(json(null)).isEqualTo("null");
    }

    @Test
    void whatIsRepeatedIsWrittenOnce() {
        Repeated<String> texts = new Repeated<>(String::length, 2, 10);

        assertThat(texts.number("one")).isZero();
        assertThat(texts.number("two")).isEqualTo(1);
        assertThat(texts.number("one")).isZero();
        assertThat(texts.inOrder()).containsExactly("one", "two");
    }

    @Test
    void whatDoesNotFitIsNotKept() {
        Repeated<String> few = new Repeated<>(String::length, 1, 10);
        assertThat(few.number("one")).isZero();
        assertThat(few.number("two")).isNull();

        Repeated<String> small = new Repeated<>(String::length, 9, 10);
        assertThat(small.number("longer than ten")).isNull();
        assertThat(small.number("short")).isZero();
        assertThat(small.number("shorter")).isNull();
    }

    private static String json(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = ScriptJson.to(bytes)) {
            ScriptJson.text(json, text);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
