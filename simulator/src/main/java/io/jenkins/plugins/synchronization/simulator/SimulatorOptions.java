package io.jenkins.plugins.synchronization.simulator;

import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How to start the simulator. Immutable; begin with {@link #of}.
 *
 * @param scenario the scenario; with {@code each}, the one of the run {@link SimulatedApi#runId()}
 * @param each whether any number of runs of all shipped scenarios are simulated instead, by their IDs: see {@link #ofEach()}
 * @param port the port on 127.0.0.1, 0 to 65535; 0 for any free one
 * @param speed how many seconds of run time pass in one second of the clock, above 0 to 1,000,000; at 60 an hour takes a
 *     minute. Retry-After, the lifetime of tokens, limits and slow bodies follow the clock.
 * @param clock the clock that moves runs and tokens; slow bodies wait on the wall clock whatever it shows
 * @param listener called with each request once its response is decided, on the thread that sends it
 */
public record SimulatorOptions(
        Scenario scenario,
        boolean each,
        int port,
        double speed,
        InstantSource clock,
        Consumer<RecordedRequest> listener) {

    private static final double FASTEST = 1_000_000;

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException where a number is out of its range
     */
    public SimulatorOptions {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(listener, "listener");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("The port is " + port + "; allowed: 0 (any free one) to 65535.");
        }
        if (!(speed > 0 && speed <= FASTEST)) {
            throw new IllegalArgumentException("The speed is " + speed + "; allowed: above 0, up to 1000000.");
        }
    }

    /** A scenario on a free port, at speed 1, on the system's clock. */
    public static SimulatorOptions of(Scenario scenario) {
        return new SimulatorOptions(scenario, false, 0, 1, InstantSource.system(), request -> {});
    }

    /**
     * Any number of runs of each shipped scenario, on a free port, at speed 1, on the system's clock. The ID of a run
     * chooses its scenario: the name, a hyphen and any text, such as {@code partial-success-17}. There are no limits,
     * tokens are valid for an hour and {@link SimulatedApi#validToken()} never expires, whatever the scenario says; token
     * requests have no troubles. Runs are started on connections whose IDs choose the scenario, such as {@code demo} or
     * {@code demo-17}, of either kind. The simulator stores 1,000 runs at most; beyond that it removes the one polled least
     * recently, which restarts with the next request.
     */
    public static SimulatorOptions ofEach() {
        return new SimulatorOptions(Scenario.named("demo"), true, 0, 1, InstantSource.system(), request -> {});
    }

    /** The same with another port, 0 to 65535. */
    public SimulatorOptions withPort(int other) {
        return new SimulatorOptions(scenario, each, other, speed, clock, listener);
    }

    /** The same at another speed, above 0 to 1,000,000. */
    public SimulatorOptions withSpeed(double other) {
        return new SimulatorOptions(scenario, each, port, other, clock, listener);
    }

    /** The same on another clock, which may be moved while the simulator runs. */
    public SimulatorOptions withClock(InstantSource other) {
        return new SimulatorOptions(scenario, each, port, speed, other, listener);
    }

    /** The same with a listener, called with each request, by several threads at once. */
    public SimulatorOptions withListener(Consumer<RecordedRequest> other) {
        return new SimulatorOptions(scenario, each, port, speed, clock, other);
    }
}
