package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.Eventually;
import java.io.FileInputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left after a signal. */
class InterruptionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalEndsTheWaitAtOnceWithItsLineOfJsonAndNoFile(String signal, int exitCode) throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path output = Files.createDirectory(folder.resolve("output"));
        try (Simulation simulation = Simulation.endless();
                Program.Running program = new Program(output)
                        .with("ITWIN_TOKEN", simulation.api().validToken())
                        .withJavaOption("-Djava.io.tmpdir=" + temporary)
                        .start(simulation.waitFor("--html", "report.html", "--json", "run.json"))) {
            simulation.api().awaitRequest(request -> request.status() == 200, PATIENCE);

            program.signal(signal);
            Program.Ended ended = program.end();

            assertThat(ended.exitCode()).isEqualTo(exitCode);
            assertThat(ended.out()).contains("\"reason\":\"INTERRUPTED\"").hasLineCount(1);
            assertThat(ended.err()).doesNotContain("\tat ");
            assertThat(output).isEmptyDirectory();
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalDuringASlowAnswerEndsTheRequest(String signal, int exitCode) throws Exception {
        try (Simulation simulation = Simulation.troubled("{slowBody: 60s}");
                Program.Running program = new Program(folder)
                        .with("ITWIN_TOKEN", simulation.api().validToken())
                        .start(simulation.waitFor())) {
            simulation.api().awaitRequest(request -> request.status() == 200, PATIENCE);

            program.signal(signal);

            assertThat(program.end().exitCode()).isEqualTo(exitCode);
        }
    }

    @Test
    void aSignalAfterTheRunCompletedSaysThatOnlyTheFilesAreMissing() throws Exception {
        try (Simulation simulation = Simulation.withoutListOfFiles();
                Program.Running program = new Program(folder)
                        .with("ITWIN_TOKEN", simulation.api().validToken())
                        .start(simulation.waitFor("--html", "report.html"))) {
            simulation.api().awaitRequest(request -> request.path().contains("sourcefiles"), PATIENCE);

            program.signal("TERM");
            Program.Ended ended = program.end();

            assertThat(ended.exitCode()).isEqualTo(143);
            assertThat(ended.out())
                    .contains(
                            "\"state\":\"Completed\"",
                            "Stopped because of a signal. The run has completed; no file was written");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, Stopped because of a signal before a run was found",
        "de, 'Durch ein Signal abgebrochen, bevor ein Lauf gefunden wurde'"
    })
    void aSignalDuringTheSearchForTheLatestRunSaysSoInTheLanguageOfTheLog(String language, String message)
            throws Exception {
        try (Simulation simulation = Simulation.troubled("{at: connection, late: 10m}");
                Program.Running program = new Program(folder)
                        .with("ITWIN_TOKEN", simulation.api().validToken())
                        .withJavaOption("-Duser.language=" + language)
                        .start(
                                "wait",
                                "--api-url=" + simulation.api().apiUrl(),
                                "--connection=" + simulation.api().connectionId(),
                                "--run=latest")) {
            simulation.api().awaitRequest(request -> true, PATIENCE);

            program.signal("TERM");

            assertThat(program.end().out()).contains("\"message\":\"" + message + "\"");
        }
    }

    @Test
    void aSignalWhileStandardOutputIsBlockedLeavesNoDraft() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path output = Files.createDirectory(folder.resolve("output"));
        Path run = Files.writeString(
                folder.resolve("run.json"), "{\"run\":{\"jobs\":[{\"tasks\":[{}" + ",{}".repeat(50_000) + "]}]}}");
        Path pipe = folder.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        try (RandomAccessFile pausedReader = new RandomAccessFile(pipe.toFile(), "rw");
                FileInputStream reader = new FileInputStream(pausedReader.getFD());
                Program.Running program = new Program(output)
                        .withJavaOption("-Djava.io.tmpdir=" + temporary)
                        .withOutput(pipe)
                        .start("report", run.toString(), "--csv", "-", "--html", "report.html")) {
            Eventually.holds(() -> reader.available() > 0);

            program.signal("TERM");

            assertThat(program.end().exitCode()).isEqualTo(143);
            assertThat(output).isEmptyDirectory();
            assertThat(temporary).isEmptyDirectory();
        }
    }
}
