package io.jenkins.plugins.synchronization.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileNumbersTest {

    @Test
    void filesOfSimilarNamesHaveNumbersOfTheirOwn() {
        Set<Long> numbers = new HashSet<>();
        Set<Long> lowHalves = new HashSet<>();
        Set<Long> highHalves = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            long number = FileNumbers.of("Site/Area-" + i % 50 + "/Model-" + i + ".dgn");
            numbers.add(number);
            lowHalves.add(number & 0x3FFFFFFF);
            highHalves.add(number >>> 30);
        }

        assertThat(numbers).hasSize(200_000).allMatch(number -> number >= 0 && number < 1L << FileNumbers.BITS);
        // Of 200,000 random numbers of 30 bits, about 19 meet another.
        assertThat(lowHalves).hasSizeGreaterThan(199_900);
        assertThat(highHalves).hasSizeGreaterThan(199_900);
    }

    @Test
    void theNumbersThatBuildsKeepNeverChange() {
        assertThat(FileNumbers.of("Site/Utilities-Existing.dwg")).isEqualTo(683954162303666181L);
        assertThat(FileNumbers.of("\u00fc\ud83d\ude00")).isEqualTo(1029405120486570519L);
    }

    @Test
    void aLongIdHasTheNumberOfItsBeginning() {
        assertThat(FileNumbers.of("x".repeat(1000) + "\u2026")).isEqualTo(FileNumbers.of("x".repeat(5000)));
        assertThat(FileNumbers.of("x".repeat(999))).isNotEqualTo(FileNumbers.of("x".repeat(1000)));
    }

    @Test
    void whatIsNoIdHasNoNumber() {
        assertThat(FileNumbers.of(null)).isEqualTo(-1);
        assertThat(FileNumbers.of(" ")).isEqualTo(-1);
    }
}
