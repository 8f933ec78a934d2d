package io.jenkins.plugins.synchronization.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeCountsTest {

    private final ChangeCounts counts = new ChangeCounts(3, 10, 2, 17, 41, "7");

    @Test
    void eachChangeHasItsCount() {
        assertThat(counts.getNewlyFailed()).isEqualTo(counts.of(Change.NEW)).isEqualTo(3);
        assertThat(counts.getStillFailing()).isEqualTo(counts.of(Change.STILL)).isEqualTo(10);
        assertThat(counts.getFixed()).isEqualTo(counts.of(Change.FIXED)).isEqualTo(2);
        assertThat(counts.getFailingSince()).isEqualTo(17);
        assertThat(counts.getComparedWithBuild()).isEqualTo(41);
        assertThat(counts.getComparedWithKey()).isEqualTo("7");
    }

    @Test
    void theirWordsLeaveOutWhatIsNone() {
        assertThat(new ChangeCounts(3, 0, 1, null, 41, "7").words(Locale.ENGLISH))
                .containsExactly(Map.entry(Change.NEW, "3 newly failed"), Map.entry(Change.FIXED, "1 fixed"));
    }

    @Test
    void theirLineHasAllAndNamesTheBuild() {
        assertThat(counts.line()).isEqualTo("3 newly failed, 10 still failing, 2 fixed, compared with build #41");
    }

    @ParameterizedTest
    @EnumSource
    void aChangeIsKnownByItsParameter(Change change) {
        assertThat(Change.ofParameter(change.parameter())).isSameAs(change);
        assertThat(change.label()).isEqualTo(change.label(Locale.getDefault())).isNotBlank();
    }

    @Test
    void anyOtherParameterIsNone() {
        assertThat(Change.ofParameter("other")).isNull();
        assertThat(Change.ofParameter(null)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatWasNotComparedSaysWhy(NotCompared why) {
        RunComparison comparison = RunComparison.none(why, 41);

        assertThat(comparison.getCounts()).isNull();
        assertThat(comparison.whyNot()).isEqualTo(why.explain(41)).isNotBlank();
        assertThat(RunComparison.none(why).whyNot()).isEqualTo(why.explain(0));
        assertThat(RunComparison.of(counts).whyNot()).isNull();
    }
}
