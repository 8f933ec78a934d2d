package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.script.GeneratedTasks;
import io.jenkins.plugins.synchronization.simulator.script.Job;
import io.jenkins.plugins.synchronization.simulator.script.Moment;
import io.jenkins.plugins.synchronization.simulator.script.Run;
import io.jenkins.plugins.synchronization.simulator.script.RunBody;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * The last body of the scenario {@code huge} with any number of tasks, without HTTP: for benchmarks and tests of readers.
 */
public final class LargeBody {

    private static final Instant ORIGIN = Instant.parse("2026-01-05T08:00:00Z");

    private LargeBody() {}

    /**
     * Writes the body; the same bytes for the same number, about 770 a task. Memory does not grow with the number.
     *
     * @param out takes UTF-8; stays open
     * @param taskCount how many tasks, at least 1; each 997th fails, each 4,999th is skipped
     * @throws IOException where the stream does not take it
     * @throws IllegalArgumentException where the number is below 1
     */
    public static void write(OutputStream out, int taskCount) throws IOException {
        if (taskCount < 1) {
            throw new IllegalArgumentException("The number of tasks is " + taskCount + "; allowed: 1 or more.");
        }
        Run huge = Scenario.named("huge").run();
        Job job = huge.jobs().get(0);
        Job resized = new Job(
                job.id(),
                job.connectorType(),
                job.result(),
                job.dates(),
                ((GeneratedTasks) job.tasks()).withCount(taskCount));
        RunBody.write(huge.withJobs(List.of(resized)), new Moment(huge.end(), ORIGIN, 1), out);
    }
}
