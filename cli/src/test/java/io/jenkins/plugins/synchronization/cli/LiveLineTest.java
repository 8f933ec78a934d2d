package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.polling.DurationEstimate;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveLineTest {

    private static final String ERASE = "\r\u001b[K";

    private final TestShell shell = new TestShell();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private RunSummary summary;

    @BeforeEach
    void readSummary() throws Exception {
        String body = "{\"run\":{\"state\":\"Executing\",\"phase\":\"MasterFile\",\"jobs\":[{\"tasks\":["
                + "{\"state\":\"Completed\",\"result\":\"Error\"},{\"state\":\"Executing\"}]}]}}";
        summary = RunReader.summary(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void onATerminalTheLineIsRewrittenWithTheTimeProgressAndNextRequest() {
        LiveLine line = new LiveLine(shell.with(Map.of(), true), () -> now, false);

        line.update(summary, now.plusSeconds(70));
        now = now.plusSeconds(65);
        line.refresh();

        assertThat(shell.err())
                .isEqualTo(ERASE + "00:00 | executing | MasterFile | 1 of 2 tasks completed, 1 failed | > 70 s" + ERASE
                        + "01:05 | executing | MasterFile | 1 of 2 tasks completed, 1 failed | > 5 s");
    }

    @Test
    void earlierRunsSayHowLongTheRunStillTakesOrThatItTakesLonger() throws Exception {
        LiveLine line = new LiveLine(shell.with(Map.of(), true), () -> now, false);
        String started = "{\"run\":{\"state\":\"Executing\",\"startDateTime\":\"2026-01-01T00:00:00Z\"}}";
        summary = RunReader.summary(new ByteArrayInputStream(started.getBytes(StandardCharsets.UTF_8)));
        line.expect(new DurationEstimate(Duration.ofMinutes(15), Duration.ofMinutes(12), Duration.ofMinutes(18)));

        line.update(summary, null);
        now = now.plus(Duration.ofMinutes(11));
        line.refresh();
        now = now.plus(Duration.ofMinutes(4));
        line.refresh();
        now = now.plus(Duration.ofMinutes(4));
        line.refresh();

        assertThat(shell.err())
                .endsWith(ERASE + "00:00 | executing | usually 12 to 18 min more" + ERASE
                        + "11:00 | executing | usually 1 to 7 min more" + ERASE
                        + "15:00 | executing | usually at most 3 min more" + ERASE
                        + "19:00 | executing | longer than usual (12 to 18 min)");
    }

    @Test
    void linesOfTheLogGoAboveIt() {
        LiveLine line = new LiveLine(shell.with(Map.of(), true), () -> now, false);
        line.refresh();

        line.log("The run is executing");

        assertThat(shell.err()).endsWith(ERASE + "The run is executing" + System.lineSeparator() + ERASE + "00:00");
    }

    @Test
    void theLineFitsTheTerminalAndFollowsItsWidth() {
        int[] columns = {30};
        LiveLine line = new LiveLine(shell.with(Map.of(), () -> columns[0]), () -> now, false);

        line.update(summary, now.plusSeconds(70));
        columns[0] = 12;
        line.refresh();
        columns[0] = 0;
        line.refresh();

        assertThat(shell.err())
                .isEqualTo(ERASE + "00:00 | executing | MasterFi…" + ERASE + "00:00 | ex…" + ERASE + "00:00 | ex…");
    }

    @Test
    void onceClosedNothingOfItIsLeft() {
        LiveLine line = new LiveLine(shell.with(Map.of(), true), () -> now, false);
        line.refresh();

        line.close();
        line.refresh();

        assertThat(shell.err()).endsWith("00:00" + ERASE);
    }

    @Test
    void withoutATerminalThereAreOnlyTheLinesOfTheLog() {
        LiveLine line = new LiveLine(shell.plain(), () -> now, false);

        line.update(summary, now);
        line.log("one\u001b[2J line\u202e");
        line.close();

        assertThat(shell.err()).isEqualTo("one[2J line" + System.lineSeparator());
    }
}
