package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTest {

    private static final String STORAGE = "connection: storage\nconnectionId: site\niModelId: campus\n";
    private static final String RUN =
            "states: [{state: Queued, for: 2s}, {state: Executing, for: 8s}]\nresult: Success\n";
    private static final String MANIFEST = "{\"sourceFiles\": [{\"id\": \"a\", \"name\": \"plan.dwg\"}]}";

    private final ManualClock clock = new ManualClock();
    private SimulatedApi api;
    private ApiClient client;

    private void start(String scenario) throws IOException {
        start(SimulatorOptions.of(Scenario.parse(scenario)));
    }

    private void start(SimulatorOptions options) throws IOException {
        api = SimulatedApi.start(options.withClock(clock));
        client = new ApiClient(api);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(client.request(URI.create(api.apiUrl() + "/synchronization/imodels/" + path))
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> post() throws Exception {
        return post("storageconnections/site/run", "");
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static String code(HttpResponse<String> response) throws IOException {
        return (String)
                ApiClient.object(ApiClient.json(response.body()), "error").get("code");
    }

    private Map<String, Object> run(HttpResponse<String> started) throws Exception {
        return ApiClient.object(
                ApiClient.json(client.send(client.request(URI.create(location(started))))
                        .body()),
                "run");
    }

    @Test
    void aStartIsAcceptedAndItsRunBeginsAtOnce() throws Exception {
        start(STORAGE + RUN);
        HttpResponse<String> response = post();

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Content-Type")).isEmpty();
        assertThat(location(response))
                .matches(api.apiUrl() + "/synchronization/imodels/storageconnections/site/runs/[0-9a-f]{40}");
        clock.advance(Duration.ofSeconds(2));
        assertThat(run(response)).containsEntry("state", "Executing");
        clock.advance(Duration.ofSeconds(8));
        assertThat(run(response)).containsEntry("state", "Completed").containsEntry("result", "Success");
    }

    @Test
    void startedRunsHaveTheSameIdsEachTime() throws Exception {
        start(STORAGE + RUN);
        String first = URI.create(location(post())).getPath();
        clock.advance(Duration.ofSeconds(10));
        String second = URI.create(location(post())).getPath();
        stop();
        start(STORAGE + RUN);

        assertThat(URI.create(location(post())).getPath()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(10));
        assertThat(URI.create(location(post())).getPath()).isEqualTo(second).isNotEqualTo(first);
    }

    @Test
    void whileARunIsActiveAStartIsReferredToIt() throws Exception {
        start(STORAGE + RUN);
        HttpResponse<String> first = post();
        clock.advance(Duration.ofMillis(9_999));
        HttpResponse<String> second = post();

        assertThat(second.statusCode()).isEqualTo(303);
        assertThat(location(second)).isEqualTo(location(first));
        assertThat(api.runsCreated("site")).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(post().statusCode()).isEqualTo(202);
        assertThat(api.runsCreated("site")).isEqualTo(2);
    }

    @Test
    void aRunOnAnotherConnectionOfTheIModelIsActiveForAll() throws Exception {
        start(STORAGE + RUN);
        String other = api.startRun(Scenario.parse("connectionId: drainage\niModelId: campus\n" + RUN));
        HttpResponse<String> response = post();

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(location(response)).endsWith("/manifestconnections/drainage/runs/" + other);
        assertThat(api.runsCreated("site")).isZero();
        assertThat(api.runsCreated("drainage")).isEqualTo(1);
    }

    @Test
    void aRunOfAnotherIModelIsInNobodysWay() throws Exception {
        start(STORAGE + RUN);
        api.startRun(Scenario.parse("connectionId: drainage\niModelId: other\n" + RUN));

        assertThat(post().statusCode()).isEqualTo(202);
    }

    @Test
    void aRunThatIsPolledIsActiveToo() throws Exception {
        start(STORAGE + RUN);
        client.send(client.request(client.runUrl("storageconnections", "site", api.runId())));

        assertThat(location(post())).endsWith("/runs/" + api.runId());
    }

    @Test
    void aStartThatIsBeingProcessedIsAConflictForOthers() throws Exception {
        start(STORAGE + RUN + "starting: {takes: 1s}\n");
        post();
        HttpResponse<String> tooSoon = post();
        clock.advance(Duration.ofSeconds(1));

        assertThat(tooSoon.statusCode()).isEqualTo(409);
        assertThat(code(tooSoon)).isEqualTo("Conflict");
        assertThat(post().statusCode()).isEqualTo(303);
        assertThat(api.runsCreated("site")).isEqualTo(1);
    }

    @Test
    void theLocationMayBeAPath() throws Exception {
        start(STORAGE + RUN + "starting: {location: path}\n");

        assertThat(location(post())).startsWith("/synchronization/imodels/storageconnections/site/runs/");
    }

    @Test
    void aManifestStartsARunAndCanBeReadAsItCame() throws Exception {
        start("connectionId: site\n" + RUN);

        assertThat(post("manifestConnections/site/runs", MANIFEST).statusCode()).isEqualTo(202);
        assertThat(api.manifests("site")).containsExactly(MANIFEST);
    }

    @Test
    void aScenarioHasTheManifestOfItsFiles() throws Exception {
        String scenario = "connectionId: site\n" + RUN
                + "jobs: [{connectorType: DWG, tasks: [{sourceFileId: a, name: plan.dwg}, {sourceFileId: b}]}]\n";
        start(scenario);
        String manifest = Scenario.parse(scenario).manifest();

        assertThat(manifest)
                .isEqualTo(
                        "{\"sourceFiles\":[{\"id\":\"a\",\"action\":\"bridge\",\"name\":\"plan.dwg\","
                                + "\"connectorType\":\"DWG\"},{\"id\":\"b\",\"action\":\"bridge\",\"connectorType\":\"DWG\"}]}");
        assertThat(post("manifestconnections/site/runs", manifest).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|MissingRequestBody",
                "' '|MissingRequestBody",
                "no|InvalidManifestConnectionRunRequest",
                "[]|InvalidManifestConnectionRunRequest",
                "{}|InvalidManifestConnectionRunRequest",
                "{\"sourceFiles\": {\"id\": \"a\"}}|InvalidManifestConnectionRunRequest",
                "{\"sourceFiles\": [{\"name\": {\"id\": \"a\"}}]}|InvalidManifestConnectionRunRequest",
                "{\"sourceFiles\": [{\"id\": \"a\"}, \"b\"]}|InvalidManifestConnectionRunRequest",
                "{\"sourceFiles\": [{\"id\": \"a\"}]|InvalidManifestConnectionRunRequest",
            })
    void aStartWithoutAProperManifestIsRefused(String manifest, String code) throws Exception {
        start("connectionId: site\n" + RUN);
        HttpResponse<String> response = post("manifestconnections/site/runs", manifest);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(code(response)).isEqualTo(code);
        assertThat(api.runsCreated("site")).isZero();
    }

    @Test
    void aStartNeedsATokenAConnectionAndTheRightAddress() throws Exception {
        start(STORAGE + RUN);

        assertThat(code(post("storageconnections/other/run", ""))).isEqualTo("ConnectionNotFound");
        assertThat(code(post("manifestconnections/other/runs", MANIFEST))).isEqualTo("ManifestConnectionNotFound");
        assertThat(post("storageconnections/site/runs", "").statusCode()).isEqualTo(405);
        assertThat(post("manifestconnections/site/run", MANIFEST).statusCode()).isEqualTo(404);
        api.rejectToken(api.validToken());
        assertThat(post().statusCode()).isEqualTo(401);
        assertThat(api.runsCreated("site")).isZero();
    }

    @Test
    void aStartCanBreakOffBeforeAnythingWasCreated() throws Exception {
        start(STORAGE + RUN + "troubles: [{at: start, onRequests: 1, reset: true}]\n");

        assertThatThrownBy(this::post).isInstanceOf(IOException.class);
        assertThat(api.runsCreated("site")).isZero();
        assertThat(post().statusCode()).isEqualTo(202);
    }

    @Test
    void aStartCanBreakOffAfterItsRunWasCreated() throws Exception {
        start(STORAGE + RUN + "troubles: [{at: start, onRequests: 1, reset: true, processed: true}]\n");

        assertThatThrownBy(this::post).isInstanceOf(IOException.class);
        assertThat(api.runsCreated("site")).isEqualTo(1);
        assertThat(post().statusCode()).isEqualTo(303);
        assertThat(api.runsCreated("site")).isEqualTo(1);
    }

    @Test
    void aGatewayCanGiveUpOnAStartThatSucceeds() throws Exception {
        start(STORAGE + RUN + "troubles: [{at: start, onRequests: 1, status: 504, body: html, processed: true}]\n");

        assertThat(post().statusCode()).isEqualTo(504);
        assertThat(post().statusCode()).isEqualTo(303);
        assertThat(api.runsCreated("site")).isEqualTo(1);
    }

    @Test
    void aStartCanMeetConflictsAndRefusalsOnPurpose() throws Exception {
        start(STORAGE + RUN
                + "troubles: [{at: start, onRequests: 1..3, status: 409}, {at: start, onRequests: 4, status: 403}]\n");
        for (int i = 0; i < 3; i++) {
            assertThat(post().statusCode()).isEqualTo(409);
        }

        assertThat(code(post())).isEqualTo("InsufficientPermissions");
        assertThat(api.runsCreated("site")).isZero();
        assertThat(post().statusCode()).isEqualTo(202);
    }

    @Test
    void aLateStartCreatesItsRunFirst() throws Exception {
        start(STORAGE + RUN + "troubles: [{at: start, late: 10ms}]\n");

        assertThat(post().statusCode()).isEqualTo(202);
        assertThat(api.runsCreated("site")).isEqualTo(1);
    }

    @Test
    void startedRunsHaveTroublesOfTheirOwn() throws Exception {
        start(STORAGE + RUN + "troubles: [{onRequests: 1, status: 503}]\n");
        HttpResponse<String> started = post();

        assertThat(client.send(client.request(URI.create(location(started)))).statusCode())
                .isEqualTo(503);
        assertThat(run(started)).containsEntry("state", "Queued");
    }

    @Test
    void aStartedRunBeginsWhenItDoesWhateverDatesTheScenarioHas() throws Exception {
        start(SimulatorOptions.of(Scenario.named("partial-success")));
        HttpResponse<String> started = post("manifestconnections/" + api.connectionId() + "/runs", MANIFEST);
        clock.advance(Duration.ofSeconds(12));

        assertThat((String) run(started).get("startDateTime")).startsWith("2026-03-01");
        assertThat(run(started).toString()).contains("UserNotAuthenticated").doesNotContain("2020-");
    }

    @Test
    void whereEachScenarioIsPlayedAConnectionChoosesIt() throws Exception {
        start(SimulatorOptions.ofEach());
        HttpResponse<String> skipped = post("storageconnections/skipped/run", "");
        HttpResponse<String> error = post("manifestconnections/error-17/runs", MANIFEST);
        clock.advance(Duration.ofSeconds(30));

        assertThat(run(skipped)).containsEntry("result", "Skipped").containsEntry("connectionId", "skipped");
        assertThat(run(error)).containsEntry("result", "Error").containsEntry("connectionId", "error-17");
        assertThat(post("storageconnections/unknown/run", "").statusCode()).isEqualTo(404);
        assertThat(post("manifestconnections/" + api.connectionId() + "/runs", MANIFEST)
                        .statusCode())
                .isEqualTo(202);
    }
}
