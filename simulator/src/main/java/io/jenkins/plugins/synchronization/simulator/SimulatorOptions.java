package io.jenkins.plugins.synchronization.simulator;

import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How to start the simulator. Immutable; begin with {@link #of}.
 *
 * @param scenario what to play; with {@code each}, the one that {@link SimulatedApi#runId()} is a run of
 * @param each whether any number of runs of all shipped scenarios are played instead, by their ids: see {@link #ofEach()}
 * @param port the port on 127.0.0.1, 0 to 65535; 0 for any free one
 * @param speed how many seconds of run time pass in one second of the clock, above 0 to 1,000,000; at 60 an hour takes a
 *     minute. What clients are told (Retry-After, the life of tokens, limits) and slow bodies keep to the clock.
 * @param clock the clock that moves runs and tokens; slow bodies wait on the wall clock whatever it shows
 * @param listener called with each request once its answer is decided, on the thread that answers; never null
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
            throw new IllegalArgumentException("The port is " + port + "; allowed is 0 (any free one) to 65535.");
        }
        if (!(speed > 0 && speed <= FASTEST)) {
            throw new IllegalArgumentException("The speed is " + speed + "; allowed is above 0, up to 1000000.");
        }
    }

    /**
     * A scenario on a free port, at speed 1, on the system's clock.
     *
     * @param scenario what to play
     * @return the options
     */
    public static SimulatorOptions of(Scenario scenario) {
        return new SimulatorOptions(scenario, false, 0, 1, InstantSource.system(), request -> {});
    }

    /**
     * Each shipped scenario as often as is wanted, on a free port, at speed 1, on the system's clock. The id of a run
     * says what it plays, from its first request on: the name of a scenario, a hyphen and anything, such as {@code
     * partial-success-17}. There are no limits, tokens live an hour and {@link SimulatedApi#validToken()} never ends,
     * whatever the scenario says; requests for tokens meet no troubles. The simulator knows 1,000 runs at most; of more
     * the one that was not asked for the longest is forgotten, and begins anew when it is asked for again.
     *
     * @return the options
     */
    public static SimulatorOptions ofEach() {
        return new SimulatorOptions(Scenario.named("demo"), true, 0, 1, InstantSource.system(), request -> {});
    }

    /**
     * The same with another port.
     *
     * @param other 0 to 65535
     * @return new options
     */
    public SimulatorOptions withPort(int other) {
        return new SimulatorOptions(scenario, each, other, speed, clock, listener);
    }

    /**
     * The same at another speed.
     *
     * @param other above 0 to 1,000,000
     * @return new options
     */
    public SimulatorOptions withSpeed(double other) {
        return new SimulatorOptions(scenario, each, port, other, clock, listener);
    }

    /**
     * The same on another clock.
     *
     * @param other the clock; may be moved while the simulator runs
     * @return new options
     */
    public SimulatorOptions withClock(InstantSource other) {
        return new SimulatorOptions(scenario, each, port, speed, other, listener);
    }

    /**
     * The same with a listener.
     *
     * @param other called with each request, by several threads at once
     * @return new options
     */
    public SimulatorOptions withListener(Consumer<RecordedRequest> other) {
        return new SimulatorOptions(scenario, each, port, speed, clock, other);
    }
}
