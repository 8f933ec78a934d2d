package io.jenkins.plugins.synchronization.benchmarks;

import io.jenkins.plugins.synchronization.engine.run.RunReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * How many times as long as a bare token scan a summary takes, and reading every task: in one Java, taking turns, so that
 * what else the machine does slows all of them alike.
 */
public final class RunReadingRatio {

    private static final int WARM_UP = 10;
    private static final int ROUNDS = 31;

    private RunReadingRatio() {}

    /** Prints the medians of 31 rounds and between which quartiles the ratios lie; the argument is the number of tasks. */
    public static void main(String[] args) throws IOException {
        byte[] body = HugeBody.of(args.length == 0 ? 100_000 : Integer.parseInt(args[0]));
        double[] scan = new double[ROUNDS];
        double[] summary = new double[ROUNDS];
        double[] everyTask = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            int at = Math.max(round, 0);
            scan[at] = milliseconds(() -> RunReading.tokenScan(body));
            summary[at] = milliseconds(() -> RunReader.summary(new ByteArrayInputStream(body)));
            everyTask[at] = milliseconds(() -> RunReader.read(new ByteArrayInputStream(body), new NoTasks()));
        }
        System.out.printf(Locale.ROOT, "%-12s %8.1f ms%n", "token scan", quartile(scan, 2));
        print("summary", summary, scan);
        print("every task", everyTask, scan);
    }

    private static void print(String what, double[] times, double[] scan) {
        double[] ratios = new double[ROUNDS];
        Arrays.setAll(ratios, round -> times[round] / scan[round]);
        System.out.printf(
                Locale.ROOT,
                "%-12s %8.1f ms   ratio %.2f (quartiles %.2f to %.2f)%n",
                what,
                quartile(times, 2),
                quartile(ratios, 2),
                quartile(ratios, 1),
                quartile(ratios, 3));
    }

    private static double quartile(double[] values, int quartile) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(ROUNDS - 1) * quartile / 4];
    }

    private static double milliseconds(Reading reading) throws IOException {
        long begin = System.nanoTime();
        reading.read();
        return (System.nanoTime() - begin) / 1e6;
    }

    private interface Reading {
        void read() throws IOException;
    }
}
