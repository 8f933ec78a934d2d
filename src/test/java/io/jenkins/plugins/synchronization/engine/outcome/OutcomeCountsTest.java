package io.jenkins.plugins.synchronization.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutcomeCountsTest {

    private static final String TASKS =
            "{'state':'Completed','result':'Error'},{'state':'Completed','result':'TimedOut'},"
                    + "{'state':'Completed','result':'Success'},{'state':'Executing'}";

    @Test
    void whileTheRunGoesOnWhatIsNotCompletedIsPending() throws IOException {
        OutcomeCounts counts = OutcomeCounts.of(run("Executing"));

        assertThat(counts.of(TaskOutcome.FAILED)).isEqualTo(2);
        assertThat(counts.of(TaskOutcome.SUCCEEDED)).isOne();
        assertThat(counts.of(TaskOutcome.SKIPPED)).isZero();
        assertThat(counts.total()).isEqualTo(4);
        assertThat(counts.completed()).isEqualTo(3);
    }

    @Test
    void onceTheRunIsCompletedATaskWithoutAResultHasFailed() throws IOException {
        OutcomeCounts counts = OutcomeCounts.of(run("Completed"));

        assertThat(counts.of(TaskOutcome.FAILED)).isEqualTo(3);
        assertThat(counts.completed()).isEqualTo(4);
    }

    private static RunSummary run(String state) throws IOException {
        String body = "{'run':{'state':'" + state + "','jobs':[{'tasks':[" + TASKS + "]}]}}";
        return RunReader.summary(
                new ByteArrayInputStream(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }
}
