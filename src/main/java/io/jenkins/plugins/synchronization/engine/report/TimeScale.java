package io.jenkins.plugins.synchronization.engine.report;

/** Round steps for a scale of time. */
final class TimeScale {

    private static final int MOST_STEPS = 5;

    /** Milliseconds: to a minute, to an hour, to a day. */
    private static final long[] STEPS = {
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 15000, 30000, 60000, 120000, 300000, 600000,
        900000, 1800000, 3600000, 7200000, 10800000, 21600000, 43200000
    };

    private static final long DAY = 86_400_000;

    private TimeScale() {}

    /** The smallest round step of which at most five are needed, in milliseconds; 0 where there is nothing to divide. */
    static long step(long millis) {
        if (millis <= 0) {
            return 0;
        }
        for (long step : STEPS) {
            if (millis <= MOST_STEPS * step) {
                return step;
            }
        }
        long step = DAY;
        while (millis > MOST_STEPS * step) {
            step *= millis > 2 * MOST_STEPS * step ? 10 : 2;
        }
        return step;
    }
}
