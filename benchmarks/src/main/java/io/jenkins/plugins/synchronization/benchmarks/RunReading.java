package io.jenkins.plugins.synchronization.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading the body of a run: by a bare token scan, as a summary, and task by task. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RunReading {

    private static final JsonFactory DEFAULT_FACTORY = new JsonFactory();

    /** How many tasks the run has. */
    @Param({"1000", "10000", "100000"})
    public int tasks;

    private byte[] body;

    /** Makes the body. */
    @Setup
    public void makeBody() {
        body = HugeBody.of(tasks);
    }

    /** The least that reading this JSON takes with Jackson: every token, no value. */
    @Benchmark
    public int tokenScan() throws IOException {
        return tokenScan(body);
    }

    /** The summary. */
    @Benchmark
    public RunSummary summary() throws IOException {
        return RunReader.summary(new ByteArrayInputStream(body));
    }

    /** Every task as an object. */
    @Benchmark
    public RunSummary everyTask() throws IOException {
        return RunReader.read(new ByteArrayInputStream(body), new NoTasks());
    }

    static int tokenScan(byte[] body) throws IOException {
        int tokens = 0;
        try (JsonParser parser = DEFAULT_FACTORY.createParser(new ByteArrayInputStream(body))) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }
}
