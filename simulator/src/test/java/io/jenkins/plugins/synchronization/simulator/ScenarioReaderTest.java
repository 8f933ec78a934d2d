package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioReaderTest {

    private static final String SMALLEST = "states: [{state: Executing, for: 1s}]\nresult: Success\n";

    @Test
    void theSmallestScenarioIsTheDocumentedRunWithoutJobs() {
        Scenario scenario = Scenario.parse(SMALLEST);

        assertThat(scenario.runId()).isEqualTo("a1ecbdc8c4f6173004f9f881914a57c5511a362b");
        assertThat(scenario.connectionId()).isEqualTo("MWplZe9Uf0iR1IDMqyOMLry641hUCa9JjxI3cYz8uCg");
        assertThat(scenario.storage()).isFalse();
        assertThat(scenario.length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(scenario.name()).isEmpty();
    }

    @Test
    void aFileMayBeYamlOrJson(@TempDir Path folder) throws Exception {
        Path yaml = Files.writeString(folder.resolve("mine.yaml"), "name: mine \u00fc\n" + SMALLEST);
        Path json = Files.writeString(
                folder.resolve("mine.json"),
                "{\n\t\"name\": \"mine \\u00fc\",\n\t\"states\": [{\"state\": \"Queued\", \"for\": \"1.5s\"}],"
                        + "\"result\": \"Skipped\", \"jobs\": null}");

        assertThat(Scenario.read(yaml).name()).isEqualTo("mine \u00fc");
        assertThat(Scenario.read(json).name()).isEqualTo("mine \u00fc");
        assertThat(Scenario.read(json).length()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void theExampleOfTheDocumentationIsAScenario() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "simulator.md"));
        int start = page.indexOf("```yaml\n") + "```yaml\n".length();
        Scenario example = Scenario.parse(page.substring(start, page.indexOf("```", start)));

        assertThat(example.name()).isEqualTo("nightly-site");
        assertThat(example.length()).isEqualTo(Duration.ofMinutes(42));
    }

    @Test
    void aMistakeNamesTheFileTheKeyAndWhatIsAllowed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("wrong.yaml"), SMALLEST + "troubles: [{status: 500}, {status: 401}, {status: 99}]");

        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> Scenario.read(file))
                .withMessage(file + ": troubles[2].status is '99'; allowed: a whole number from 200 to 599.")
                .satisfies(e -> assertThat(e.keyPath()).isEqualTo("troubles[2].status"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour: red                                 | colour                 | is an unknown key; allowed here:",
                "runId: a/b                                  | runId                  | allowed: 1 to 128 letters",
                "connection: cable                           | connection             | allowed: manifest, storage",
                "startDateTime: yesterday                    | startDateTime          | allowed: a date such as",
                "error: broken                               | error                  | is not a mapping",
                "error: {errorKey: [a]}                      | error.errorKey         | is not a string",
                "jobs: {}                                    | jobs                   | is not a list",
                "jobs: [1]                                   | jobs[0]                | is not a mapping",
                "'jobs: [{tasks: [], generate: {count: 1}}]' | jobs[0].generate       | cannot be combined with tasks",
                "'jobs: [{generate: {count: 0}}]'            | jobs[0].generate.count | from 1 to 1000000",
                "'jobs: [{tasks: [{starts: 2s}]}]'           | jobs[0].tasks[0].starts | to the end of the run at 1.0s",
                "'jobs: [{tasks: [{result: Great}]}]'        | jobs[0].tasks[0].result | allowed: Undetermined, Success",
                "'jobs: [{tasks: [{storageFileId: s}]}]'     | jobs[0].tasks[0].storageFileId | sourceFileId",
                "'jobs: [{tasks: [{error: {bridgeExitCode: -1}}]}]' | jobs[0].tasks[0].error.bridgeExitCode | 4294967295",
                "'token: {livesSeconds: 0}'                  | token.livesSeconds     | from 1 to",
                "'limits: {perMinute: many}'                 | limits.perMinute       | a whole number from 1",
                "'limits: {perMinute: &a [[*a]]}'            | limits.perMinute       | is not a string",
                "'limits: {perDay: 5}'                       | limits.perDay          | perHour, perMinute",
                "'troubles: [{every: 3}]'                    | troubles[0].status     | is missing; a trouble must have exactly one of",
                "'troubles: [{status: 500, reset: true}]'    | troubles[0].reset      | cannot be combined with status",
                "'troubles: [{status: 204}]'                 | troubles[0].status     | has no body",
                "'troubles: [{notFoundFor: 1s, at: token}]'  | troubles[0].at         | is an unknown key",
                "'troubles: [{reset: false}]'                | troubles[0].reset      | allowed: true",
                "'troubles: [{onRequests: 0, reset: true}]'  | troubles[0].onRequests | such as 3, 3..5 or 3..",
                "'troubles: [{slowBody: 5}]'                 | troubles[0].slowBody   | a number with its unit",
                "'troubles: [{slowBody: 999h}]'              | troubles[0].slowBody   | at most 720h",
                "'troubles: [{status: 429, retryAfter: ü}]'  | troubles[0].retryAfter | printable ASCII",
                "'troubles: [{status: 500, body: xml}]'      | troubles[0].body       | envelope, legacy, html, empty",
            })
    void everyMistakeIsToldAtItsKey(String lines, String keyPath, String allowed) {
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> Scenario.parse(SMALLEST + lines))
                .withMessageContaining(allowed)
                .satisfies(e -> assertThat(e.keyPath()).isEqualTo(keyPath));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "result: Success                                        | states           | needs at least one state",
                "states: [{state: Executing, for: 1s}]                  | result           | is missing",
                "'states: [{for: 1s}]\nresult: Success'                 | states[0].state  | is missing",
                "'states: [{state: Queued}]\nresult: Success'           | states[0].for    | is missing",
                "'states: [{state: Completed, for: 1s}]\nresult: Error' | states[0].state  | allowed: NotStarted",
            })
    void whatIsMissingIsTold(String text, String keyPath, String what) {
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> Scenario.parse(text))
                .withMessageContaining(what)
                .satisfies(e -> assertThat(e.keyPath()).isEqualTo(keyPath));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                        | is not a mapping",
                "- a list                                  | is not a mapping",
                "'a: b: c'                                 | This is not YAML",
                "'result: Success\nresult: Error'          | duplicate",
                "'a: !!int x'                              | This is not YAML",
                "'a: !!set x'                              | This is not YAML",
                "'a: !!binary ?'                           | This is not YAML",
                "'a: !!javax.script.ScriptEngineManager []' | This is not YAML",
                "'{\"result\": \"Success\"'                | This is not JSON",
                "'{} {}'                                   | more text after",
                "'{\"a\": 1, \"a\": 2}'                    | Duplicate",
            })
    void whatIsNoScenarioTextIsRefused(String text, String what) {
        assertThatThrownBy(() -> Scenario.parse(text))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(what);
    }

    @Test
    void textThatIsNestedWithoutEndIsRefused() {
        assertThatThrownBy(() -> Scenario.parse("a: " + "[".repeat(100_000))).isInstanceOf(ScenarioException.class);
        assertThatThrownBy(() -> Scenario.parse("{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(ScenarioException.class);
    }

    @Test
    void hostileTextInAMistakeIsMadeHarmless() {
        assertThatThrownBy(() -> Scenario.parse(SMALLEST + "runId: \"\\e[2J" + "x".repeat(1_000_000) + "\""))
                .isInstanceOf(ScenarioException.class)
                .message()
                .contains("'?[2Jxxx")
                .hasSizeLessThan(2100);
    }

    @Test
    void aFileThatIsNotUtf8IsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("latin1.yaml"), new byte[] {'n', ':', ' ', (byte) 0xfc});

        assertThatThrownBy(() -> Scenario.read(file))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void valuesThatNobodyKnowsAreForThoseWhoAsk() {
        String unknown = "states: [{state: Paused, for: 1s, phase: Warmup}]\nresult: Splendid\n";

        assertThatThrownBy(() -> Scenario.parse(unknown))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("'Paused'");
        assertThat(Scenario.parse(unknown + "unknownValues: true").length()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aPortOutOfRangeIsRefused(int port) {
        SimulatorOptions options = SimulatorOptions.of(Scenario.parse(SMALLEST));

        assertThatThrownBy(() -> options.withPort(port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(port));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -2, Double.NaN, Double.POSITIVE_INFINITY})
    void aSpeedOutOfRangeIsRefused(double speed) {
        SimulatorOptions options = SimulatorOptions.of(Scenario.parse(SMALLEST));

        assertThatThrownBy(() -> options.withSpeed(speed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: above 0");
    }

    @Test
    void onlyAStartCanBeProcessedDespiteItsTrouble() {
        assertThatThrownBy(() -> Scenario.parse("states: [{state: Queued, for: 1s}]\nresult: Success\n"
                        + "troubles: [{status: 500, processed: true}]"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("troubles[0].processed");
    }
}
