package io.jenkins.plugins.synchronization.simulator.script;

/** How a date that is not yet known is written. */
public enum UnsetDates {
    /** {@code 0001-01-01T00:00:00Z}. */
    YEAR0001,
    /** JSON's null. */
    NULLS,
    /** The field is left out. */
    ABSENT,
    /** The three in turn, by a fixed rule. */
    MIX;

    /** The way for one place in the body, which any number stands for: never {@link #MIX}. */
    UnsetDates at(int place) {
        return this == MIX ? values()[Math.floorMod(place, 3)] : this;
    }
}
