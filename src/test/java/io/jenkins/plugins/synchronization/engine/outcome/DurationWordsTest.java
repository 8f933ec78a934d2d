package io.jenkins.plugins.synchronization.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationWordsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S,0 s",
        "PT-5S,0 s",
        "PT0.0004S,0 s",
        "PT0.85S,850 ms",
        "PT1S,1 s",
        "PT59.999S,59 s",
        "PT1M,1 min",
        "PT3M12S,3 min 12 s",
        "PT1H,1 h",
        "PT1H4M59S,1 h 4 min",
        "PT24H,1 d",
        "PT51H30M,2 d 3 h",
        "PT87649416H,3652059 d"
    })
    void aDurationIsSaidInItsTwoLargestUnits(Duration duration, String words) {
        assertThat(DurationWords.of(duration)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,1 s",
        "PT7.6S,8 s",
        "PT43S,45 s",
        "PT57.9S,1 min",
        "PT12M31S,13 min",
        "PT89M,1 h 29 min",
        "PT1H36M,1 h 35 min",
        "PT25H,1 d 1 h"
    })
    void anEstimateIsSaidAsExactlyAsItIsKnown(Duration duration, String words) {
        assertThat(DurationWords.roughly(duration)).isEqualTo(words);
    }

    @Test
    void howLongSomethingTookIsSaidOnceItsStartAndItsEndAreKnown() {
        Instant start = Instant.parse("2020-10-24T02:44:13Z");

        assertThat(DurationWords.between(start, start.plusSeconds(61))).isEqualTo("1 min 1 s");
        assertThat(DurationWords.between(start, start)).isEqualTo("0 s");
        assertThat(DurationWords.between(start, null)).isNull();
        assertThat(DurationWords.between(null, start)).isNull();
        assertThat(DurationWords.between(start, start.minusSeconds(1))).isNull();
    }
}
