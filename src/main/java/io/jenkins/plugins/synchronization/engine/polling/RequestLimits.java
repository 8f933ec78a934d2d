package io.jenkins.plugins.synchronization.engine.polling;

/**
 * How many requests a subscription allows.
 *
 * @param perMinute in any minute, at least 1
 * @param perHour in any hour, at least 1
 */
public record RequestLimits(int perMinute, int perHour) {

    /** What the community and trial tiers allow: 500 a minute and 5,000 an hour. */
    public static final RequestLimits SMALLEST_TIER = new RequestLimits(500, 5_000);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public RequestLimits {
        if (perMinute < 1 || perHour < 1) {
            throw new IllegalArgumentException("Limits of requests must be 1 or more");
        }
    }

    /** Limits that respect both these and others. */
    public RequestLimits stricter(RequestLimits other) {
        return new RequestLimits(Math.min(perMinute, other.perMinute), Math.min(perHour, other.perHour));
    }
}
