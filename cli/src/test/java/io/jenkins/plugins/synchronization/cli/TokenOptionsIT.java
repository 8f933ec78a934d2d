package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.simulator.RecordedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the token comes from, and that it goes nowhere but to the API. */
class TokenOptionsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void aTokenFileThatIsReplacedWhileTheWaitGoesOnIsReadAgain() throws Exception {
        Path file = folder.resolve("token.txt");
        try (Simulation simulation = Simulation.of("success", 6)) {
            Files.writeString(file, "Bearer " + simulation.api().validToken() + "\n");
            try (Program.Running program =
                    new Program(folder).start(simulation.waitFor("--token-file", file.toString()))) {
                simulation.api().awaitRequest(request -> request.status() == 200, PATIENCE);
                simulation.api().acceptToken("the-second-token");
                Files.writeString(file, "the-second-token");
                simulation.api().rejectToken(simulation.api().validToken());

                assertThat(program.end().exitCode()).isZero();
            }
            assertThat(simulation.api().requests().stream()
                            .filter(request -> request.status() == 200)
                            .map(request -> request.header("authorization"))
                            .distinct())
                    .hasSize(2);
        }
    }

    @Test
    void aTokenFileThatDisappearsLaterLeavesTheOldTokenInUse() throws Exception {
        Path file = folder.resolve("token.txt");
        try (Simulation simulation = Simulation.of("success", 8)) {
            Files.writeString(file, simulation.api().validToken());
            try (Program.Running program =
                    new Program(folder).start(simulation.waitFor("--token-file", file.toString()))) {
                simulation.api().awaitRequest(request -> request.status() == 200, PATIENCE);
                Files.delete(file);

                assertThat(program.end().exitCode()).isZero();
            }
        }
    }

    @Test
    void aClientGetsNewTokensWhenTheOldOnesEnd() {
        try (Simulation simulation = Simulation.of("token-expiry", 2)) {
            Program.Ended ended = new Program(folder)
                    .with("ITWIN_CLIENT_ID", simulation.api().clientId())
                    .with("ITWIN_CLIENT_SECRET", simulation.api().clientSecret())
                    .run(simulation.waitFor(
                            "--token-url", simulation.api().tokenUrl().toString()));

            assertThat(ended.exitCode()).isZero();
            assertThat(simulation.api().requests().stream().filter(RecordedRequest::forToken))
                    .hasSizeGreaterThan(2);
        }
    }

    @Test
    void aTokenFileGoesBeforeTheEnvironmentAndATokenBeforeAClient() throws Exception {
        Path file = folder.resolve("token.txt");
        try (Simulation simulation = Simulation.ending("Success")) {
            Files.writeString(file, simulation.api().validToken());

            Program.Ended byFile = new Program(folder)
                    .with("ITWIN_TOKEN", "wrong")
                    .run(simulation.waitFor("--token-file", file.toString()));
            Program.Ended byToken = new Program(folder)
                    .with("ITWIN_TOKEN", simulation.api().validToken())
                    .with("ITWIN_CLIENT_ID", "wrong")
                    .with("ITWIN_CLIENT_SECRET", "wrong")
                    .run(simulation.waitFor());

            assertThat(byFile.exitCode()).isZero();
            assertThat(byToken.exitCode()).isZero();
        }
    }

    @Test
    void noTokenIsInAnythingThatIsPrintedOrWritten() throws Exception {
        String token = "very-secret-token-0815";
        try (Simulation simulation = Simulation.of("flaky", 8)) {
            simulation.api().acceptToken(token);

            Program.Ended good = new Program(folder)
                    .with("ITWIN_TOKEN", token)
                    .run(simulation.waitFor(
                            "--html", "report.html", "--json", "run.json", "--csv", "t.csv", "--badge", "b.svg"));
            simulation.api().rejectToken(token);
            Program.Ended refused =
                    new Program(folder).with("ITWIN_TOKEN", token).run(simulation.waitFor());
            Program.Ended broken =
                    new Program(folder).with("ITWIN_TOKEN", token + " and more").run(simulation.waitFor());

            assertThat(good.exitCode()).isZero();
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(broken.exitCode()).isEqualTo(2);
            assertThat(good.out() + good.err() + refused.out() + refused.err() + broken.out() + broken.err())
                    .doesNotContain(token);
            assertThat(filesIn(folder)).hasSize(4).allSatisfy(text -> assertThat(text)
                    .doesNotContain(token));
        }
    }

    private static Stream<String> filesIn(Path folder) throws IOException {
        return Files.list(folder).map(file -> {
            try {
                return Files.readString(file, StandardCharsets.UTF_8);
            } catch (IOException unreadable) {
                throw new AssertionError(unreadable);
            }
        });
    }

    @Test
    void aTokenFileThatCannotBeReadIsWrongUsage() throws Exception {
        Files.writeString(folder.resolve("empty.txt"), " \n");
        try (Simulation simulation = Simulation.ending("Success")) {
            Program.Ended missing = new Program(folder).run(simulation.waitFor("--token-file", "missing.txt"));
            Program.Ended empty = new Program(folder).run(simulation.waitFor("--token-file", "empty.txt"));
            Program.Ended aFolder = new Program(folder).run(simulation.waitFor("--token-file", "."));

            assertThat(missing.exitCode()).isEqualTo(2);
            assertThat(missing.err()).contains("missing.txt", "no such file");
            assertThat(empty.exitCode()).isEqualTo(2);
            assertThat(empty.err()).contains("empty.txt", "empty");
            assertThat(aFolder.exitCode()).isEqualTo(2);
            assertThat(simulation.api().requests()).isEmpty();
        }
    }
}
