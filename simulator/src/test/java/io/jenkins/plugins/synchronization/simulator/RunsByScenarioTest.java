package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.simulator.script.ConnectionKind;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunsByScenarioTest {

    private final ManualClock clock = new ManualClock();

    private SimulatedApi start() throws Exception {
        return SimulatedApi.start(SimulatorOptions.ofEach().withClock(clock));
    }

    private static HttpResponse<String> get(SimulatedApi api, String connections, String connectionId, String runId)
            throws Exception {
        ApiClient client = new ApiClient(api);
        return client.send(client.request(client.runUrl(connections, connectionId, runId)));
    }

    private static HttpResponse<String> get(SimulatedApi api, String runId) throws Exception {
        return get(api, "manifestconnections", api.connectionId(), runId);
    }

    private static String state(SimulatedApi api, String runId) throws Exception {
        HttpResponse<String> response = get(api, runId);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return (String) ApiClient.object(ApiClient.json(response.body()), "run").get("state");
    }

    /** All but the one of 77 MB. */
    static Stream<String> scenarios() {
        return Scenario.names().stream().filter(name -> !name.equals("huge"));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aRunPlaysTheScenarioThatItsIdBeginsWithUnderItsOwnId(String name) throws Exception {
        try (SimulatedApi api = start()) {
            Scenario scenario = Scenario.named(name);
            String runId = name + "-17_x";
            get(api, runId);
            clock.advance(scenario.length());
            HttpResponse<String> last = get(api, runId);
            while (last.statusCode() != 200) {
                last = get(api, runId);
            }

            assertThat(last.body())
                    .contains("\"state\":\"Completed\"", "\"id\":\"" + runId + "\"")
                    .contains("\"result\":\"" + scenario.run().result() + "\"");
        }
    }

    @Test
    void eachRunBeginsWithItsOwnFirstRequest() throws Exception {
        try (SimulatedApi api = start()) {
            assertThat(state(api, "success-1")).isEqualTo("Queued");
            clock.advance(Duration.ofSeconds(18));

            assertThat(state(api, "success-1")).isEqualTo("Completed");
            assertThat(state(api, "success-2")).isEqualTo("Queued");
        }
    }

    @Test
    void troublesStrikeEachRunAnew() throws Exception {
        try (SimulatedApi api = start()) {
            for (String runId : new String[] {"throttled-1", "throttled-2"}) {
                assertThat(get(api, runId).statusCode()).isEqualTo(200);
                assertThat(get(api, runId).statusCode()).isEqualTo(429);
                assertThat(get(api, runId).statusCode()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "success",
                "success-",
                "success1",
                "xsuccess-1",
                "SUCCESS-1",
                "a1ecbdc8c4f6173004f9f881914a57c5511a362b"
            })
    void anyOtherIdIsNotFound(String runId) throws Exception {
        try (SimulatedApi api = start()) {
            assertThat(get(api, runId).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aRunIsFoundOnTheOneConnectionOfEitherKind() throws Exception {
        try (SimulatedApi api = start()) {
            assertThat(get(api, "manifestconnections", "other", "success-1").statusCode())
                    .isEqualTo(404);
            assertThat(get(api, "storageconnections", api.connectionId(), "success-1")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theConnectionHasTheFilesOfAllScenarios() throws Exception {
        try (SimulatedApi api = start()) {
            ApiClient client = new ApiClient(api);
            HttpResponse<String> files = client.send(client.request(URI.create(api.apiUrl()
                    + "/synchronization/imodels/storageconnections/" + api.connectionId() + "/sourcefiles")));

            for (String name : Scenario.names()) {
                if (!name.equals("huge")) {
                    Scenario.named(name).run().files().forEach(file -> assertThat(files.body())
                            .contains("\"storageFileId\":\"" + file.id() + "\""));
                }
            }
        }
    }

    @Test
    void tokensDoNotEndAsTheScenarioWants() throws Exception {
        try (SimulatedApi api = start()) {
            ApiClient client = new ApiClient(api);
            HttpResponse<String> token = client.token("grant_type=client_credentials&scope=itwin-platform&client_id="
                    + api.clientId() + "&client_secret=" + api.clientSecret());
            assertThat(token.body()).contains("\"expires_in\":3600");
            get(api, "token-expiry-1");
            clock.advance(Duration.ofDays(1));

            assertThat(state(api, "token-expiry-1")).isEqualTo("Completed");
        }
    }

    @Test
    void theRunToBeginWithIsThere() throws Exception {
        try (SimulatedApi api = start()) {
            assertThat(api.runId()).isEqualTo("demo-1");
            assertThat(new ApiClient(api).get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void ofTooManyRunsTheOneNotAskedForTheLongestIsForgotten() {
        SimulatedConnection connection = new Connections(1, clock.instant(), Scenario.named("demo"))
                .find(ConnectionKind.MANIFEST, Scenario.named("demo").connectionId());
        SimulatedRun first = connection.run("success-0");
        SimulatedRun second = connection.run("success-1");
        for (int number = 2; number < SimulatedConnection.MOST; number++) {
            connection.run("success-" + number);
        }
        assertThat(connection.run("success-0")).isSameAs(first);

        connection.run("success-more");

        assertThat(connection.run("success-0")).isSameAs(first);
        assertThat(connection.run("success-1")).isNotSameAs(second);
    }
}
