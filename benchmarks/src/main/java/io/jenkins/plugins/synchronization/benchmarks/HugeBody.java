package io.jenkins.plugins.synchronization.benchmarks;

import io.jenkins.plugins.synchronization.simulator.LargeBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The simulator's large body in memory: the same bytes for the same number of tasks. */
public final class HugeBody {

    private HugeBody() {}

    /** The body of a completed run with so many tasks, about 740 bytes each. */
    public static byte[] of(int tasks) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(750 * tasks + 1_000);
        try {
            LargeBody.write(body, tasks);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return body.toByteArray();
    }
}
