package io.jenkins.plugins.synchronization.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contrast as WCAG 2.2 defines it: at least 4.5 : 1 for text (success criterion 1.4.3). */
class ContrastTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whiteTextOnTheBackgroundIsReadable(Kind kind) {
        assertThat(contrast("#ffffff", kind.background())).isGreaterThanOrEqualTo(4.5);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void textOnALightPageIsReadable(Kind kind) {
        assertThat(contrast(kind.onLight(), "#ffffff")).isGreaterThanOrEqualTo(4.5);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void textOnADarkPageIsReadable(Kind kind) {
        assertThat(contrast(kind.onDark(), "#16191d")).isGreaterThanOrEqualTo(4.5);
    }

    @Test
    void theMeasureIsThatOfTheStandard() {
        assertThat(contrast("#000000", "#ffffff")).isEqualTo(21.0);
        assertThat(contrast("#777777", "#ffffff")).isBetween(4.47, 4.49);
    }

    private static double contrast(String one, String other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String colour) {
        assertThat(colour).matches("#[0-9a-f]{6}");
        return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
    }

    private static double linear(String colour, int at) {
        double part = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
