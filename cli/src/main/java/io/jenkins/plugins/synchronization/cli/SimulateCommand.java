package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.simulator.Scenario;
import io.jenkins.plugins.synchronization.simulator.ScenarioException;
import io.jenkins.plugins.synchronization.simulator.SimulatorConsole;
import io.jenkins.plugins.synchronization.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command {@code simulate}. */
@Command(
        name = "simulate",
        description = {
            "Simulates the Synchronization API on this machine, until stopped (Ctrl-C).",
            "The only line on standard output is its URL; standard error shows how to wait for its run, and the requests.",
            ""
        },
        footer = {
            "Scenarios: success, partial-success, error, canceled, timed-out, skipped, throttled, flaky,",
            "token-expiry, huge, demo; or a YAML or JSON file of your own, described in docs/simulator.md.",
            "With 'each' the run ID chooses the scenario: its name, a hyphen and any text, for any number of",
            "runs.",
            "",
            "Examples:",
            "  itwin-synchronization simulate --port 8080 --scenario partial-success",
            "  itwin-synchronization simulate --scenario my-run.yaml --speed 60",
            "  itwin-synchronization simulate --scenario each",
            ""
        })
final class SimulateCommand implements Callable<Integer> {

    private static final String EACH = "each";

    private final Shell shell;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port on 127.0.0.1; 0 is any free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE|each",
            defaultValue = "partial-success",
            completionCandidates = ScenarioNames.class,
            description = "Scenario to play. Default: ${DEFAULT-VALUE}")
    private String scenario;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "Seconds of the run per second of real time; at 60, an hour takes a minute. Default:"
                    + " ${DEFAULT-VALUE}")
    private double speed;

    /** What a shell offers after {@code --scenario}. */
    static final class ScenarioNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        ScenarioNames() {
            super(Scenario.names());
            add(EACH);
        }
    }

    SimulateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException, UsageException {
        try {
            SimulatorOptions options = load().withPort(port).withSpeed(speed);
            SimulatorConsole.run(options, ProgramCall.ofThisProgram(), shell.out(), shell.err());
            return ExitCode.SUCCESS.number();
        } catch (IllegalArgumentException | ScenarioException wrong) {
            throw new UsageException(wrong.getMessage());
        } catch (IOException cannotListen) {
            throw new UsageException("Cannot start the simulated API: " + cannotListen.getMessage());
        }
    }

    private SimulatorOptions load() throws UsageException {
        return scenario.equals(EACH) ? SimulatorOptions.ofEach() : SimulatorOptions.of(one());
    }

    private Scenario one() throws UsageException {
        if (Scenario.names().contains(scenario)) {
            return Scenario.named(scenario);
        }
        try {
            Path file = new PathConverter().convert(scenario);
            if (Files.isRegularFile(file)) {
                return Scenario.read(file);
            }
        } catch (IOException unreadable) {
            throw new UsageException("Cannot read the scenario " + scenario + ": " + FileProblem.of(unreadable));
        } catch (TypeConversionException noFileName) {
            throw new UsageException("--scenario " + noFileName.getMessage());
        }
        throw new UsageException(
                "--scenario " + scenario + " is neither a file nor the name of a scenario; available scenarios: "
                        + String.join(", ", Scenario.names()) + ", and " + EACH);
    }
}
