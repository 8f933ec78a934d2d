package io.jenkins.plugins.synchronization.simulator.script;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment of a run, and how run time is written as dates.
 *
 * @param runTime the time since the run began, as the script counts it
 * @param origin the date at which the run began
 * @param speed how many seconds of run time pass in one second of the clock; above 0
 */
public record Moment(Duration runTime, Instant origin, double speed) {

    /** The moment that a clock shows, never before the run began. */
    public static Moment of(Instant now, Instant origin, double speed) {
        double elapsed = Math.max(0, Duration.between(origin, now).toNanos());
        return new Moment(Duration.ofNanos(Math.round(elapsed * speed)), origin, speed);
    }

    Instant dateOf(Duration time) {
        return origin.plusNanos(Math.round(time.toNanos() / speed));
    }
}
