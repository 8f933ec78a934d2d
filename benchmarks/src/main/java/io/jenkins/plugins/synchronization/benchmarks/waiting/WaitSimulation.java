package io.jenkins.plugins.synchronization.benchmarks.waiting;

import io.jenkins.plugins.synchronization.engine.polling.PacingSimulation;
import java.io.IOException;

/** Prints the tables on waiting of {@code docs/performance.md}. Deterministic, but for memory. */
public final class WaitSimulation {

    private WaitSimulation() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("## 10,000 waits at once\n");
        new ManyWaits().print(System.out);
        System.out.println("\n## Pacing\n");
        new PacingTable().print(System.out);
        System.out.println("\n## Pacing with the history of the connection\n");
        PacingSimulation.print(System.out);
        System.out.println("\n## Limits\n");
        new LimitsTable().print(System.out);
        System.out.println("\n## Several controllers\n");
        new ControllersTable().print(System.out);
        System.out.println("\n## Requests at once\n");
        new SlotsTable().print(System.out);
    }
}
