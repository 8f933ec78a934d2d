package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LargeBodyTest {

    private final ManualClock clock = new ManualClock();

    @Test
    void aHundredThousandTasksAreStreamedAndCountedOut() throws Exception {
        try (SimulatedApi api =
                SimulatedApi.start(SimulatorOptions.of(Scenario.named("huge")).withClock(clock))) {
            ApiClient client = new ApiClient(api);
            client.get();
            clock.advance(Duration.ofSeconds(10));
            HttpResponse<InputStream> response = client.send(client.runRequest(), BodyHandlers.ofInputStream());

            assertThat(response.headers().firstValue("Transfer-Encoding")).contains("chunked");
            assertThat(response.headers().firstValue("Content-Length")).isEmpty();
            assertThat(resultsOfTasks(response.body()))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("Error", 100, "Skipped", 20, "Success", 99_880));
        }
    }

    @Test
    void progressGrowsWhileTheRunExecutes() throws Exception {
        try (SimulatedApi api =
                SimulatedApi.start(SimulatorOptions.of(Scenario.named("huge")).withClock(clock))) {
            ApiClient client = new ApiClient(api);
            client.get();
            clock.advance(Duration.ofSeconds(5));
            HttpResponse<InputStream> response = client.send(
                    client.runRequest().header("Accept-Encoding", "identity"), BodyHandlers.ofInputStream());

            assertThat(resultsOfTasks(response.body())).containsEntry("Undetermined", 50_000);
        }
    }

    @Test
    void theLargeBodyIsTheSameEachTimeAndAsLargeAsTold() throws Exception {
        long[] bytes = new long[1];
        LargeBody.write(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        bytes[0]++;
                    }

                    @Override
                    public void write(byte[] buffer, int offset, int length) {
                        bytes[0] += length;
                    }
                },
                100_000);
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        LargeBody.write(first, 3);
        LargeBody.write(second, 3);

        assertThat(bytes[0]).isBetween(76_500_000L, 77_500_000L);
        assertThat(first.toByteArray()).isEqualTo(second.toByteArray());
        Map<String, Object> run = ApiClient.object(ApiClient.json(first.toString(StandardCharsets.UTF_8)), "run");
        List<Map<String, Object>> tasks =
                ApiClient.objects(ApiClient.objects(run, "jobs").get(0), "tasks");
        assertThat(tasks).hasSize(3).extracting("id").doesNotHaveDuplicates();
    }

    @Test
    void aLargeBodyHasAtLeastOneTask() {
        assertThatThrownBy(() -> LargeBody.write(OutputStream.nullOutputStream(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: 1 or more");
    }

    private static Map<String, Integer> resultsOfTasks(InputStream body) throws IOException {
        Map<String, Integer> results = new TreeMap<>();
        boolean inTasks = false;
        try (JsonParser parser = new JsonFactory().createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                inTasks |= token == JsonToken.FIELD_NAME && parser.currentName().equals("tasks");
                if (inTasks
                        && token == JsonToken.VALUE_STRING
                        && parser.currentName().equals("result")) {
                    results.merge(parser.getText(), 1, Integer::sum);
                }
            }
        }
        return results;
    }
}
