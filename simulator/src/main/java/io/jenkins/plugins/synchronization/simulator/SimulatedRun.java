package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.script.Moment;
import io.jenkins.plugins.synchronization.simulator.script.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A simulated run: it starts with the first valid request for it. */
final class SimulatedRun {

    private final Run run;
    private final List<Trouble> troubles;
    private final double speed;
    private Instant origin;
    private int requests;
    private int tokenRequests;

    /** One request for the run: its number from 1, and the moment at which it came. */
    record Visit(int number, Moment moment) {}

    SimulatedRun(Run run, List<Trouble> troubles, double speed) {
        this.run = run;
        this.troubles = troubles;
        this.speed = speed;
    }

    Run run() {
        return run;
    }

    synchronized Visit visit(Instant now) {
        begun(now);
        return new Visit(++requests, Moment.of(now, origin, speed));
    }

    /** Begins now, unless it has. */
    synchronized SimulatedRun begun(Instant now) {
        if (origin == null) {
            origin = now;
        }
        return this;
    }

    /** When it began, or null. */
    synchronized Instant origin() {
        return origin;
    }

    /** Where it is, which has begun. */
    synchronized Moment momentAt(Instant now) {
        return Moment.of(now, origin, speed);
    }

    /** Whether it has begun and is not completed. */
    synchronized boolean activeAt(Instant now) {
        return origin != null && !run.completedAt(momentAt(now).runTime());
    }

    /** The trouble of a visit, or null. */
    Trouble troubleAt(Visit visit) {
        return trouble(Target.RUN, visit.number(), visit.moment().runTime());
    }

    /** The trouble of the next token request, or null. */
    synchronized Trouble troubleAtToken(Instant now) {
        Duration runTime =
                origin == null ? Duration.ZERO : Moment.of(now, origin, speed).runTime();
        return trouble(Target.TOKEN, ++tokenRequests, runTime);
    }

    private Trouble trouble(Target at, int number, Duration runTime) {
        return Trouble.first(troubles, at, number, runTime);
    }
}
