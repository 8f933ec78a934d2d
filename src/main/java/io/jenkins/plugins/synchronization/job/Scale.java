package io.jenkins.plugins.synchronization.job;

/**
 * An axis from 0 to a round number.
 *
 * @param top the round number, greater than 0
 */
record Scale(double top) {

    private static final double[] ROUND = {1, 2, 5, 10};
    private static final double[] ROUND_SECONDS = {
        1, 2, 4, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400
    };

    /** A scale on which a count has room. */
    static Scale ofCounts(int most) {
        double power = 1;
        while (power * 10 < most) {
            power *= 10;
        }
        for (double round : ROUND) {
            if (round * power >= most) {
                return new Scale(Math.max(2, round * power));
            }
        }
        return new Scale(power * 10);
    }

    /** A scale on which a span has room; its middle is round as well. */
    static Scale ofSeconds(double most) {
        for (double round : ROUND_SECONDS) {
            if (round >= most) {
                return new Scale(round);
            }
        }
        double day = ROUND_SECONDS[ROUND_SECONDS.length - 1];
        return new Scale(Math.ceil(most / day / 2) * 2 * day);
    }

    /** Where a value lies: 0 at the bottom, 1 at the top. */
    double part(double value) {
        return value / top;
    }
}
