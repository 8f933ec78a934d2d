package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.simulator.SimulatedApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The examples for other CI systems in docs/cli.md. Their commands run as those systems run them, with the packaged jar
 * and against the simulated API. Not run are what only those systems have, such as actions, and the build of the jar.
 */
class CiExamplesIT {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ (.*?) }}");

    /** Calls the real Java, with the options that lead to the simulated API. */
    private static final String JAVA = """
            #!/bin/sh
            exec "%s" -XX:TieredStopAtLevel=1 "$@" --api-url "%s" --token-url "%s" --min-interval 100ms
            """;

    @TempDir
    Path folder;

    @SuppressWarnings("unchecked")
    private static Map<String, Object> example(String key) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "cli.md"));
        return EXAMPLE.matcher(page)
                .results()
                .map(block -> (Map<String, Object>) new Yaml().load(block.group(1)))
                .filter(example -> example.containsKey(key))
                .findFirst()
                .orElseThrow();
    }

    /** What became of the commands. */
    private record Ended(int exitCode, String out) {}

    /** Runs commands in a folder that has the jar where the example builds it. */
    private Ended run(
            Simulation simulation, List<String> shell, String commands, String jar, Map<String, String> variables)
            throws Exception {
        SimulatedApi api = simulation.api();
        Path there = folder.resolve(jar);
        Files.createDirectories(there.getParent());
        Files.copy(Program.JAR, there);
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        String real = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(java, JAVA.formatted(real, api.apiUrl(), api.tokenUrl()));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(shell.stream(), Stream.of(commands)).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ITWIN_"));
        builder.environment().put("PATH", java.getParent() + ":" + System.getenv("PATH"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out));
    }

    @SuppressWarnings("unchecked")
    private Ended runOnGitHub(Simulation simulation) throws Exception {
        Map<String, Map<String, Object>> jobs =
                (Map<String, Map<String, Object>>) example("jobs").get("jobs");
        Map<String, Object> step = ((List<Map<String, Object>>) jobs.get("wait").get("steps"))
                .stream()
                        .filter(one -> "Wait for the run".equals(one.get("name")))
                        .findFirst()
                        .orElseThrow();
        Map<String, String> variables = new HashMap<>();
        ((Map<String, String>) step.get("env"))
                .forEach((name, value) -> variables.put(name, evaluated(value, simulation.api())));
        variables.put("GITHUB_STEP_SUMMARY", folder.resolve("summary").toString());
        // The shell that GitHub documents for steps that name none.
        return run(
                simulation,
                List.of("bash", "-e", "-c"),
                (String) step.get("run"),
                "cli/target/itwin-synchronization-cli.jar",
                variables);
    }

    private static String evaluated(String value, SimulatedApi api) {
        Map<String, String> context = Map.of(
                "secrets.ITWIN_CLIENT_ID", api.clientId(),
                "secrets.ITWIN_CLIENT_SECRET", api.clientSecret(),
                "inputs.connection", api.connectionId(),
                "inputs.run", api.runId());
        return EXPRESSION
                .matcher(value)
                .replaceAll((MatchResult found) -> Matcher.quoteReplacement(context.get(found.group(1))));
    }

    @SuppressWarnings("unchecked")
    private Ended runOnGitLab(Simulation simulation) throws Exception {
        SimulatedApi api = simulation.api();
        Map<String, Object> job =
                (Map<String, Object>) example("synchronization").get("synchronization");
        String script = String.join("\n", (List<String>) job.get("script"));
        return run(
                simulation,
                List.of("bash", "-e", "-o", "pipefail", "-c"),
                script,
                "itwin-synchronization-plugin/cli/target/itwin-synchronization-cli.jar",
                Map.of(
                        "ITWIN_CLIENT_ID", api.clientId(),
                        "ITWIN_CLIENT_SECRET", api.clientSecret(),
                        "CONNECTION", api.connectionId(),
                        "RUN", api.runId()));
    }

    @ParameterizedTest
    @CsvSource({"Success, 0", "Skipped, 0", "Error, 20", "Canceled, 40"})
    void aStepOnGitHubEndsAsTheRun(String result, int exitCode) throws Exception {
        try (Simulation simulation = Simulation.ending(result)) {
            Ended ended = runOnGitHub(simulation);

            assertThat(ended.exitCode()).as(ended.out()).isEqualTo(exitCode);
            assertThat(ended.out()).doesNotContain("::warning::");
            assertThat(folder.resolve("summary")).content().contains("\"result\":\"" + result + "\"");
            assertThat(folder).isDirectoryContaining("glob:**report.html").isDirectoryContaining("glob:**tasks.csv");
        }
    }

    @Test
    void aPartialSuccessOnGitHubIsAWarning() throws Exception {
        try (Simulation simulation = Simulation.ending("PartialSuccess")) {
            Ended ended = runOnGitHub(simulation);

            assertThat(ended.exitCode()).as(ended.out()).isZero();
            assertThat(ended.out()).contains("::warning::The run ended with PartialSuccess");
        }
    }

    @ParameterizedTest
    @CsvSource({"Success, 0", "PartialSuccess, 10", "Error, 20"})
    void aJobOnGitLabEndsAsTheRun(String result, int exitCode) throws Exception {
        try (Simulation simulation = Simulation.ending(result)) {
            Ended ended = runOnGitLab(simulation);

            assertThat(ended.exitCode()).as(ended.out()).isEqualTo(exitCode);
            assertThat(folder).isDirectoryContaining("glob:**report.html").isDirectoryContaining("glob:**tasks.csv");
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void theExitCodeThatGitLabShowsAsAWarningIsThatOfAPartialSuccess() throws Exception {
        Map<String, Object> job =
                (Map<String, Object>) example("synchronization").get("synchronization");

        assertThat(job.get("allow_failure")).isEqualTo(Map.of("exit_codes", List.of(ExitCode.UNSTABLE.number())));
    }
}
