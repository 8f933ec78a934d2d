package io.jenkins.plugins.synchronization.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;

/** The simulator on a terminal: what the command {@code simulate} does. */
public final class SimulatorConsole {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private SimulatorConsole() {}

    /**
     * Simulates a scenario until the thread is interrupted. Prints the API's URL as the only line on {@code out}; on {@code
     * err} how to wait for the run, with the invented token and client that the simulator accepts, and a line per request.
     *
     * @param options the options; their listener is called as well
     * @param command the command that starts the command line, such as {@code java -jar itwin-synchronization-cli.jar}
     * @param out standard output
     * @param err standard error
     * @throws IOException where the port cannot be bound, naming it
     * @throws InterruptedException when it is stopped; it only returns if {@code out} cannot be written
     */
    public static void run(SimulatorOptions options, String command, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        SimulatorOptions logging = options.withListener(request -> {
            options.listener().accept(request);
            err.println(line(request));
        });
        try (SimulatedApi api = SimulatedApi.start(logging)) {
            err.print(hint(api, options, command));
            err.flush();
            out.println(api.apiUrl());
            if (!out.checkError()) {
                new CountDownLatch(1).await();
            }
        }
    }

    private static String hint(SimulatedApi api, SimulatorOptions options, String command) {
        Scenario scenario = options.scenario();
        boolean each = options.each();
        String wait = command + " wait --api-url " + api.apiUrl() + " --connection=" + api.connectionId() + " --run="
                + api.runId() + (api.storage() ? " --storage" : "");
        return String.join(
                System.lineSeparator(),
                each
                        ? "Simulating each scenario: a run ID is a scenario's name, a hyphen and any text."
                        : "Simulating the scenario '" + printable(scenario.name()) + "': "
                                + printable(scenario.description()),
                each
                        ? "Wait for a run from another shell, with a token:"
                        : "Wait for its run from another shell, with a token:",
                "    ITWIN_TOKEN=" + api.validToken() + " " + wait,
                "or with client ID and secret:",
                "    ITWIN_CLIENT_ID=" + api.clientId() + " ITWIN_CLIENT_SECRET=" + api.clientSecret() + " " + wait
                        + " --token-url " + api.tokenUrl(),
                "Stop with Ctrl-C. Requests:",
                "");
    }

    private static String line(RecordedRequest request) {
        String target = request.query().isEmpty() ? request.path() : request.path() + "?" + request.query();
        return TIME.format(request.time()) + " " + printable(request.method() + " " + target) + " -> "
                + (request.status() == 0 ? "connection reset" : request.status());
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
