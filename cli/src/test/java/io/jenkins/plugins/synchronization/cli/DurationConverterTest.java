package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

    private final DurationConverter converter = new DurationConverter();

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "90s, PT90S",
        "30m, PT30M",
        "30min, PT30M",
        "24h, PT24H",
        "0s, PT0S",
        "1d, PT24H",
        "1d12h, PT36H",
        "1 d 12 h, PT36H",
        "2d3h4m5s6ms, PT51H4M5.006S"
    })
    void aDurationIsNumbersWithUnits(String text, Duration duration) {
        assertThat(converter.convert(text)).isEqualTo(duration);
    }

    @Property
    void whatMessagesPrintCanBeTypedIn(@ForAll @LongRange(min = 0, max = 3650L * 86_400_000) long millis) {
        String printed = DurationWords.of(Duration.ofMillis(millis));

        assertThat(DurationWords.of(converter.convert(printed))).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "5", "s", "d", "1.5h", "-1s", "1H", "1D", "12h1d", "1h1h", "1d,2h", "12345678901s", "١s"
            })
    void anythingElseIsNotADuration(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert(text))
                .withMessageContaining("90s");
    }
}
