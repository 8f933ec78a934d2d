package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sourceFiles\": [{\"id\": \"a\"}]}",
                "\uFEFF{\"sourceFiles\": [{\"id\": \"a\", \"name\": \"ä\"}, {\"children\": [{}], \"id\": \"b\"}]}\n",
                "{\"x\": {\"sourceFiles\": 1}, \"sourceFiles\": []}"
            })
    void aManifestIsTakenByteForByte(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

        assertThat(Manifest.of(bytes).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[]|is not a JSON object",
                "^^|is not a JSON object",
                "{}|has no array sourceFiles",
                "{\"sourceFiles\": {}}|has no array sourceFiles",
                "{\"sourceFiles\": [{\"id\": \"a\"}, {\"name\": \"b\"}]}|has no id for source file 2 (line 1, column 31)",
                "{\"sourceFiles\": [\"a\"]}|has no id for source file 1 (line 1, column 18)",
                "{\"sourceFiles\": [{\"id\": \" \"}]}|has no id for source file 1 (line 1, column 18)",
                "{\"sourceFiles\": [{\"id\": 1}]}|has no id for source file 1 (line 1, column 18)",
                "{\"sourceFiles\": [}|is not valid JSON (line 1, column 18)",
                "{\"sourceFiles\": []} {}|has text after its end (line 1, column 21)"
            })
    void whatIsWrongIsSaid(String json, String message) {
        assertRefused(json == null ? "" : json, message);
    }

    /** Whether the column is that of the word or the one behind it differs between versions of Jackson. */
    @Test
    void aWordBehindTheEndIsNoJson() {
        assertThatThrownBy(() -> Manifest.of("{\"sourceFiles\": []} x".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("is not valid JSON \\(line 1, column 2[123]\\)");
    }

    @Test
    void moreThan16MiBAreRefused() {
        String json = "{\"sourceFiles\": []}";

        assertThat(Manifest.of((json + " ".repeat(Manifest.LARGEST - json.length())).getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
        assertRefused(json + " ".repeat(Manifest.LARGEST - json.length() + 1), "is larger than 16 MB");
    }

    @Test
    void anotherEncodingThanUtf8IsRefusedSinceItIsSentAsItIs() {
        byte[] utf16 = "{\"sourceFiles\": [{\"id\": \"a\"}]}".getBytes(StandardCharsets.UTF_16LE);

        assertThatThrownBy(() -> Manifest.of(utf16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is not JSON in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "1"})
    void whatTheParserDoesNotTakeIsRefused(String repeated) {
        assertRefused(
                "{\"a\": " + repeated.repeat(1100),
                "is nested too deeply, or has a number, name or text that is too long");
    }

    @Property
    void anyBytesAreTakenOrRefused(@ForAll byte[] bytes) {
        try {
            Manifest.of(bytes);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(is|has) .*");
        }
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> Manifest.of(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
