package io.jenkins.plugins.synchronization.benchmarks.rendering;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

/** Rows of a table like the report's that are in memory, written as the same HTML by three template engines. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class RowRendering {

    /** How many rows. */
    @Param({"100000"})
    public int rows;

    /** Which template engine. */
    @Param({"jte", "freemarker", "thymeleaf"})
    public String engine;

    private List<Row> inMemory;
    private Renderer renderer;

    /** Makes the rows, and makes sure that the engines write the same text. */
    @Setup
    public void prepare() throws IOException {
        List<Row> few = Row.of(2_000);
        String expected = text(new JteRenderer(), few);
        renderer = renderer(engine);
        String actual = text(renderer, few);
        if (!actual.equals(expected)) {
            int place = 0;
            while (place < Math.min(expected.length(), actual.length())
                    && expected.charAt(place) == actual.charAt(place)) {
                place++;
            }
            throw new IllegalStateException(engine + " writes another text than jte, from here: "
                    + actual.substring(Math.max(0, place - 100), Math.min(actual.length(), place + 200))
                    + "\nwhere jte has: "
                    + expected.substring(Math.max(0, place - 100), Math.min(expected.length(), place + 200)));
        }
        inMemory = Row.of(rows);
    }

    /** Writes all rows to nowhere. */
    @Benchmark
    public void render() throws IOException {
        renderer.render(inMemory, OutputStream.nullOutputStream());
    }

    private static Renderer renderer(String name) throws IOException {
        return switch (name) {
            case "jte" -> new JteRenderer();
            case "freemarker" -> new FreeMarkerRenderer();
            case "thymeleaf" -> new ThymeleafRenderer();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Without white space between elements, which each engine's syntax leaves in other places. */
    private static String text(Renderer renderer, List<Row> rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        renderer.render(rows, bytes);
        return bytes.toString(StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ")
                .replaceAll("(?<=>) | (?=<)", "")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&gt;", ">");
    }
}
