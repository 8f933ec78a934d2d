package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.script.ConnectionKind;
import io.jenkins.plugins.synchronization.simulator.script.Moment;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All connections. Where each scenario is simulated, further ones exist by their ID: the name of a scenario, alone or
 * with a hyphen and any text behind it.
 */
final class Connections {

    private final double speed;
    private final Instant since;
    private final boolean each;
    private final Map<String, Scenario> shipped = new ConcurrentHashMap<>();
    private final Map<List<String>, SimulatedConnection> known = new LinkedHashMap<>(16, 0.75f, true);

    /** What became of the wish to start a run: 202 or 303 with the run, or 409 with the run that is being started. */
    record Start(int status, SimulatedRun run) {}

    Connections(double speed, Instant since, boolean each) {
        this.speed = speed;
        this.since = since;
        this.each = each;
    }

    /** Adds the connection of a scenario, unless it is known. */
    synchronized SimulatedConnection add(Scenario scenario) {
        ConnectionKind kind = scenario.run().kind();
        return known.computeIfAbsent(
                key(kind, scenario.connectionId()),
                key -> new SimulatedConnection(
                        scenario.run(),
                        scenario.connection(),
                        scenario.troubles(),
                        speed,
                        since,
                        id -> each ? runByScenario(id, scenario) : null));
    }

    /** The connection of an id, or null. */
    synchronized SimulatedConnection find(ConnectionKind kind, String id) {
        SimulatedConnection connection = known.get(key(kind, id));
        Scenario scenario =
                connection == null && each ? scenarioOf(Scenario.names().contains(id) ? id + "-1" : id) : null;
        if (scenario == null) {
            return connection;
        }
        SimulatedConnection named = new SimulatedConnection(
                scenario.run().on(kind, id),
                scenario.connection().on(id),
                scenario.troubles(),
                speed,
                since,
                other -> null);
        known.put(key(kind, id), named);
        if (known.size() > SimulatedConnection.MOST) {
            known.remove(known.keySet().iterator().next());
        }
        return named;
    }

    /** Both connections of an id, of those that exist. */
    synchronized List<SimulatedConnection> find(String id) {
        return known.values().stream()
                .filter(connection -> connection.script().connectionId().equals(id))
                .toList();
    }

    /** Starts a run, unless one is active for the same iModel. */
    synchronized Start start(SimulatedConnection connection, String manifest, Instant now) {
        SimulatedRun active = active(known.values(), connection.setup().iModelId(), now);
        if (active == null) {
            return new Start(202, connection.create(now, manifest));
        }
        Moment moment = active.momentAt(now);
        boolean beingStarted = moment.runTime().compareTo(connection.setup().startTakes()) < 0;
        return new Start(beingStarted ? 409 : 303, active);
    }

    private static SimulatedRun active(Collection<SimulatedConnection> all, String iModelId, Instant now) {
        return all.stream()
                .filter(connection -> connection.setup().iModelId().equals(iModelId))
                .map(connection -> connection.active(now))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private SimulatedRun runByScenario(String runId, Scenario connection) {
        Scenario scenario = scenarioOf(runId);
        return scenario == null || scenario.run().kind() != connection.run().kind()
                ? null
                : new SimulatedRun(
                        scenario.run()
                                .on(connection.run().kind(), connection.connectionId())
                                .withId(runId),
                        scenario.troubles(),
                        speed);
    }

    private Scenario scenarioOf(String id) {
        return Scenario.names().stream()
                .filter(name -> id.length() > name.length() + 1 && id.startsWith(name + "-"))
                .findFirst()
                .map(name -> shipped.computeIfAbsent(name, Scenario::named))
                .orElse(null);
    }

    private static List<String> key(ConnectionKind kind, String id) {
        return List.of(kind.pathSegment(), id);
    }
}
