package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Usage errors and help. */
class MainTest {

    private final TestShell shell = new TestShell();

    @TempDir
    Path folder;

    private int run(String... arguments) {
        return Main.run(shell.with(Map.of("ITWIN_TOKEN", "token"), false), arguments);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("--connection=a/b", "--connection"),
                Arguments.of("--connection=..", "--connection"),
                Arguments.of("--connection=%2f", "--connection"),
                Arguments.of("--connection=" + "a".repeat(129), "--connection"),
                Arguments.of("--run=a\nb", "--run"),
                Arguments.of("--run=", "--run"),
                Arguments.of("--api-url=ftp://example.com", "--api-url"),
                Arguments.of("--api-url=http://example.com", "--api-url"),
                Arguments.of("--api-url=https://user:pass@example.com", "--api-url"),
                Arguments.of("--token-url=nonsense", "--token-url"),
                Arguments.of("--timeout=0s", "--timeout"),
                Arguments.of("--timeout=999999999h", "--timeout"),
                Arguments.of("--min-interval=50ms", "--min-interval"),
                Arguments.of("--max-interval=1s", "--max-interval"),
                Arguments.of("--give-up-after=-5s", "--give-up-after"),
                Arguments.of("--map=Skipped", "--map"),
                Arguments.of("--map=Sunny=SUCCESS", "PartialSuccess"),
                Arguments.of("--map=Skipped=GREAT", "UNSTABLE"),
                Arguments.of("--html=a\0b", "--html"),
                Arguments.of("--unknown", "--unknown"));
    }

    @Test
    void aSecretIsNotSentToATokenServerThatNobodyNamed() {
        TestShell shell = new TestShell();

        int exitCode = Main.run(
                shell.with(Map.of("ITWIN_CLIENT_ID", "service-id", "ITWIN_CLIENT_SECRET", "hush"), false),
                "wait",
                "--connection=c",
                "--run=r",
                "--api-url=http://127.0.0.1:9");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err()).contains("--token-url").doesNotContain("hush");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldWithTheOptionAndOneLineOfJson(String argument, String option) {
        List<String> arguments = new ArrayList<>(List.of("wait", argument));
        Stream.of("--connection=c", "--run=r")
                .filter(needed -> !argument.startsWith(needed.substring(0, 5)))
                .forEach(arguments::add);

        int exitCode = run(arguments.toArray(String[]::new));

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err()).contains(option).doesNotContain("pass@").doesNotContain("\tat ");
        assertThat(shell.out()).contains("\"reason\":\"USAGE\"").hasLineCount(1);
    }

    @Test
    void withoutAnyTokenItIsSaidWhereOneCanComeFrom() {
        int exitCode =
                Main.run(shell.with(Map.of("ITWIN_TOKEN", " "), false), "wait", "--connection", "c", "--run", "r");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err()).contains("ITWIN_TOKEN", "ITWIN_CLIENT_ID", "ITWIN_CLIENT_SECRET", "--token-file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "/dev/stdout"})
    void aMistakeIsNotReportedInTheDataWhereThatIsStandardOutput(String name) {
        int exitCode = Main.run(shell.plain(), "wait", "--connection=c", "--run=r", "--csv", name);

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains("\"reason\":\"USAGE\"");
    }

    @Test
    void aClientIdWithoutSecretIsIncomplete() {
        int exitCode =
                Main.run(shell.with(Map.of("ITWIN_CLIENT_ID", "id"), false), "wait", "--connection", "c", "--run", "r");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err()).contains("ITWIN_CLIENT_SECRET is missing");
    }

    @Test
    void aTokenIsNeverAnArgumentAndIsNotRepeatedIfItIsGivenAsOne() {
        String token = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl";
        for (String[] mistake : new String[][] {
            {"--token", token},
            {"--token=" + token},
            {token},
            {"-t" + token},
            {"--token-file", token},
            {"--Bearer " + token}
        }) {
            String[] command = {"wait", "--connection", "c", "--run", "r"};
            String[] arguments = Stream.of(command, mistake).flatMap(Stream::of).toArray(String[]::new);

            assertThat(run(arguments)).as(String.join(" ", arguments)).isEqualTo(2);
        }
        assertThat(shell.err() + shell.out())
                .doesNotContain("eyJ", "c2ln")
                .contains("Unknown option: --token", "--token-file must be the path of a file");
    }

    @Test
    void aMistypedOptionOrCommandIsNamed() {
        run("wait", "--connection", "c", "--run", "r", "--quite");
        run("wiat");

        assertThat(shell.err()).contains("Unknown option: --quite", "Unexpected argument: wiat");
    }

    @Test
    void aRunDoesNotOverwriteItsManifest() throws Exception {
        Path manifest = Files.writeString(folder.resolve("manifest.json"), "{\"sourceFiles\": []}");

        assertThat(run("run", "--connection", "c", "--manifest", manifest.toString(), "--json", manifest.toString()))
                .isEqualTo(2);
        assertThat(shell.err()).contains("--json would overwrite --manifest");
    }

    @Test
    void anAtSignDoesNotReadAFile() {
        assertThat(run("wait", "--connection", "@/etc/hostname", "--run", "r")).isEqualTo(2);
        assertThat(shell.err()).contains("--connection");
    }

    @Test
    void withoutACommandTheCommandsAreNamed() {
        assertThat(run()).isEqualTo(2);
        assertThat(shell.err()).contains("start", "run", "wait", "report", "simulate");
    }

    @Test
    void reportWithoutAFileToWriteSaysSo() {
        assertThat(run("report", "run.json")).isEqualTo(2);
        assertThat(shell.err()).contains("--html", "--csv", "--badge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "run", "wait", "report", "simulate"})
    void theHelpOfEachCommandShowsEveryOptionAndExamples(String command) {
        assertThat(run(command, "--help")).isZero();

        assertThat(shell.err()).isEmpty();
        assertThat(shell.out()).contains("Examples:", "itwin-synchronization " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "report", "simulate", "generate-completion"})
    void helpShowsTheHelpOfACommand(String command) {
        TestShell asked = new TestShell();
        assertThat(run("help", command)).isZero();
        assertThat(Main.run(asked.plain(), command, "--help")).isZero();

        assertThat(shell.out()).isEqualTo(asked.out()).contains("itwin-synchronization " + command);
    }

    @Test
    void helpAloneListsTheCommands() {
        assertThat(run("help")).isZero();

        assertThat(shell.out()).contains("Commands:", "wait", "report", "simulate", "generate-completion", "help");
    }

    @Test
    void helpOfAnUnknownCommandIsAUsageError() {
        assertThat(run("help", "dance")).isEqualTo(2);

        assertThat(shell.err()).contains("dance");
    }

    @Test
    void theHelpOfWaitExplainsEnvironmentDefaultsAndExitCodes() {
        run("wait", "--help");

        assertThat(shell.out())
                .contains("ITWIN_TOKEN", "ITWIN_CLIENT_SECRET", "HTTPS_PROXY", "NO_PROXY")
                .contains("24h", "30m", "60s", "2s")
                .containsPattern("10 +UNSTABLE")
                .containsPattern("143 +terminated");
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(run("--version")).isZero();

        assertThat(shell.out()).isEqualToIgnoringNewLines(Version.text()).doesNotContain("$");
    }

    @Test
    void standardOutputThatCannotBeWrittenIsExitCodeEight() {
        TestShell shell = new TestShell();
        Shell closed = shell.with(Map.of(), OutputStream.nullOutputStream(), () -> 0);
        Shell full = shell.with(Map.of(), new FullStream(), () -> 0);

        assertThat(Main.run(closed, "--version")).isZero();
        for (String[] arguments :
                new String[][] {{"--version"}, {"--help"}, {"wait", "--help"}, {"wait", "--unknown"}}) {
            assertThat(Main.run(full, arguments))
                    .as(String.join(" ", arguments))
                    .isEqualTo(8);
        }
        assertThat(shell.err()).contains("Cannot write standard output", "\"reason\":\"USAGE\"");
    }

    private static final class FullStream extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    @Test
    void aUsageErrorNeverGoesIntoAFileThatIsStandardOutput() {
        assertThat(run("wait", "--html", "-", "--connection", "c", "--run", "r", "--timeout", "0s"))
                .isEqualTo(2);

        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains("\"reason\":\"USAGE\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Skipped=NOT_BUILT", "skipped=not_built", "SKIPPED=Not_Built", "Cancelled=SUCCESS"})
    void aMappingIsReadInAnyLetterCase(String mapping) {
        run("wait", "--map", mapping, "--connection", "c", "--run", "r", "--api-url", "http://example.com");

        assertThat(shell.err()).contains("--api-url").doesNotContain("--map");
    }
}
