package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ConvertersTest {

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "90s, PT90S", "30m, PT30M", "24h, PT24H", "0s, PT0S"})
    void aDurationIsANumberAndAUnit(String text, Duration duration) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "1.5h", "-1s", "1 s", "1d", "1H", "12345678901s", "١s"})
    void anythingElseIsNoDuration(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> new DurationConverter().convert(text))
                .withMessageContaining("90s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Skipped=NOT_BUILT", "skipped=not_built", " SKIPPED = NOT_BUILT"})
    void aMappingIsReadInAnyLetterCase(String text) {
        assertThat(new MappingRule.Converter().convert(text))
                .isEqualTo(new MappingRule(ExecutionResult.SKIPPED, Outcome.NOT_BUILT));
    }

    @Test
    void cancelledIsCanceled() {
        assertThat(new MappingRule.Converter().convert("Cancelled=SUCCESS").result())
                .isEqualTo(ExecutionResult.CANCELED);
    }

    @Test
    void aWrongMappingIsToldWithTheRightNames() {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> new MappingRule.Converter().convert("Sunny=SUCCESS"))
                .withMessageContaining("PartialSuccess");
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> new MappingRule.Converter().convert("Error=FINE"))
                .withMessageContaining("UNSTABLE");
    }
}
