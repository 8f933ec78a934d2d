package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedRunTest {

    private final ManualClock clock = new ManualClock();

    private SimulatedApi start(Scenario scenario) throws Exception {
        return SimulatedApi.start(SimulatorOptions.of(scenario).withClock(clock));
    }

    @Test
    void partialSuccessEndsInExactlyTheRunOfTheApisPage() throws Exception {
        try (SimulatedApi api = start(Scenario.named("partial-success"))) {
            ApiClient client = new ApiClient(api);
            client.get();
            clock.advance(Duration.ofSeconds(12));
            HttpResponse<String> last = client.get();

            String documented;
            try (InputStream in = getClass().getResourceAsStream("documented-run.json")) {
                documented = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            assertThat(ApiClient.json(last.body())).isEqualTo(ApiClient.json(documented));
            assertThat(last.body())
                    .as("field order too")
                    .isEqualTo(
                            documented.replaceAll("(?m)^ +|\\n|(?<=\":) ", "").replace(" \"", "\""));
            assertThat(last.headers().firstValue("Content-Length"))
                    .contains(String.valueOf(last.body().length()));
        }
    }

    @Test
    void statesAndPhasesFollowTheTimeline() throws Exception {
        try (SimulatedApi api = start(Scenario.named("success"))) {
            ApiClient client = new ApiClient(api);
            List<String> seen = new ArrayList<>();
            for (int second = 0; second <= 18; second += 2) {
                Map<String, Object> run = client.run();
                seen.add(run.get("state") + "/" + run.get("phase") + "/" + run.get("result"));
                clock.advance(Duration.ofSeconds(2));
            }
            assertThat(seen)
                    .containsExactly(
                            "Queued/null/Undetermined",
                            "Executing/Preprocessor/Undetermined",
                            "Executing/MasterFile/Undetermined",
                            "Executing/MasterFile/Undetermined",
                            "Executing/MasterFile/Undetermined",
                            "Executing/ReferenceFile/Undetermined",
                            "Executing/ReferenceFile/Undetermined",
                            "Executing/ReferenceFile/Undetermined",
                            "Finalizing/ReferenceFile/Undetermined",
                            "Completed/ReferenceFile/Success");
        }
    }

    @Test
    void timeBeginsWithTheFirstRequestThatIsInOrder() throws Exception {
        try (SimulatedApi api = start(Scenario.named("success"))) {
            ApiClient client = new ApiClient(api);
            client.send(client.runRequest().setHeader("Authorization", "Bearer wrong"));
            clock.advance(Duration.ofHours(1));

            assertThat(client.run()).containsEntry("state", "Queued");
        }
    }

    @Test
    void atHigherSpeedTheRunAgesFasterThanTheClockAndDatesKeepToTheClock() throws Exception {
        Scenario hour =
                Scenario.parse("states: [{state: Executing, for: 1h}]\nresult: Success\nunsetDates: absent\njobs: []");
        try (SimulatedApi api =
                SimulatedApi.start(SimulatorOptions.of(hour).withClock(clock).withSpeed(60))) {
            ApiClient client = new ApiClient(api);
            client.get();
            clock.advance(Duration.ofMillis(59_999));
            assertThat(client.run()).containsEntry("state", "Executing");
            clock.advance(Duration.ofHours(5));

            assertThat(client.run())
                    .containsEntry("state", "Completed")
                    .containsEntry("startDateTime", "2026-03-01T10:00:00.1234567Z")
                    .containsEntry("endDateTime", "2026-03-01T10:01:00.1234567Z");
        }
    }

    @Test
    void jobsAreMissingUntilTheWorkBegins() throws Exception {
        try (SimulatedApi api = start(Scenario.named("success"))) {
            ApiClient client = new ApiClient(api);
            assertThat(client.run()).doesNotContainKey("jobs");
            clock.advance(Duration.ofSeconds(2));

            assertThat(client.run()).containsKey("jobs");
        }
    }

    @Test
    void tasksMoveFromNotStartedToTheirResultOneAfterTheOther() throws Exception {
        try (SimulatedApi api = start(Scenario.parse("""
                states: [{state: Executing, for: 10s}]
                result: Success
                unsetDates: absent
                jobs:
                  - tasks:
                      - {sourceFileId: a, retryAttempts: 1, error: {errorCode: X}, synchronizationReport: {message: M}}
                      - {sourceFileId: b}
                """))) {
            ApiClient client = new ApiClient(api);
            client.get();
            clock.advance(Duration.ofSeconds(2));
            assertThat(firstJob(client))
                    .containsEntry("state", "Executing")
                    .containsEntry("result", "Undetermined")
                    .doesNotContainKey("endDateTime");
            assertThat(tasks(client))
                    .extracting(task -> task.get("state") + " " + task.get("result") + " "
                            + task.keySet().size())
                    .containsExactly("Executing Undetermined 6", "NotStarted Undetermined 5");
            clock.advance(Duration.ofSeconds(3));
            assertThat(tasks(client))
                    .extracting(task -> task.get("state") + " " + task.get("result"))
                    .containsExactly("Completed Success", "Executing Undetermined");
            assertThat(tasks(client).get(0))
                    .containsEntry("retryAttempts", 1L)
                    .containsEntry("endDateTime", "2026-03-01T10:00:05.1234567Z")
                    .containsKeys("error", "details");
            clock.advance(Duration.ofSeconds(5));
            assertThat(firstJob(client)).containsEntry("state", "Completed").containsEntry("result", "Success");
        }
    }

    @ParameterizedTest
    @CsvSource({"year0001, 0001-01-01T00:00:00Z, true", "nulls, , true", "absent, , false"})
    void unsetDatesAreWrittenAsTheScenarioWants(String way, String value, boolean present) throws Exception {
        try (SimulatedApi api =
                start(Scenario.parse("states: [{state: Queued, for: 10s}]\nresult: Success\nunsetDates: " + way))) {
            Map<String, Object> run = new ApiClient(api).run();

            assertThat(run.containsKey("endDateTime")).isEqualTo(present);
            assertThat(run.get("startDateTime")).isEqualTo(value);
        }
    }

    @Test
    void byDefaultAllThreeWaysOfUnsetDatesOccur() throws Exception {
        try (SimulatedApi api = start(Scenario.parse(
                "states: [{state: Executing, for: 1h}]\nresult: Success\njobs: [{generate: {count: 9}}]"))) {
            assertThat(tasks(new ApiClient(api)))
                    .extracting(task -> task.containsKey("endDateTime") + "/" + task.get("endDateTime"))
                    .contains("true/0001-01-01T00:00:00Z", "true/null", "false/null");
        }
    }

    @Test
    void tasksOfAStorageConnectionNameAStorageFile() throws Exception {
        try (SimulatedApi api = start(Scenario.parse("""
                connection: storage
                states: [{state: Executing, for: 1s}]
                result: Success
                jobs: [{tasks: [{storageFileId: s1}]}]
                """))) {
            ApiClient client = new ApiClient(api);
            HttpResponse<String> response =
                    client.send(client.request(client.runUrl("storageConnections", api.connectionId(), api.runId())));

            assertThat(response.body()).contains("\"storageFileId\":\"s1\"").doesNotContain("sourceFileId");
        }
    }

    @Test
    void manyRunsArePlayedAtOnceEachInItsOwnTime() throws Exception {
        try (SimulatedApi api = start(Scenario.named("success"))) {
            ApiClient client = new ApiClient(api);
            api.addRun("other-run", Scenario.named("error"));
            client.get();
            clock.advance(Duration.ofSeconds(18));
            HttpResponse<String> other = client.send(client.request(client.runUrl("other-run")));

            assertThat(client.run()).containsEntry("state", "Completed");
            assertThat(other.body()).contains("\"id\":\"other-run\"").contains("\"state\":\"Queued\"");
            assertThatThrownBy(() -> api.addRun("../x", Scenario.named("error")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'../x'");
        }
    }

    private static Map<String, Object> firstJob(ApiClient client) throws Exception {
        return ApiClient.objects(client.run(), "jobs").get(0);
    }

    private static List<Map<String, Object>> tasks(ApiClient client) throws Exception {
        return ApiClient.objects(firstJob(client), "tasks");
    }
}
