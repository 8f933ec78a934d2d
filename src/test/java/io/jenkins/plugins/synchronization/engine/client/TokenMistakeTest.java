package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How much work it is to recognize a text: whoever may store a credential chooses the text, and no wait may stall. */
class TokenMistakeTest {

    private static final int LENGTH = 8_000;

    /** A text that counts how often a character of it is read. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long reads;

        private Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            reads++;
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static Stream<String> textsOfManyEqualParts() {
        List<String> heads = List.of(
                "",
                "/etc/",
                "/var/secrets/",
                "./",
                "C:\\",
                "Bearer",
                "authorization",
                "token",
                "$",
                "${",
                "%",
                "<",
                "*",
                "@");
        List<String> parts = List.of(
                "-", ".", "/", "a", "a.", "_", " ", "\t", "token", "token ", "jwt=", "=", ":", "*", "\\", "\u00e4");
        List<String> ends =
                List.of("", "\u2028x", "\u2029", "\u0085x", ">", "%", "}", "\u0000", ".txt!", "\ud83d\ude00");
        return heads.stream().flatMap(head -> parts.stream()
                .flatMap(part -> ends.stream().map(end -> head + part.repeat(LENGTH / part.length()) + end)));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("textsOfManyEqualParts")
    void theWorkGrowsWithTheLengthOnly(String text) {
        Counted counted = new Counted(text);

        TokenMistake.of(counted);

        assertThat(counted.reads).isLessThan(100L * text.length());
    }

    @Test
    void whatIsTooLongForATokenIsRecognizedByItsBeginning() {
        assertThat(TokenMistake.of("<html>" + " ".repeat(1 << 20))).isEqualTo("token.html");
        assertThat(TokenMistake.of("/etc/" + "-".repeat(1 << 20))).isEqualTo("token.file");
        assertThat(TokenMistake.of("a".repeat(1 << 20))).isEqualTo("token.characters");
    }
}
