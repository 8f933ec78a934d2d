package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.simulator.Scenario;
import io.jenkins.plugins.synchronization.simulator.SimulatedApi;
import io.jenkins.plugins.synchronization.simulator.SimulatorOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code start}, {@code run}, and {@code wait} for what they started, against the simulated API. */
class StartTest {

    private static final String MANIFEST = "{ \"sourceFiles\" : [ {\"id\": \"bridge.ifc\", \"name\": \"Brücke\"} ] }\n";
    private static final String SCENARIO = """
            connection: %s
            connectionId: %s
            iModelId: the-imodel
            states: [{state: Executing, phase: MasterFile, for: %s}]
            jobs: [{connectorType: IFC, tasks: [{sourceFileId: bridge.ifc}]}]
            result: PartialSuccess
            troubles: [%s]
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private SimulatedApi api;

    @AfterEach
    void stop() {
        if (api != null) {
            api.close();
        }
    }

    private void simulate(String kind, String troubles) throws IOException {
        api = SimulatedApi.start(SimulatorOptions.of(scenario(kind, "ours", "300ms", troubles)));
    }

    private static Scenario scenario(String kind, String connection, String length, String troubles) {
        String yaml = SCENARIO.formatted(kind, connection, length, troubles);
        return Scenario.parse(kind.equals("storage") ? yaml.replace("sourceFileId", "storageFileId") : yaml);
    }

    private int run(Locale locale, String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--api-url=" + api.apiUrl(), "--min-interval=100ms"));
        all.addAll(Arrays.asList(arguments));
        Shell shell = new Shell(
                Map.of("ITWIN_TOKEN", api.validToken()),
                new ByteArrayInputStream(MANIFEST.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> 0,
                locale);
        return Main.run(shell, all.toArray(String[]::new));
    }

    private int run(String command, String... arguments) {
        return run(Locale.ENGLISH, command, arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String startedRun() {
        return out().replaceFirst("(?s).*\"runId\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void aRunOfAStorageConnectionIsStartedAndReportedInOneLine() throws Exception {
        simulate("storage", "");

        assertThat(run("start", "--connection=ours", "--storage")).isZero();
        assertThat(out())
                .isEqualTo("{\"connectionId\":\"ours\",\"runId\":\"" + startedRun()
                        + "\",\"connectionType\":\"storage\",\"alreadyActive\":false,\"error\":null}\n");
        assertThat(err()).contains("Starting a synchronization run of connection ours", "Started run " + startedRun());
        assertThat(api.runsCreated("ours")).isEqualTo(1);
    }

    @Test
    void aManifestIsSentByteForByteFromAFileOrStandardInput() throws Exception {
        simulate("manifest", "");
        Path file = Files.writeString(folder.resolve("manifest.json"), MANIFEST);

        assertThat(run("start", "--connection=ours", "--manifest=" + file)).isZero();
        assertThat(run("run", "--connection=ours", "--manifest=-", "--map=PartialSuccess=SUCCESS"))
                .isZero();
        assertThat(api.manifests("ours")).containsExactly(MANIFEST, MANIFEST);
    }

    @Test
    void runStartsAndWaitsWithAllOutputs() throws Exception {
        simulate("storage", "");
        Path html = folder.resolve("report.html");

        assertThat(run("run", "--connection=ours", "--storage", "--html=" + html))
                .isEqualTo(10);
        assertThat(out())
                .startsWith("{\"state\":\"Completed\",\"result\":\"PartialSuccess\",\"outcome\":\"UNSTABLE\"")
                .contains("\"connectionId\":\"ours\",\"runId\":\"" + startedRun() + "\"")
                .hasLineCount(1);
        assertThat(html).content().contains("bridge.ifc");
        assertThat(err()).contains("Started run", "The run ended after");
    }

    @ParameterizedTest
    @CsvSource({
        "'{at: start, onRequests: 1, reset: true, processed: true}'",
        "'{at: start, onRequests: 1, status: 503, processed: true}'",
        "'{at: start, onRequests: 1, status: 504, body: html}'",
        "'{at: start, onRequests: 1..2, status: 409}'",
        "'{at: start, onRequests: 1, status: 429, retryAfter: 1}'",
        "'{at: runs, onRequests: 1, reset: true}'"
    })
    void whateverGetsLostOneRunIsStarted(String trouble) throws Exception {
        simulate("storage", trouble);

        assertThat(run("start", "--connection=ours", "--storage")).isZero();
        assertThat(api.runsCreated("ours")).isEqualTo(1);
        assertThat(out()).contains("\"alreadyActive\":false", "\"runId\":\"");
    }

    @Test
    void anActiveRunOfAnotherConnectionIsJoinedOnlyIfAskedFor() throws Exception {
        simulate("storage", "");
        String active = api.startRun(scenario("manifest", "another", "20m", ""));

        assertThat(run("start", "--connection=ours", "--storage", "--if-active=join"))
                .isZero();
        assertThat(out())
                .isEqualTo("{\"connectionId\":\"another\",\"runId\":\"" + active
                        + "\",\"connectionType\":\"manifest\",\"alreadyActive\":true,\"error\":null}\n");
        assertThat(run("start", "--connection=ours", "--storage", "--if-active=fail"))
                .isEqualTo(4);
        assertThat(err()).contains("Another run is active for the iModel: " + active + " (another)");
        assertThat(out()).contains("\"reason\":\"ACTIVE\"");
        assertThat(run("start", "--connection=ours", "--storage", "--timeout=3s"))
                .isEqualTo(6);
        assertThat(err()).contains("Run " + active + " of connection another is active for the same iModel");
        assertThat(api.runsCreated("ours")).isZero();
    }

    @Test
    void anActiveRunIsWaitedForByDefault() throws Exception {
        simulate("storage", "");
        api.startRun(scenario("manifest", "another", "500ms", ""));

        assertThat(run("start", "--connection=ours", "--storage")).isZero();
        assertThat(out()).contains("\"connectionId\":\"ours\"", "\"alreadyActive\":false");
        assertThat(api.runsCreated("ours")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "403, 3, NOT_AUTHORIZED, role that can run synchronizations",
        "404, 4, REFUSED, Check the connection ID and the connection type",
        "422, 4, REFUSED, Check the connection ID and the manifest",
        "401, 3, NOT_AUTHORIZED, the token must be complete"
    })
    void aRefusalHasItsExitCodeAndSaysWhatToDo(int status, int exitCode, String reason, String todo) throws Exception {
        simulate("storage", "{at: start, status: " + status + ", code: TheCode, message: The message}");

        assertThat(run("start", "--connection=ours", "--storage")).isEqualTo(exitCode);
        assertThat(err()).contains(todo, "TheCode", "The message", "HTTP " + status, "Correlation ID");
        assertThat(out())
                .startsWith("{\"connectionId\":null,\"runId\":null,\"connectionType\":null,\"alreadyActive\":false,")
                .contains("\"reason\":\"" + reason + "\"", "\"status\":" + status, "\"code\":\"TheCode\"")
                .hasLineCount(1);
    }

    @Test
    void theReasonIsGivenInGermanAsWell() throws Exception {
        simulate("storage", "{at: start, status: 404}");

        assertThat(run(Locale.GERMAN, "run", "--connection=ours", "--storage")).isEqualTo(4);
        assertThat(err()).contains("Starte einen Synchronisierungslauf", "Die API kennt die Verbindung nicht");
    }

    @Test
    void whereTheTokenIsIsGivenInGermanAsWell() throws Exception {
        simulate("storage", "{at: start, status: 403}");

        assertThat(run(Locale.GERMAN, "start", "--connection=ours", "--storage"))
                .isEqualTo(3);
        assertThat(err()).contains("Umgebungsvariable ITWIN_TOKEN").doesNotContain("environment variable");
    }

    @Test
    void theLatestRunIsResolvedOnceAndLogged() throws Exception {
        simulate("storage", "");
        assertThat(run("start", "--connection=ours", "--storage")).isZero();
        String started = startedRun();

        assertThat(run("wait", "--connection=ours", "--storage", "--run=latest"))
                .isEqualTo(10);
        assertThat(err()).contains("The latest run of connection ours is " + started, "synchronization run " + started);
    }

    @Test
    void aRunIsWaitedForByItsUrl() throws Exception {
        simulate("storage", "");
        assertThat(run("start", "--connection=ours", "--storage")).isZero();
        String url = api.apiUrl() + "/synchronization/imodels/storageConnections/ours/runs/" + startedRun();

        assertThat(run("wait", "--run=" + url)).isEqualTo(10);
        assertThat(run("wait", "--run=" + url.replace("127.0.0.1", "localhost")))
                .isEqualTo(2);
        assertThat(err()).contains("--run: The URL of the run is not on the server");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start|--connection=ours|--manifest=FILE",
                "run|--storage|--connection=ID",
                "start|--connection=o/o --storage|--connection must be",
                "start|--connection=ours --storage --manifest=x|--manifest cannot be used with --storage",
                "start|--connection=ours --manifest=missing.json|Cannot read missing.json: no such file",
                "start|--connection=ours --storage --if-active=maybe|--if-active",
                "wait|--run=latest|--connection=ID"
            })
    void wrongUsageIsReportedWithoutARequest(String command, String arguments, String message) throws Exception {
        simulate("storage", "");

        assertThat(run(command, arguments.split(" "))).isEqualTo(2);
        assertThat(err()).contains(message);
        assertThat(out()).contains("\"reason\":\"USAGE\"").hasLineCount(1);
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void aFileThatIsNoManifestIsNotSent() throws Exception {
        simulate("manifest", "");
        Path file = Files.writeString(folder.resolve("wrong.json"), "{\"sourceFiles\": [{\"name\": \"a\"}]}");

        assertThat(run("start", "--connection=ours", "--manifest=" + file)).isEqualTo(2);
        assertThat(err()).contains("The manifest in " + file + " has no id for source file 1 (line 1, column 18)");
        assertThat(api.requests()).isEmpty();
    }
}
