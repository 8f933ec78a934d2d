package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc",
        "abcd, 3, ab…",
        "abc, 1, …",
        "漢字, 4, 漢字",
        "漢字, 3, 漢…",
        "漢字かな, 5, 漢字…",
        "ｱｲｳ, 3, ｱｲｳ",
        "한글, 3, 한…",
        "🏗a, 3, 🏗a",
        "🏗ab, 3, 🏗…",
        "e\u0301, 1, e\u0301",
        "e\u0301a, 1, …"
    })
    void aLineIsCutWhereItsColumnsEnd(String line, int columns, String expected) {
        assertThat(Terminal.fit(line, columns)).isEqualTo(expected);
    }

    @Test
    void aDumbTerminalHasNoColumns() {
        assertThat(Terminal.columns(Map.of("TERM", "dumb"))).isZero();
        assertThat(Terminal.columns(Map.of())).isZero();
    }
}
