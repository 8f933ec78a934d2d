package io.jenkins.plugins.synchronization.benchmarks.rendering;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.synchronization.benchmarks.HugeBody;
import io.jenkins.plugins.synchronization.engine.report.HtmlReport;
import io.jenkins.plugins.synchronization.engine.report.ReportOptions;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The whole report from a body to a file, beside the least that it could take: reading the one and writing the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class ReportWriting {

    private static final JsonFactory DEFAULT_FACTORY = new JsonFactory();

    /** How many tasks the run has. */
    @Param({"100000"})
    public int tasks;

    private byte[] body;
    private byte[] html;
    private Path file;

    /** Makes the body, and the report once for its size. */
    @Setup
    public void prepare() throws IOException {
        body = HugeBody.of(tasks);
        ByteArrayOutputStream once = new ByteArrayOutputStream();
        write(once);
        html = once.toByteArray();
        file = Files.createTempFile("report", ".html");
        System.out.printf("report: %.1f MB%n", html.length / 1e6);
    }

    /** Deletes the file. */
    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** A bare token scan of the body, and as many bytes written as the report has. */
    @Benchmark
    public int scanAndWrite() throws IOException {
        int tokens = 0;
        try (JsonParser json = DEFAULT_FACTORY.createParser(new ByteArrayInputStream(body))) {
            while (json.nextToken() != null) {
                tokens++;
            }
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(html);
        }
        return tokens;
    }

    /** The report. */
    @Benchmark
    public void report() throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out);
        }
    }

    private void write(OutputStream out) throws IOException {
        HtmlReport.of(ReportOptions.defaults()).write(() -> new ByteArrayInputStream(body), out);
    }
}
