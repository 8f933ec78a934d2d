package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
        assertThat(Sanitizer.oneLine("ab c", 3)).isEqualTo("ab…");
        assertThat(Sanitizer.oneLine("abc   ", 3)).isEqualTo("abc");
    }

    @Test
    void nullStaysNullAndNothingStaysNothing() {
        assertThat(Sanitizer.oneLine(null, 5)).isNull();
        assertThat(Sanitizer.oneLine("", 5)).isEmpty();
        assertThat(Sanitizer.oneLine("\u0000 \u202e", 5)).isEmpty();
    }

    /** The first and the last of each range, and their neighbors. */
    @Test
    void noMoreIsUnfitThanMustBe() {
        assertThat("\u202a\u202e\u2066\u2069\u061c\u200e\ufdd0\ufdef\ufffe\uffff\u0000\u001f\u007f\u009f\ud800\udfff"
                        .chars())
                .allMatch(Sanitizer::isUnfit);
        assertThat("\u2029\u202f\u2065\u206a\u061d\u200d\ufdcf\ufdf0\ufffd\t\n\r \u007e\u00a0\ue000".chars())
                .noneMatch(Sanitizer::isUnfit);
    }

    @Test
    void aTextKeepsItsLinesAndLosesWhatIsUnfit() {
        String fit = "a\tb\r\nc~ \u007eü😀";

        assertThat(Sanitizer.text(null)).isNull();
        assertThat(Sanitizer.text(fit)).isSameAs(fit);
        assertThat(Sanitizer.text("\u001f" + fit + "\u007f")).isEqualTo(fit);
        assertThat(Sanitizer.text("😀\u202e😀x")).isEqualTo("😀😀x");
        assertThat(Sanitizer.text("\ude00\ud83d")).isEmpty();
    }

    @Test
    void aNameIsOneLineOfAtMost300Characters() {
        String longest = "n".repeat(300);

        assertThat(Sanitizer.name(null)).isNull();
        assertThat(Sanitizer.name(longest)).isSameAs(longest);
        assertThat(Sanitizer.name(longest + "n")).isEqualTo("n".repeat(299) + "…");
        assertThat(Sanitizer.name("a\nb")).isEqualTo("a b");
        assertThat(Sanitizer.name("\nb")).isEqualTo("b");
        assertThat(Sanitizer.name("a\u0007b")).isEqualTo("ab");
    }

    @Property
    void aNameIsOneLineForEveryProgram(@ForAll String text) {
        assertThat(Sanitizer.name(text))
                .doesNotContainPattern("[\\p{Cntrl}\\v]")
                .satisfies(name -> assertThat(name.lines().count()).isLessThan(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\t", "\u000b", "\f", "\u0085", "\u2028", "\u2029"})
    void whatEndsALineIsASpaceInAName(String end) {
        assertThat(Sanitizer.name("a.dwg" + end + "Finished: SUCCESS").replace(" ", ""))
                .isEqualTo("a.dwgFinished:SUCCESS");
    }

    @Test
    void anUnbreakableSpaceStaysInAName() {
        assertThat(Sanitizer.name("Nord\u00a01.dwg")).isEqualTo("Nord\u00a01.dwg");
    }

    @Test
    void aCutTextEndsInAnEllipsisAndInAWholeCharacter() {
        assertThat(Sanitizer.cut(null, 3)).isNull();
        assertThat(Sanitizer.cut("abc", 3)).isEqualTo("abc");
        assertThat(Sanitizer.cut("abcd", 3)).isEqualTo("abc…");
        assertThat(Sanitizer.cut("ab😀", 3)).isEqualTo("ab…");
        assertThat(Sanitizer.cut("a😀b", 3)).isEqualTo("a😀…");
    }
}
