package io.jenkins.plugins.synchronization.simulator.script;

import java.time.Duration;

/** Spreads work evenly over a stretch of time. */
public final class Spread {

    private Spread() {}

    /** The border between two of {@code parts} equal parts of a stretch: 0 is the start, {@code parts} the end. */
    public static Duration point(Duration start, Duration end, int part, int parts) {
        return start.plus(end.minus(start).multipliedBy(part).dividedBy(parts));
    }
}
