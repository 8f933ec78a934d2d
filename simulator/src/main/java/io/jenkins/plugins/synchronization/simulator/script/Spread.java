package io.jenkins.plugins.synchronization.simulator.script;

import java.time.Duration;

/** Spreads work evenly over a stretch of time. */
public final class Spread {

    private Spread() {}

    /**
     * The border between two of {@code parts} equal parts of a stretch.
     *
     * @param start where the stretch starts
     * @param end where it ends
     * @param part which border, from 0 (the start) to {@code parts} (the end)
     * @param parts how many parts, at least 1
     * @return the point in time
     */
    public static Duration point(Duration start, Duration end, int part, int parts) {
        return start.plus(end.minus(start).multipliedBy(part).dividedBy(parts));
    }
}
