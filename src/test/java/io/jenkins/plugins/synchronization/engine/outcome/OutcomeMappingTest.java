package io.jenkins.plugins.synchronization.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeMappingTest {

    @ParameterizedTest
    @CsvSource({
        "Success,        SUCCESS",
        "PartialSuccess, UNSTABLE",
        "Skipped,        SUCCESS",
        "Error,          FAILURE",
        "TimedOut,       FAILURE",
        "Undetermined,   FAILURE",
        "Canceled,       ABORTED",
        "Cancelled,      ABORTED",
        "Unheard-of,     FAILURE",
        "'',             FAILURE"
    })
    void byDefaultResultsMeanWhatTheDesignSays(String result, Outcome outcome) {
        assertThat(OutcomeMapping.defaults().of(Term.of(ExecutionResult.class, result)))
                .isEqualTo(outcome);
    }

    @Test
    void aChangedResultChangesAloneAndInANewMapping() {
        OutcomeMapping changed = OutcomeMapping.defaults()
                .with(ExecutionResult.SKIPPED, Outcome.NOT_BUILT)
                .with(ExecutionResult.ERROR, Outcome.UNSTABLE);

        assertThat(changed.of(Term.of(ExecutionResult.SKIPPED))).isEqualTo(Outcome.NOT_BUILT);
        assertThat(changed.of(Term.of(ExecutionResult.ERROR))).isEqualTo(Outcome.UNSTABLE);
        assertThat(changed.of(Term.of(ExecutionResult.CANCELED))).isEqualTo(Outcome.ABORTED);
        assertThat(OutcomeMapping.defaults().of(Term.of(ExecutionResult.SKIPPED)))
                .isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void nothingIsMappedToNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> OutcomeMapping.defaults().with(ExecutionResult.ERROR, null));
        assertThatNullPointerException()
                .isThrownBy(() -> OutcomeMapping.defaults().with(null, Outcome.SUCCESS));
    }
}
