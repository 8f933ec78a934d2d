package io.jenkins.plugins.synchronization.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.function.IntFunction;

/** Bodies of many megabytes, made while they are read. Read in a program of its own, with a heap that is too small for them. */
final class HostileBodies {

    private static final int MEGABYTE = 1 << 20;

    private HostileBodies() {}

    /** Reads each body with a visitor that keeps nothing, and prints how that ended, one line for each. */
    public static void main(String[] args) throws IOException {
        String megabyte = "x".repeat(MEGABYTE);
        report("names", body("{\"a\":{", 100_000, i -> "\"" + pad(i, 250) + "\":1,", "\"z\":1},\"run\":{}}"));
        report("long names", body("{\"a\":{", 20_000, i -> "\"" + pad(i, 9_000) + "\":1,", "\"z\":1},\"run\":{}}"));
        report(
                "escaped names",
                body(
                        "{\"a\":{",
                        5_000,
                        i -> "\"" + "\\\"\\\\\\u0022é".repeat(600) + i + "\":1,",
                        "\"z\":1},\"run\":{}}"));
        report("text", body("{\"run\":{\"id\":\"", 50, i -> megabyte, "\"}}"));
        report("skipped text", body("{\"x\":\"", 50, i -> megabyte, "\",\"run\":{}}"));
        report("name", body("{\"", 50, i -> megabyte, "\":1,\"run\":{}}"));
        report("numbers", body("{\"a\":[", 2_000_000, i -> "1234567, ", "1],\"run\":{}}"));
        report("number", body("{\"a\":", 50, i -> "1".repeat(MEGABYTE), ",\"run\":{}}"));
        report("depth", body("{\"a\":", 50, i -> "[".repeat(MEGABYTE), "1"));
        report("states", tasks(20_000, i -> "{\"state\":\"" + pad(i, 900) + "\"},"));
        report("long states", tasks(500, i -> "{\"state\":\"" + pad(i, 100_000) + "\"},"));
        report("tasks", tasks(200_000, i -> "{\"id\":\"" + pad(i, 100) + "\"},"));
    }

    private static void report(String what, InputStream body) throws IOException {
        String end;
        try {
            RunSummary summary = RunReader.read(body, new TaskVisitor() {
                @Override
                public void task(int job, Task task) {}

                @Override
                public void job(Job job) {}
            });
            end = summary.tasks() + " tasks";
        } catch (NotARunException refused) {
            end = refused.reason().toString();
        }
        System.out.println(what + ": " + end);
    }

    private static InputStream tasks(int count, IntFunction<String> task) {
        return body("{\"run\":{\"jobs\":[{\"tasks\":[", count, task, "{}]}]}}");
    }

    private static String pad(int i, int length) {
        String number = Integer.toString(i);
        return "p".repeat(length - number.length()) + number;
    }

    private static InputStream body(String begin, int count, IntFunction<String> part, String end) {
        return new SequenceInputStream(new Enumeration<>() {
            private int given = -1;

            @Override
            public boolean hasMoreElements() {
                return given <= count;
            }

            @Override
            public InputStream nextElement() {
                String text = given < 0 ? begin : given < count ? part.apply(given) : end;
                given++;
                return new ByteArrayInputStream(text.getBytes(UTF_8));
            }
        });
    }
}
