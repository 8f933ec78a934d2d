package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.script.ConnectionKind;
import io.jenkins.plugins.synchronization.simulator.script.Moment;
import io.jenkins.plugins.synchronization.simulator.script.Run;
import io.jenkins.plugins.synchronization.simulator.script.SourceFile;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All connections. Where each scenario is simulated, they exist by their ID, of either kind: one has runs of all
 * scenarios, others are named after one, alone or with a hyphen and any text behind it.
 */
final class Connections {

    private final double speed;
    private final Instant since;
    /** The scenario of the connection where each is simulated; null where only those that are added are. */
    private final Scenario each;

    private final Map<String, Scenario> shipped = new ConcurrentHashMap<>();
    private final Map<List<String>, SimulatedConnection> known = new LinkedHashMap<>(16, 0.75f, true);

    /** What became of the wish to start a run: 202 or 303 with the run, or 409 with the run that is being started. */
    record Start(int status, SimulatedRun run) {}

    Connections(double speed, Instant since, Scenario each) {
        this.speed = speed;
        this.since = since;
        this.each = each;
    }

    /** Adds the connection of a scenario, unless it is known. */
    synchronized SimulatedConnection add(Scenario scenario) {
        SimulatedConnection there = find(scenario.run().kind(), scenario.connectionId());
        if (there != null) {
            return there;
        }
        SimulatedConnection added =
                connection(scenario.run(), scenario, scenario.connection(), SimulatedConnection.More.NONE);
        known.put(key(scenario.run().kind(), scenario.connectionId()), added);
        return added;
    }

    /** The connection of an id, or null. */
    synchronized SimulatedConnection find(ConnectionKind kind, String id) {
        SimulatedConnection connection = known.get(key(kind, id));
        if (connection != null || each == null) {
            return connection;
        }
        Scenario scenario = Scenario.names().contains(id) ? shipped(id) : scenarioOf(id);
        if (id.equals(each.connectionId())) {
            connection = connection(each.run().on(kind, id), each, each.connection(), new OfEachScenario(kind, id));
        } else if (scenario != null) {
            connection = connection(
                    scenario.run().on(kind, id), scenario, scenario.connection().on(id), SimulatedConnection.More.NONE);
        } else {
            return null;
        }
        known.put(key(kind, id), connection);
        if (known.size() > SimulatedConnection.MOST) {
            known.remove(known.keySet().iterator().next());
        }
        return connection;
    }

    private SimulatedConnection connection(
            Run script, Scenario scenario, ConnectionSetup setup, SimulatedConnection.More more) {
        return new SimulatedConnection(script, setup, scenario.troubles(), speed, since, more);
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

    private Scenario scenarioOf(String id) {
        return Scenario.names().stream()
                .filter(name -> id.length() > name.length() + 1 && id.startsWith(name + "-"))
                .findFirst()
                .map(this::shipped)
                .orElse(null);
    }

    private Scenario shipped(String name) {
        return shipped.computeIfAbsent(name, Scenario::named);
    }

    private static List<String> key(ConnectionKind kind, String id) {
        return List.of(kind.pathSegment(), id);
    }

    /** The runs of each scenario, by their IDs, on a connection of either kind, and the files of all but the large ones. */
    private final class OfEachScenario implements SimulatedConnection.More {

        private final ConnectionKind kind;
        private final String connectionId;

        OfEachScenario(ConnectionKind kind, String connectionId) {
            this.kind = kind;
            this.connectionId = connectionId;
        }

        @Override
        public SimulatedRun run(String id) {
            Scenario scenario = scenarioOf(id);
            return scenario == null
                    ? null
                    : new SimulatedRun(scenario.run().on(kind, connectionId).withId(id), scenario.troubles(), speed);
        }

        @Override
        public List<SourceFile> files() {
            return Scenario.names().stream()
                    .map(name -> shipped(name).run())
                    .filter(run -> !run.large())
                    .flatMap(run -> run.files().stream())
                    .toList();
        }
    }
}
