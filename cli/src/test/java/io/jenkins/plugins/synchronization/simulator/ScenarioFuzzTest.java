package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Files that somebody wrote for the simulator; see {@code bin/fuzz}. */
class ScenarioFuzzTest {

    /** A file is a scenario, or is refused with a message for a terminal. */
    @FuzzTest
    void scenario(byte[] input) {
        Scenario scenario;
        try {
            scenario = Scenario.parse(new String(input, StandardCharsets.UTF_8));
        } catch (ScenarioException refused) {
            assertThat(refused.getMessage()).startsWith("scenario: ").doesNotContain("\u001b");
            return;
        }
        assertThat(scenario.length().isNegative()).isFalse();
        assertThat(scenario.manifest()).isNotNull();
    }
}
