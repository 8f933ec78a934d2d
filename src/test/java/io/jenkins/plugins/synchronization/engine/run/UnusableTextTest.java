package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words for why a text cannot be used; which of them is for what is tested where it is found out. */
class UnusableTextTest {

    @ParameterizedTest
    @MethodSource("reasons")
    void everyReasonIsToldInGermanWithAllThatItIsAbout(String reason) {
        UnusableTextException unusable = new UnusableTextException(reason, "17", "39", "58");
        String german = unusable.in(Locale.GERMANY);

        assertThat(unusable.in(Locale.ENGLISH)).isEqualTo(unusable.getMessage());
        assertThat(german).isNotEqualTo(unusable.getMessage());
        assertThat(told(german)).isEqualTo(told(unusable.getMessage()));
    }

    @Test
    void noReasonIsToldInGermanOnly() {
        assertThat(bundle(Locale.GERMAN).keySet()).isEqualTo(bundle(Locale.ROOT).keySet());
    }

    @Test
    void aReasonWithinAReasonIsInTheSameLanguageAndANumberHasNoSeparators() {
        UnusableTextException unusable =
                new UnusableTextException("run.url", new UnusableTextException("names.csv", 12345));

        assertThat(unusable).hasMessage("The URL of the run is neither JSON nor CSV: line 12345 is not “ID,name”");
        assertThat(unusable.in(Locale.GERMAN))
                .isEqualTo("Die URL des Laufs ist weder JSON noch CSV: Zeile 12345 hat nicht die Form „ID,Name“");
    }

    private static List<String> told(String reason) {
        return Stream.of("17", "39", "58").filter(reason::contains).toList();
    }

    static Stream<String> reasons() {
        ResourceBundle texts = bundle(Locale.ROOT);
        return texts.keySet().stream()
                .filter(key -> texts.getString(key).matches(".*\\p{L}.*"))
                .sorted();
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                UnusableTextTest.class.getPackageName() + ".Reasons",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
    }
}
