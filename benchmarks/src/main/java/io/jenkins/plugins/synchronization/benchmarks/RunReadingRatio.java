package io.jenkins.plugins.synchronization.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * How many times as long as a bare token scan a summary takes, and reading every task: in one Java, taking turns. Time is
 * measured by the clock and as what the whole process used of the processors, garbage collection included: the second
 * depends less on what else the machine does.
 */
public final class RunReadingRatio {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 21;
    private static final String[] READINGS = {"token scan", "summary", "every task"};

    private RunReadingRatio() {}

    /** Prints medians of 21 rounds, and between which quartiles the ratios lie; the argument is the number of tasks. */
    public static void main(String[] args) throws IOException {
        byte[] body = HugeBody.of(args.length == 0 ? 100_000 : Integer.parseInt(args[0]));
        long[][] clock = new long[READINGS.length][ROUNDS];
        long[][] processors = new long[READINGS.length][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int reading = 0; reading < READINGS.length; reading++) {
                long clockBefore = System.nanoTime();
                long processorsBefore = PROCESS.getProcessCpuTime();
                read(reading, body);
                clock[reading][Math.max(round, 0)] = System.nanoTime() - clockBefore;
                processors[reading][Math.max(round, 0)] = PROCESS.getProcessCpuTime() - processorsBefore;
            }
        }
        for (int reading = 0; reading < READINGS.length; reading++) {
            print(READINGS[reading] + " by the clock", clock[reading], clock[0]);
            print(READINGS[reading] + " on the processors", processors[reading], processors[0]);
        }
    }

    private static void read(int reading, byte[] body) throws IOException {
        switch (reading) {
            case 0 -> RunReading.tokenScan(body);
            case 1 -> RunReader.summary(new ByteArrayInputStream(body));
            default -> RunReader.read(new ByteArrayInputStream(body), new NoTasks());
        }
    }

    private static void print(String what, long[] times, long[] scan) {
        double[] milliseconds = new double[ROUNDS];
        Arrays.setAll(milliseconds, round -> times[round] / 1e6);
        double[] ratios = new double[ROUNDS];
        Arrays.setAll(ratios, round -> (double) times[round] / scan[round]);
        System.out.printf(
                Locale.ROOT,
                "%-26s %8.1f ms   ratio %.2f (quartiles %.2f to %.2f)%n",
                what,
                quartile(milliseconds, 2),
                quartile(ratios, 2),
                quartile(ratios, 1),
                quartile(ratios, 3));
    }

    private static double quartile(double[] values, int quartile) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(ROUNDS - 1) * quartile / 4];
    }
}
