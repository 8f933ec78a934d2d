package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.polling.PacingSimulation.Figures;
import io.jenkins.plugins.synchronization.engine.polling.PacingSimulation.Scenario;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PacingSimulationTest {

    static List<Scenario> scenarios() {
        return PacingSimulation.SCENARIOS;
    }

    static List<Scenario> surprises() {
        return PacingSimulation.SURPRISES;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aHistorySavesRequestsAndMakesNoWaitLate(Scenario scenario) {
        Figures figures = PacingSimulation.simulate(scenario, true);

        assertThat(figures.meanRequests()).isLessThanOrEqualTo(45);
        assertThat(figures.p95Lateness()).isLessThanOrEqualTo(0.06);
        assertThat(figures.longestDelaySeconds()).isLessThanOrEqualTo(66);
    }

    @ParameterizedTest
    @MethodSource("surprises")
    void aHistoryThatHasJustBecomeWrongDelaysNoEndLongerThanTheLongestInterval(Scenario scenario) {
        assertThat(PacingSimulation.simulate(scenario, true).longestDelaySeconds())
                .isLessThanOrEqualTo(66);
    }
}
