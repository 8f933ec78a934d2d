package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Bytes that a server or a user may send, read by each reader of this package; see {@code bin/fuzz}. */
class ReadingFuzzTest {

    /** Stands for nearly as many letters as a text may have, so that what follows is where texts are cut. */
    private static final String LONG = "\u0001";

    private static final String LONG_TEXT = "a".repeat(RunReader.MAX_TEXT - 8);

    /** The same comes out in whatever pieces it arrives, with tasks or without. */
    @FuzzTest
    void run(byte[] input) throws IOException {
        assertIsReadAlike(input);
    }

    /** The same where texts are cut. Each execution reads 64 KB four times. */
    @FuzzTest
    void runWithLongText(byte[] input) throws IOException {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        assertIsReadAlike(text.replaceFirst(LONG, LONG_TEXT).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertIsReadAlike(byte[] body) throws IOException {
        String counted =
                outcome(() -> RunReader.summary(new ByteArrayInputStream(body)).toString());
        String visited = outcome(() -> visit(new ByteArrayInputStream(body)));

        assertThat(outcome(() -> RunReader.summary(pieces(body)).toString())).isEqualTo(counted);
        assertThat(outcome(() -> visit(pieces(body)))).isEqualTo(visited);
        // What is wrong within a long text that is not read may only be seen where it is read.
        if (!visited.equals(NotARunException.Reason.NOT_JSON.name())) {
            assertThat(visited).isEqualTo(counted);
        }
    }

    private static String visit(InputStream body) throws IOException {
        AtomicInteger tasks = new AtomicInteger();
        RunSummary summary = RunReader.read(body, new TaskVisitor() {
            @Override
            public void task(int job, Task task) {
                tasks.incrementAndGet();
                assertThat(task.state()).isNotNull();
                assertThat(task.retryAttempts()).isNotNegative();
            }

            @Override
            public void job(Job job) {
                assertThat(job.index()).isNotNegative();
            }
        });
        assertThat(tasks.get()).isEqualTo(summary.tasks());
        return summary.toString();
    }

    /** What was read is written as JSON that reads the same; files of names say what is wrong with them. */
    @FuzzTest
    void fileNames(byte[] input) throws IOException {
        FileNames names;
        try {
            names = FileNames.parse(new String(input, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("is ");
            return;
        }
        assertThat(FileNames.parse(names.toJson())).isEqualTo(names);
        assertThat(FileNames.read(new ByteArrayInputStream(names.toJson().getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(names);
    }

    /** Lists of runs and of source files, and a connection's link. */
    @FuzzTest
    void lists(byte[] input) throws IOException {
        outcome(() -> RunList.read(new ByteArrayInputStream(input)).toString());
        outcome(() -> RunList.lastRunOf(new ByteArrayInputStream(input)));
        outcome(() -> SourceFileList.read(new ByteArrayInputStream(input)).toString());
    }

    private interface Reading {
        String read() throws IOException;
    }

    private static String outcome(Reading reading) throws IOException {
        try {
            return reading.read();
        } catch (NotARunException documented) {
            // Its place is a line or a byte, depending on whether anything of a long text was left out before it.
            return documented.reason().name();
        } catch (CharConversionException documented) {
            return documented.getMessage();
        }
    }

    /** A stream that returns few bytes at a time, and another number each time. */
    private static InputStream pieces(byte[] body) {
        return new ByteArrayInputStream(body) {
            @Override
            public int read(byte[] to, int from, int length) {
                return super.read(to, from, Math.min(length, 1 + pos % 7 * (1 + pos / 64)));
            }
        };
    }
}
