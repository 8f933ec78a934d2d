package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code simulate}. */
class SimulateCommandIT {

    @TempDir
    Path folder;

    @Test
    void aScenarioFileOfAUserIsPlayedUntilASignalComes() throws Exception {
        Files.writeString(
                folder.resolve("mine.yaml"),
                "connectionId: c1\nrunId: r1\nstates: [{state: Executing, for: 1s}]\nresult: Canceled\n");
        try (Program.Running simulator =
                new Program(folder).start("simulate", "--scenario", "mine.yaml", "--speed", "10")) {
            String url = simulator.firstLine();

            Program.Ended waited = new Program(folder)
                    .with("ITWIN_CLIENT_ID", "service-simulated-client")
                    .with("ITWIN_CLIENT_SECRET", "simulated-client-secret")
                    .run(
                            "wait",
                            "--api-url=" + url,
                            "--token-url=" + url + "/connect/token",
                            "--connection=c1",
                            "--run=r1",
                            "--min-interval=100ms");
            simulator.signal("TERM");
            Program.Ended simulated = simulator.end();

            assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(waited.exitCode()).as(waited.err()).isEqualTo(40);
            assertThat(simulated.exitCode()).isEqualTo(143);
            assertThat(simulated.err())
                    .as("the command to paste works from any folder")
                    .containsPattern("java -jar '?/.*itwin-synchronization-cli\\.jar'? wait --api-url " + url);
        }
    }

    @Test
    void whereEachScenarioIsPlayedTheRunsIdSaysWhich() throws Exception {
        try (Program.Running simulator =
                new Program(folder).start("simulate", "--scenario", "each", "--speed", "100")) {
            String url = simulator.firstLine();
            Program wait = new Program(folder)
                    .with("ITWIN_CLIENT_ID", "service-simulated-client")
                    .with("ITWIN_CLIENT_SECRET", "simulated-client-secret");
            String[] arguments = {
                "wait",
                "--api-url=" + url,
                "--token-url=" + url + "/connect/token",
                "--connection=MWplZe9Uf0iR1IDMqyOMLry641hUCa9JjxI3cYz8uCg",
                "--min-interval=100ms",
                "--run=canceled-1"
            };
            Program.Ended canceled = wait.run(arguments);
            arguments[5] = "--run=partial-success-1";
            Program.Ended partial = wait.run(arguments);

            assertThat(canceled.exitCode()).as(canceled.err()).isEqualTo(40);
            assertThat(partial.exitCode()).as(partial.err()).isEqualTo(10);
        }
    }

    @Test
    void aScenarioThatIsNoneIsToldWithTheNamesThatThereAre() throws Exception {
        Files.writeString(folder.resolve("broken.yaml"), "states: [{state: Executing, for: soon}]\n");

        Program.Ended unknown = new Program(folder).run("simulate", "--scenario", "sunny");
        Program.Ended broken = new Program(folder).run("simulate", "--scenario", "broken.yaml");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("sunny", "partial-success", "each");
        assertThat(broken.exitCode()).isEqualTo(2);
        assertThat(broken.err()).contains("broken.yaml", "states[0].for").doesNotContain("\tat ");
    }
}
