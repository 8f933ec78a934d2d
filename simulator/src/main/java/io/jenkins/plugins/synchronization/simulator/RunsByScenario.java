package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.script.ConnectionKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Any number of runs of the shipped scenarios: the ID of a run is the name of its scenario, a hyphen and any
 * text, such as {@code partial-success-17}. A run begins with the first request for it. Of more than
 * {@value #MOST} the one polled least recently is removed.
 */
final class RunsByScenario {

    static final int MOST = 1000;

    private final double speed;
    private final Map<String, Scenario> scenarios = new HashMap<>();
    private final Map<String, SimulatedRun> runs = new LinkedHashMap<>(16, 0.75f, true);

    RunsByScenario(double speed) {
        this.speed = speed;
    }

    /** The run of an id, new or known, or null where the id names no scenario, or none of that connection. */
    synchronized SimulatedRun find(ConnectionKind kind, String connectionId, String runId) {
        String name = scenarioOf(runId);
        if (name == null) {
            return null;
        }
        Scenario scenario = scenarios.computeIfAbsent(name, Scenario::named);
        if (scenario.run().kind() != kind || !scenario.connectionId().equals(connectionId)) {
            return null;
        }
        SimulatedRun run = runs.computeIfAbsent(
                runId, id -> new SimulatedRun(scenario.run().withId(id), scenario.troubles(), speed));
        if (runs.size() > MOST) {
            runs.remove(runs.keySet().iterator().next());
        }
        return run;
    }

    private static String scenarioOf(String runId) {
        return Scenario.names().stream()
                .filter(name -> runId.length() > name.length() + 1 && runId.startsWith(name + "-"))
                .findFirst()
                .orElse(null);
    }
}
