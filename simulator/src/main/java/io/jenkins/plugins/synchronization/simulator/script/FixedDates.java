package io.jenkins.plugins.synchronization.simulator.script;

/**
 * Dates to be said literally instead of those that the clock gives; null where the clock's are to be said.
 *
 * @param start what {@code startDateTime} says once there is a start
 * @param end what {@code endDateTime} says once there is an end
 */
public record FixedDates(String start, String end) {

    /** The clock's dates. */
    public static final FixedDates NONE = new FixedDates(null, null);
}
