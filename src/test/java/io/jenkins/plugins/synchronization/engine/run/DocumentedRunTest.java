package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer that the API's page shows. */
class DocumentedRunTest {

    private static final Instant BEGIN = Instant.parse("2020-10-24T02:44:13.410966600Z");

    private final byte[] body = documentedBody();

    @Test
    void theRunIsReadFieldByField() throws IOException {
        assertThat(reading().summary().run())
                .isEqualTo(new Run(
                        "a1ecbdc8c4f6173004f9f881914a57c5511a362b",
                        "MWplZe9Uf0iR1IDMqyOMLry641hUCa9JjxI3cYz8uCg",
                        BEGIN,
                        Instant.parse("2020-10-24T02:47:13.410966600Z"),
                        Term.of(JobPhase.MASTER_FILE),
                        Term.of(ExecutionState.COMPLETED),
                        Term.of(ExecutionResult.PARTIAL_SUCCESS),
                        new RunError("UserNotAuthenticated", "User is not authenticated.")));
    }

    @Test
    void theJobIsReadFieldByField() throws IOException {
        assertThat(reading().jobs())
                .containsExactly(new Job(
                        0,
                        "d6ecbdc8c4f6173004f9f881914a57c5511a362b",
                        BEGIN,
                        BEGIN,
                        Term.of(ExecutionState.COMPLETED),
                        Term.of(ExecutionResult.PARTIAL_SUCCESS),
                        Term.of(ConnectorType.DWG)));
    }

    @Test
    void theTaskIsReadFieldByField() throws IOException {
        TaskError error = new TaskError(
                "TAE_BRG_1000",
                "Failed to process the file.",
                "Error exit code received from bridge wrapper.",
                4294967295L,
                "cloud_orchestrator",
                "internal_server_error",
                "other",
                "RunOrchestrationError",
                "Failed to orchestrate Run.",
                null,
                false);
        SynchronizationReport report = new SynchronizationReport(Term.of(SuggestedAction.WARNING), null, 0, 20, 3);

        Reading reading = reading();

        assertThat(reading.jobOfTask()).isEqualTo(List.of(0));
        assertThat(reading.tasks())
                .containsExactly(new Task(
                        "f5ecbdc8c4f6173004f9f881914a57c5511a362b",
                        "master-file-id123",
                        null,
                        BEGIN,
                        BEGIN,
                        0,
                        Term.of(ExecutionState.COMPLETED),
                        Term.of(ExecutionResult.SUCCESS),
                        error,
                        report));
    }

    @Test
    void theSummaryCountsItsJobAndTask() throws IOException {
        RunSummary summary = RunReader.summary(new ByteArrayInputStream(body));

        assertThat(summary.run().isCompleted()).isTrue();
        assertThat(summary.tasks()).isOne();
        assertThat(summary.jobStates().counts()).isEqualTo(Map.of(Term.of(ExecutionState.COMPLETED), 1));
        assertThat(summary.taskCounts())
                .containsExactly(new TaskCount(Term.of(ExecutionState.COMPLETED), Term.of(ExecutionResult.SUCCESS), 1));
        assertThat(summary.taskResults().counts()).isEqualTo(Map.of(Term.of(ExecutionResult.SUCCESS), 1));
    }

    @Test
    void cutShortAtAnyByteItIsNoRunAndThePlaceIsTold() {
        int whole = new String(body, StandardCharsets.UTF_8).stripTrailing().length();
        for (int length = 0; length < whole; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> RunReader.summary(new ByteArrayInputStream(cut)))
                    .as("the first %d bytes", length)
                    .isInstanceOfSatisfying(NotARunException.class, notARun -> {
                        assertThat(notARun.reason()).isEqualTo(NotARunException.Reason.NOT_JSON);
                        assertThat(notARun.place()).matches("line \\d+, column \\d+");
                        assertThat(notARun).hasMessageContaining(notARun.place());
                    });
            assertThatThrownBy(() -> Reading.of(new ByteArrayInputStream(cut))).isInstanceOf(NotARunException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void itIsTheSameHoweverTheBytesComeIn(int piece) throws IOException {
        assertThat(Reading.of(new Trickle(new ByteArrayInputStream(body), piece)))
                .isEqualTo(reading());
        assertThat(RunReader.summary(new Trickle(new ByteArrayInputStream(body), piece)))
                .isEqualTo(reading().summary());
    }

    private Reading reading() throws IOException {
        return Reading.of(new ByteArrayInputStream(body));
    }

    private static byte[] documentedBody() {
        try (InputStream resource = DocumentedRunTest.class.getResourceAsStream("documented-run.json")) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
