package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunPlaybackTest {

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
}
