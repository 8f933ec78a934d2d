package io.jenkins.plugins.synchronization.engine.report;

/** Round steps for a scale of time. */
final class TimeScale {

    private static final int MOST_STEPS = 5;

    /** Milliseconds: to a minute, to an hour, to a day. */
    private static final long[] STEPS = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        1000,
        2000,
        5000,
        10_000,
        15_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        900_000,
        1_800_000,
        3_600_000,
        7_200_000,
        10_800_000,
        21_600_000,
        43_200_000
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
