package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {

    private final ManualClock clock = new ManualClock();

    static List<String> names() {
        return Scenario.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachEndsSoonEnoughToBeWatchedAndSaysWhatItShows(String name) {
        Scenario scenario = Scenario.named(name);

        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.description()).isNotBlank();
        assertThat(scenario.length()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    /** The file of the API's page has the ID that the page gives it; those of the large run are numbered. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "success",
                "error",
                "canceled",
                "timed-out",
                "skipped",
                "throttled",
                "flaky",
                "token-expiry",
                "demo"
            })
    void filesHaveOpaqueIdsAndTheirNamesAreListedByTheConnection(String name) throws Exception {
        try (SimulatedApi api = SimulatedApi.start(SimulatorOptions.of(Scenario.named(name)))) {
            ApiClient client = new ApiClient(api);
            Map<String, Object> files = ApiClient.json(client.send(client.request(URI.create(api.apiUrl()
                            + "/synchronization/imodels/storageconnections/" + api.connectionId() + "/sourcefiles")))
                    .body());

            assertThat(ApiClient.objects(files, "sourceFiles")).isNotEmpty().allSatisfy(file -> {
                assertThat((String) file.get("storageFileId")).matches("[0-9a-f-]{36}");
                assertThat((String) file.get("lastKnownFileName")).matches("[a-zç-]+\\.(dwg|dgn|ifc|nwd|rvt)");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "success, Success",
        "partial-success, PartialSuccess",
        "error, Error",
        "canceled, Canceled",
        "timed-out, TimedOut",
        "skipped, Skipped",
        "throttled, Success",
        "flaky, Success",
        "demo, PartialSuccess",
    })
    void eachEndsAsItsNameSays(String name, String result) throws Exception {
        try (SimulatedApi api =
                SimulatedApi.start(SimulatorOptions.of(Scenario.named(name)).withClock(clock))) {
            ApiClient client = new ApiClient(api);
            Map<String, Object> run = afterAllTroubles(client);

            assertThat(run).containsEntry("state", "Completed").containsEntry("result", result);
        }
    }

    @Test
    void theDemoHasTwelveTasksInThreeJobsTwoOfThemFailed() throws Exception {
        try (SimulatedApi api =
                SimulatedApi.start(SimulatorOptions.of(Scenario.named("demo")).withClock(clock))) {
            Map<String, Object> run = afterAllTroubles(new ApiClient(api));
            List<Map<String, Object>> tasks = new ArrayList<>();
            ApiClient.objects(run, "jobs").forEach(job -> tasks.addAll(ApiClient.objects(job, "tasks")));

            assertThat(run.get("id")).isEqualTo("a1ecbdc8c4f6173004f9f881914a57c5511a362b");
            assertThat(ApiClient.objects(run, "jobs"))
                    .extracting("connectorType")
                    .containsExactly("DWG", "REVIT", "IFC");
            assertThat(tasks).hasSize(12).allMatch(task -> task.get("state").equals("Completed"));
            assertThat(tasks)
                    .filteredOn(task -> task.get("result").equals("Error"))
                    .extracting(task -> ApiClient.object(task, "error").get("errorCode"))
                    .containsExactly("TAE_BRG_1000", "TAE_FILE_0423");
            assertThat(api.requests()).extracting(RecordedRequest::status).startsWith(200, 429, 200, 503, 200, 0);
        }
    }

    @Test
    void aTimedOutRunLeavesATaskWithoutResult() throws Exception {
        try (SimulatedApi api = SimulatedApi.start(
                SimulatorOptions.of(Scenario.named("timed-out")).withClock(clock))) {
            Map<String, Object> job = ApiClient.objects(afterAllTroubles(new ApiClient(api)), "jobs")
                    .get(0);

            assertThat(ApiClient.objects(job, "tasks"))
                    .extracting("state", "result")
                    .contains(tuple("Executing", "Undetermined"));
        }
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNamesThatThereAre() {
        assertThatThrownBy(() -> Scenario.named("../secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'../secret'")
                .hasMessageContaining("partial-success, error");
    }

    /** Asks until all troubles are behind (Java's client repeats a request whose connection was reset), then the end. */
    private Map<String, Object> afterAllTroubles(ApiClient client) throws Exception {
        for (int i = 0; i < 15; i++) {
            try {
                client.get();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("bytes received");
            }
            clock.advance(Duration.ofSeconds(3));
        }
        return client.run();
    }
}
