package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WaitSettingsTest {

    private static final WaitSettings DEFAULTS = WaitSettings.DEFAULTS;

    @Test
    void theDefaultsAreThoseOfTheCommandLinesHelp() {
        assertThat(DEFAULTS)
                .isEqualTo(new WaitSettings(
                        Duration.ofHours(24),
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(5)));
    }

    static Stream<Arguments> mistakes() {
        Duration second = Duration.ofSeconds(1);
        Duration ages = Duration.ofDays(3651);
        return Stream.of(
                mistake("timeout", () -> DEFAULTS.withTimeout(Duration.ZERO)),
                mistake("timeout", () -> DEFAULTS.withTimeout(ages)),
                mistake("give-up-after", () -> DEFAULTS.withGiveUpAfter(second.negated())),
                mistake("not-found-grace", () -> DEFAULTS.withNotFoundGrace(Duration.ofMillis(-1))),
                mistake("min-interval", () -> DEFAULTS.withIntervals(Duration.ofMillis(99), second)),
                mistake("max-interval", () -> DEFAULTS.withIntervals(second, Duration.ofMillis(999))),
                mistake("credential-refresh", () -> DEFAULTS.withCredentialRefresh(Duration.ofMillis(-1))),
                mistake("Limits", () -> new RequestLimits(0, 1)),
                mistake("Limits", () -> new RequestLimits(1, 0)));
    }

    private static Arguments mistake(String name, ThrowingCallable making) {
        return Arguments.of(name, making);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aSettingOutOfItsRangeIsNamed(String name, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(name);
    }

    @Test
    void theEndsOfTheRangesAreAllowed() {
        WaitSettings shortest = DEFAULTS.withIntervals(Duration.ofMillis(100), Duration.ofMillis(100))
                .withTimeout(Duration.ofMillis(1))
                .withGiveUpAfter(Duration.ofMillis(1))
                .withNotFoundGrace(Duration.ZERO)
                .withCredentialRefresh(Duration.ZERO);

        assertThat(shortest.minInterval()).isEqualTo(shortest.maxInterval());
    }
}
