package io.jenkins.plugins.synchronization.config;

/**
 * The numbers that a setting may have.
 *
 * @param least the smallest of them
 * @param most the largest
 */
record NumberRange(int least, int most) {

    static final NumberRange REQUESTS = new NumberRange(1, 1_000_000);
    static final NumberRange SECONDS = new NumberRange(1, 3_600);
    static final NumberRange TIMEOUT_MINUTES = new NumberRange(1, 525_600);
    static final NumberRange RETENTION_DAYS = new NumberRange(0, 36_500);
    static final NumberRange BODY_MEGABYTES = new NumberRange(1, 2_048);

    /** This range without what is less than a number; at least {@link #most} stays in it. */
    NumberRange from(int value) {
        return new NumberRange(Math.min(Math.max(least, value), most), most);
    }

    boolean has(int value) {
        return value >= least && value <= most;
    }

    /** What to say of a number that is not in it. */
    String refusal() {
        return Messages.NumberRange_Refusal(least, most);
    }
}
