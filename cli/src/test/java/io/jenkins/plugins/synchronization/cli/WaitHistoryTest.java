package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wait --history}, from the options to the file. */
class WaitHistoryTest {

    @TempDir
    Path folder;

    private final TestShell shell = new TestShell();

    private int waitFor(Simulation simulation, Path history) {
        return RootCommand.commandLine(
                        shell.with(Map.of("ITWIN_TOKEN", simulation.api().validToken()), false))
                .execute(simulation.waitFor("--history", history.toString()));
    }

    @Test
    void earlierRunsAreNamedAtTheBeginningAndTheRunIsAddedAtTheEnd() throws Exception {
        Path history = folder.resolve("history.json");
        try (Simulation simulation = Simulation.ending("Success")) {
            Files.writeString(
                    history,
                    "{\"%s\": [{\"run\": \"a\", \"seconds\": 720}, {\"run\": \"b\", \"seconds\": 900}, {\"run\": \"c\", \"seconds\": 1080}]}"
                            .formatted(simulation.api().connectionId()));

            assertThat(waitFor(simulation, history)).isZero();

            assertThat(shell.err()).contains("Earlier runs of this connection usually took 13 to 17 min");
            assertThat(history)
                    .content()
                    .contains("\"run\":\"c\",\"seconds\":1080.0")
                    .contains("\"run\":\"" + simulation.api().runId() + "\"");
        }
    }

    @Test
    void aFileThatIsNoHistoryDoesNotFailTheWait() throws Exception {
        Path history = Files.writeString(folder.resolve("history.json"), "not a history");
        try (Simulation simulation = Simulation.ending("Success")) {
            assertThat(waitFor(simulation, history)).isZero();
        }

        assertThat(shell.err()).contains("is not a history of runs");
        assertThat(history).hasContent("not a history");
    }
}
