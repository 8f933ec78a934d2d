package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SanitizerTest {

    @Test
    void lineBreaksAndRunsOfWhiteSpaceBecomeOneSpace() {
        assertThat(Sanitizer.oneLine(" a\r\n\t b\u2028c\u00a0\u3000d\u000be ", 100))
                .isEqualTo("a b c d e");
    }

    @Test
    void whatSteersATerminalIsRemoved() {
        assertThat(Sanitizer.oneLine("\u001b[31mred\u001b[0m\u0007\u0000\u007f\u0085\u009b", 100))
                .isEqualTo("[31mred[0m");
    }

    @Test
    void whatTurnsASentenceAroundIsRemoved() {
        assertThat(Sanitizer.oneLine("a\u202e\u202d\u200f\u200e\u2066\u2069\u061c\ufeffb", 100))
                .isEqualTo("ab");
    }

    @Test
    void brokenSurrogatesAndNoncharactersAreRemoved() {
        assertThat(Sanitizer.oneLine("a\ud83d\u0001\ude00b\ufffe\uffff\ufdd0c", 100))
                .isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zürich", "مرحبا", "日本語", "😀", "e\u0301", "a\u200db", "\ue000", "\ud83e\udee8"})
    void lettersOfAnyScriptAndEmojiStay(String text) {
        assertThat(Sanitizer.oneLine(text, 100)).isEqualTo(text);
    }

    @Test
    void aLongTextEndsInAnEllipsis() {
        assertThat(Sanitizer.oneLine("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Sanitizer.oneLine("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(Sanitizer.oneLine("abcd😀e", 6)).isEqualTo("abcd…");
        assertThat(Sanitizer.oneLine("ab", 1)).isEqualTo("…");
        assertThat(Sanitizer.oneLine("abc   ", 3)).isEqualTo("abc");
    }

    @Test
    void nullStaysNullAndNothingStaysNothing() {
        assertThat(Sanitizer.oneLine(null, 5)).isNull();
        assertThat(Sanitizer.oneLine("", 5)).isEmpty();
        assertThat(Sanitizer.oneLine("\u0000 \u202e", 5)).isEmpty();
    }
}
