package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.script.Ids;
import io.jenkins.plugins.synchronization.simulator.script.Run;
import io.jenkins.plugins.synchronization.simulator.script.SourceFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One connection and its runs: those that were added, and those that clients start, which play its scenario. Of more
 * than {@value #MOST} runs the one polled least recently is removed.
 */
final class SimulatedConnection {

    static final int MOST = 1000;

    /** Runs and files of other scenarios on the same connection. */
    interface More {

        /** None. */
        More NONE = new More() {};

        /** Makes a run of an id that is not known yet, or returns null. */
        default SimulatedRun run(String id) {
            return null;
        }

        /** Their files. */
        default List<SourceFile> files() {
            return List.of();
        }
    }

    private final Run script;
    private final ConnectionSetup setup;
    private final List<Trouble> troubles;
    private final double speed;
    private final Instant since;
    private final More more;
    private final Map<String, SimulatedRun> runs = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Target, Integer> requests = new EnumMap<>(Target.class);
    private final List<String> manifests = new ArrayList<>();
    /** The files of the scenario, which may be very many, once somebody wants them. */
    private Collection<SourceFile> scripted;

    private int created;

    /**
     * Takes what it is made of.
     *
     * @param script the run that starts play, on this connection
     * @param setup its settings
     * @param troubles its troubles, and those of the runs that are started on it
     * @param speed how many seconds of run time pass in one second of the clock
     * @param since when the simulator started
     * @param more what there is beside its own runs and files
     */
    SimulatedConnection(
            Run script, ConnectionSetup setup, List<Trouble> troubles, double speed, Instant since, More more) {
        this.script = script;
        this.setup = setup;
        this.troubles = troubles;
        this.speed = speed;
        this.since = since;
        this.more = more;
    }

    /** The run that starts play; it names the connection. */
    Run script() {
        return script;
    }

    ConnectionSetup setup() {
        return setup;
    }

    synchronized void add(SimulatedRun run) {
        runs.put(run.run().id(), run);
        if (runs.size() > MOST) {
            runs.remove(runs.keySet().iterator().next());
        }
    }

    /** The run of an id, or null. */
    synchronized SimulatedRun run(String id) {
        SimulatedRun known = runs.get(id);
        if (known != null) {
            return known;
        }
        SimulatedRun other = more.run(id);
        if (other != null) {
            add(other);
        }
        return other;
    }

    /** The files of its scenario, and those that tasks of its other runs are about but for the large ones, each once. */
    synchronized Collection<SourceFile> files() {
        Stream<SourceFile> ofRuns = runs.values().stream()
                .map(SimulatedRun::run)
                .filter(run -> !run.large())
                .flatMap(run -> run.files().stream());
        if (scripted == null) {
            scripted = script.files();
        }
        return Stream.of(scripted.stream(), ofRuns, more.files().stream())
                .flatMap(files -> files)
                .collect(Collectors.toMap(SourceFile::id, file -> file, (first, again) -> first, LinkedHashMap::new))
                .values();
    }

    /** Creates a run that begins now. */
    synchronized SimulatedRun create(Instant now, String manifest) {
        created++;
        manifests.add(manifest);
        if (manifests.size() > MOST) {
            manifests.remove(0);
        }
        Run started = script.byTheClock().withId(Ids.derived(script.connectionId(), created));
        SimulatedRun run = new SimulatedRun(started, troubles, speed).begun(now);
        add(run);
        return run;
    }

    /** How many runs clients have started. */
    synchronized int created() {
        return created;
    }

    /** The manifests that started the latest runs, as they came; empty texts for starts without one. */
    synchronized List<String> manifests() {
        return List.copyOf(manifests);
    }

    /** The run that is active, or null. */
    synchronized SimulatedRun active(Instant now) {
        return runs.values().stream()
                .filter(run -> run.activeAt(now))
                .findFirst()
                .orElse(null);
    }

    /** The runs that have begun, the newest first. */
    synchronized List<SimulatedRun> begun() {
        return runs.values().stream()
                .filter(run -> run.origin() != null)
                .sorted(Comparator.comparing(SimulatedRun::origin)
                        .thenComparing(run -> run.run().id())
                        .reversed())
                .toList();
    }

    /** Counts a request, and returns its trouble, or null. */
    synchronized Trouble trouble(Target at, Instant now) {
        Duration time = Duration.ofNanos(Math.round(Duration.between(since, now).toNanos() * speed));
        return Trouble.first(troubles, at, requests.merge(at, 1, Integer::sum), time);
    }
}
