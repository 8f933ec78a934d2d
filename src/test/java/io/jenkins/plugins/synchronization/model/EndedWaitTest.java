package io.jenkins.plugins.synchronization.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import java.util.Date;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndedWaitTest {

    private static EndedWait ended(String reason, String message, FailureText.Parts parts) {
        RunAddress run = new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.STORAGE, "connection", "run");
        return EndedWait.of(new RunReference("7", "nightly", "iTwin Platform", run, null), reason, message, parts);
    }

    private static EndedWait unchecked(String label, String type, String connection, String run) {
        return new EndedWait("7", label, null, type, connection, run, EndedWait.NOT_STARTED, null, null);
    }

    @Test
    void itKeepsWhichRunItWasFor() {
        EndedWait wait = ended("GAVE_UP", "It did not answer.", null);

        assertThat(wait.getKey()).isEqualTo("7");
        assertThat(wait.getLabel()).isEqualTo("nightly");
        assertThat(wait.getServer()).isEqualTo("iTwin Platform");
        assertThat(wait.getConnectionType()).isEqualTo("storage");
        assertThat(wait.getConnectionId()).isEqualTo("connection");
        assertThat(wait.getRunId()).isEqualTo("run");
        assertThat(wait.getReason()).isEqualTo("GAVE_UP");
        assertThat(wait.isUsable()).isTrue();
        assertThat(wait.getEnd()).isEqualTo(new Date(wait.getEndMillis())).isCloseTo(new Date(), 60_000);
    }

    @Test
    void itsTitleIsTheUsersNameElseTheRunElseTheConnection() {
        assertThat(unchecked("nightly", null, "connection", "run").getTitle()).isEqualTo("nightly");
        assertThat(unchecked(null, null, "connection", "run").getTitle()).isEqualTo("run");
        assertThat(unchecked(null, null, "connection", " ").getTitle()).isEqualTo("connection");
    }

    @Test
    void whateverTheJobSaysIsOnOneLineAndBounded() {
        EndedWait wait = unchecked("a\nb", "x\ny", "c".repeat(1_000), "${RUN}");

        assertThat(wait.getLabel()).isEqualTo("a b");
        assertThat(wait.getConnectionType()).isEqualTo("x y");
        assertThat(wait.getConnectionId()).hasSizeLessThanOrEqualTo(300);
        assertThat(wait.getRunId()).isEqualTo("${RUN}");
        assertThat(unchecked(null, null, "c", null).getConnectionType()).isEqualTo("manifest");
        assertThat(ended("GAVE_UP", "long ".repeat(2_000), null).getMessage()).hasSizeLessThanOrEqualTo(4_000);
    }

    @Test
    void causeAndRemedyAreApartWhereTheyAreKnown() {
        EndedWait whole = ended("GAVE_UP", "What happened: what to do.", null);
        assertThat(whole.getCause()).isEqualTo("What happened: what to do.");
        assertThat(whole.getRemedy()).isNull();
        assertThat(whole.getCorrelationId()).isNull();

        EndedWait apart = ended(
                "GAVE_UP",
                "What happened: what to do.",
                new FailureText.Parts("What\nhappened.", "What\nto do.", "the-id"));
        assertThat(apart.getMessage()).isEqualTo("What happened: what to do.");
        assertThat(apart.getCause()).isEqualTo("What happened.");
        assertThat(apart.getRemedy()).isEqualTo("What to do.");
        assertThat(apart.getCorrelationId()).isEqualTo("the-id");
    }

    @Test
    void aWaitWithoutAMessageHasAnEmptyOne() {
        assertThat(unchecked(null, null, "c", "r").getMessage()).isEmpty();
        assertThat(unchecked(null, null, "c", "r").isUsable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ABORTED, ABORTED", "TIMED_OUT, FAILURE", "GAVE_UP, FAILURE", "NOT_STARTED, FAILURE"})
    void whatItMeansForTheBuildDependsOnItsReason(String reason, String outcome) {
        EndedWait wait = ended(reason, "", null);

        assertThat(wait.getOutcome()).isEqualTo(outcome);
        assertThat(wait.getPresentation())
                .isEqualTo(
                        switch (reason) {
                            case "ABORTED" -> Presentation.ofAborted(Locale.getDefault());
                            case "TIMED_OUT" -> wait.getPresentation();
                            default -> Presentation.ofNoResult(Locale.getDefault());
                        });
    }

    @Test
    void aTimeoutIsShownAsOneOfARun() {
        assertThat(ended("TIMED_OUT", "", null).getPresentation().word()).isEqualTo("timed out");
    }
}
