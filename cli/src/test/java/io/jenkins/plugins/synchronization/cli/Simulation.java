package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.simulator.Scenario;
import io.jenkins.plugins.synchronization.simulator.SimulatedApi;
import io.jenkins.plugins.synchronization.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The simulated API, and how to call {@code wait} for its run. */
final class Simulation implements AutoCloseable {

    /** A run of 300 ms with one task; the result is left open. */
    private static final String SHORT_RUN = """
            name: short
            states: [{state: Executing, phase: MasterFile, for: 300ms}]
            jobs: [{connectorType: IFC, tasks: [{sourceFileId: bridge.ifc}]}]
            result: %s
            """;

    private final SimulatedApi api;

    private Simulation(SimulatorOptions options) {
        try {
            api = SimulatedApi.start(options);
        } catch (IOException cannotListen) {
            throw new UncheckedIOException(cannotListen);
        }
    }

    static Simulation of(String scenario, double speed) {
        return new Simulation(SimulatorOptions.of(Scenario.named(scenario)).withSpeed(speed));
    }

    /** A short run that ends with a result. */
    static Simulation ending(String result) {
        return playing(SHORT_RUN.formatted(result));
    }

    /** A run that meets a trouble, in the scenario file's words, such as {@code {status: 403}}. */
    static Simulation troubled(String trouble) {
        return playing(SHORT_RUN.formatted("Success") + "troubles: [" + trouble + "]\n");
    }

    /** A short run of a storage connection, whose list of files never comes. */
    static Simulation withoutListOfFiles() {
        return playing("connection: storage\n"
                + SHORT_RUN.formatted("Success").replace("sourceFileId", "storageFileId")
                + "troubles: [{at: sourcefiles, late: 10m}]\n");
    }

    /** A run that takes much longer than any test. */
    static Simulation endless() {
        return playing(SHORT_RUN.formatted("Success").replace("300ms", "10h"));
    }

    private static Simulation playing(String yaml) {
        return new Simulation(SimulatorOptions.of(Scenario.parse(yaml)));
    }

    SimulatedApi api() {
        return api;
    }

    /** The arguments of a quick {@code wait}, and some more. */
    String[] waitFor(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "wait",
                "--api-url",
                api.apiUrl().toString(),
                "--connection=" + api.connectionId(),
                "--run=" + api.runId(),
                "--min-interval",
                "100ms"));
        if (api.storage()) {
            arguments.add("--storage");
        }
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    @Override
    public void close() {
        api.close();
    }
}
