package io.jenkins.plugins.synchronization.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskOutcomeTest {

    @ParameterizedTest
    @CsvSource({
        // state, result, while the run goes on, once the run is completed
        "Completed, Success,        SUCCEEDED, SUCCEEDED",
        "Completed, Skipped,        SKIPPED,   SKIPPED",
        "Completed, Canceled,       CANCELED,  CANCELED",
        "Completed, Cancelled,      CANCELED,  CANCELED",
        "Completed, Error,          FAILED,    FAILED",
        "Completed, TimedOut,       FAILED,    FAILED",
        "Completed, PartialSuccess, OTHER,     OTHER",
        "Completed, Undetermined,   OTHER,     OTHER",
        "Completed, Vanished,       OTHER,     OTHER",
        "Completed, '',             PENDING,   FAILED",
        "'',        Success,        SUCCEEDED, SUCCEEDED",
        "'',        Error,          FAILED,    FAILED",
        "'',        '',             PENDING,   FAILED",
        "Executing, '',             PENDING,   FAILED",
        "Executing, Undetermined,   PENDING,   FAILED",
        "Queued,    Success,        PENDING,   SUCCEEDED",
        "WaitingToRetry, Error,     PENDING,   FAILED",
        "Pausing,   Canceled,       PENDING,   CANCELED",
    })
    void stateAndResultDecideAndWhetherTheRunIsCompleted(
            String state, String result, TaskOutcome whileActive, TaskOutcome onceCompleted) {
        Task task = task(state, result, null);

        assertThat(TaskOutcome.of(task, false)).isEqualTo(whileActive);
        assertThat(TaskOutcome.of(task, true)).isEqualTo(onceCompleted);
        assertThat(TaskOutcome.of(task)).isEqualTo(onceCompleted);
    }

    @ParameterizedTest
    @CsvSource({"Success, SUCCEEDED", "Skipped, SKIPPED", "Canceled, CANCELED"})
    void anErrorBesideAResultDoesNotMakeItAFailure(String result, TaskOutcome outcome) {
        TaskError error = new TaskError("TAE_BRG_1000", null, null, null, null, null, null, null, null, null, null);

        assertThat(TaskOutcome.of(task("Completed", result, error))).isEqualTo(outcome);
    }

    @Test
    void whatDidNotSucceedComesFirstTheWorstAboveAll() {
        assertThat(Stream.of(TaskOutcome.values()).map(TaskOutcome::rank)).containsExactly(0, 1, 2, 3, 4, 4);
    }

    @Test
    void inAnAddressAnOutcomeIsALowerCaseWord() {
        assertThat(TaskOutcome.FAILED.key()).isEqualTo("failed");
    }

    private static Task task(String state, String result, TaskError error) {
        return new Task(
                "id",
                "file",
                null,
                null,
                null,
                0,
                Term.of(ExecutionState.class, state),
                Term.of(ExecutionResult.class, result),
                error,
                null);
    }
}
