package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each exit code, produced by the packaged jar. */
class ExitCodeIT {

    @TempDir
    Path folder;

    private Program.Ended waitFor(Simulation simulation, String... more) {
        return new Program(folder)
                .with("ITWIN_TOKEN", simulation.api().validToken())
                .run(simulation.waitFor(more));
    }

    @ParameterizedTest
    @CsvSource({
        "Success, 0, SUCCESS",
        "PartialSuccess, 10, UNSTABLE",
        "Error, 20, FAILURE",
        "TimedOut, 20, FAILURE",
        "Undetermined, 20, FAILURE",
        "Skipped, 0, SUCCESS",
        "Canceled, 40, ABORTED"
    })
    void theResultOfTheRunDecidesTheExitCode(String result, int exitCode, String outcome) {
        try (Simulation simulation = Simulation.ending(result)) {
            Program.Ended ended = waitFor(simulation);

            assertThat(ended.exitCode()).isEqualTo(exitCode);
            assertThat(ended.out())
                    .startsWith(
                            "{\"state\":\"Completed\",\"result\":\"" + result + "\",\"outcome\":\"" + outcome + "\"")
                    .hasLineCount(1);
        }
    }

    @Test
    void aMappingLeadsToAnotherExitCode() {
        try (Simulation simulation = Simulation.ending("Skipped")) {
            assertThat(waitFor(simulation, "--map", "Skipped=NOT_BUILT").exitCode())
                    .isEqualTo(30);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{status: 403}', 3, NOT_AUTHORIZED, 403",
        "'{status: 401}', 3, NOT_AUTHORIZED, 401",
        "'{status: 422}', 4, REFUSED, 422",
        "'{status: 404}', 4, REFUSED, 404",
        "'{status: 302}', 4, REFUSED, 302",
        "'{status: 500}', 5, GAVE_UP, 500",
        "'{status: 503, body: html}', 5, GAVE_UP, 503",
        "'{status: 200, body: html}', 5, GAVE_UP, 200"
    })
    void aRefusalEndsWithItsOwnExitCodeAndNamesStatusAndCorrelationId(
            String trouble, int exitCode, String reason, int status) {
        try (Simulation simulation = Simulation.troubled(trouble)) {
            // A 403 gets a second look after a minute, or at the timeout.
            Program.Ended ended =
                    waitFor(simulation, "--not-found-grace", "0s", "--give-up-after", "500ms", "--timeout", "5s");

            assertThat(ended.exitCode()).isEqualTo(exitCode);
            assertThat(ended.err()).contains("HTTP " + status).containsIgnoringCase("correlation id");
            assertThat(ended.out())
                    .contains("\"reason\":\"" + reason + "\"", "\"status\":" + status, "\"correlationId\":\"")
                    .contains("\"outcome\":null")
                    .hasLineCount(1);
        }
    }

    @Test
    void aTokenEndpointThatRefusesTheClientIsNotAuthorised() {
        try (Simulation simulation = Simulation.ending("Success")) {
            Program.Ended ended = new Program(folder)
                    .with("ITWIN_CLIENT_ID", simulation.api().clientId())
                    .with("ITWIN_CLIENT_SECRET", "not-the-secret")
                    .run(simulation.waitFor(
                            "--token-url", simulation.api().tokenUrl().toString()));

            assertThat(ended.exitCode()).isEqualTo(3);
            assertThat(ended.err()).contains("token endpoint").doesNotContain("not-the-secret");
        }
    }

    @Test
    void aTokenUrlWithoutATokenEndpointIsRefused() {
        try (Simulation simulation = Simulation.ending("Success")) {
            Program.Ended ended = new Program(folder)
                    .with("ITWIN_CLIENT_ID", simulation.api().clientId())
                    .with("ITWIN_CLIENT_SECRET", simulation.api().clientSecret())
                    .run(simulation.waitFor("--token-url", simulation.api().tokenUrl() + "/elsewhere"));

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.err()).contains("HTTP 404", "Check the token URL");
            assertThat(ended.out()).contains("\"reason\":\"REFUSED\"", "\"status\":404");
        }
    }

    @Test
    void anApiThatNobodyListensAtIsGivenUp() throws Exception {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0)) {
            closedPort = socket.getLocalPort();
        }
        Program.Ended ended = new Program(folder)
                .with("ITWIN_TOKEN", "token")
                .run(
                        "wait",
                        "--api-url=http://127.0.0.1:" + closedPort,
                        "--connection=c",
                        "--run=r",
                        "--min-interval=100ms",
                        "--give-up-after=500ms");

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.out()).contains("\"reason\":\"GAVE_UP\"");
    }

    @Test
    void aRunThatIsNotOverInTimeIsTimedOut() {
        try (Simulation simulation = Simulation.endless()) {
            Program.Ended ended = waitFor(simulation, "--timeout", "1s");

            assertThat(ended.exitCode()).isEqualTo(6);
            assertThat(ended.out()).contains("\"state\":\"Executing\"", "\"reason\":\"TIMED_OUT\"");
        }
    }

    @Test
    void aFileThatIsNotARunIsSaidToBeNone() throws Exception {
        Files.writeString(folder.resolve("page.html"), "<html>Sign in</html>");

        Program.Ended ended = new Program(folder).run("report", "page.html", "--html", "report.html");

        assertThat(ended.exitCode()).isEqualTo(7);
        assertThat(ended.err()).contains("page.html", "line 1, column");
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    @Test
    void aFolderThatDoesNotExistIsToldBeforeTheFirstRequest() {
        try (Simulation simulation = Simulation.ending("Success")) {
            Program.Ended ended = waitFor(simulation, "--html", "missing/report.html");

            assertThat(ended.exitCode()).isEqualTo(8);
            assertThat(ended.err()).contains("missing/report.html");
            assertThat(ended.out()).contains("\"reason\":\"FILE_NOT_WRITTEN\"").hasLineCount(1);
            assertThat(simulation.api().requests()).isEmpty();
        }
    }

    @Test
    void wrongUsageIsToldInOneMessageWithoutARequest() {
        try (Simulation simulation = Simulation.ending("Success")) {
            Program.Ended ended = waitFor(simulation, "--timeout", "soon");

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.err())
                    .contains("--timeout", "'soon'", "90s", "--help")
                    .hasLineCount(2);
            assertThat(ended.out()).contains("\"reason\":\"USAGE\"").hasLineCount(1);
            assertThat(simulation.api().requests()).isEmpty();
        }
    }
}
