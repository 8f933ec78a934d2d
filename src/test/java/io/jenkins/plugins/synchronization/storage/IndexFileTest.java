package io.jenkins.plugins.synchronization.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.simulator.LargeBody;
import io.jenkins.plugins.synchronization.storage.BodyStore.Companion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFileTest {

    private static final String KEY = "7";

    @TempDir
    private Path build;

    private BodyStore store;

    @BeforeEach
    void keepABody() throws IOException {
        store = BodyStore.in(build);
        Files.createDirectory(body().getParent());
        storeBody("the first");
    }

    @Test
    void anyTasksAreToldAsTheyWereBounded() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            AnyTasks any = new AnyTasks(seed);
            RecordingVisitor bounded = new RecordingVisitor();

            write(visitor -> tell(any, both(bounded, visitor)));

            assertThat(read().all()).as("seed %s", seed).isEqualTo(bounded.all());
        }
    }

    @Test
    void moreDifferentTextsThanAreKeptForRepetitionAreTold() throws IOException {
        AnyTasks any = new AnyTasks(1);
        RecordingVisitor bounded = new RecordingVisitor();

        write(visitor -> {
            for (int i = 0; i < 2_000; i++) {
                both(bounded, visitor).task(0, any.task());
            }
        });

        assertThat(read().all()).isEqualTo(bounded.all());
        assertThat(Files.size(index())).isLessThan(IndexFile.STORED_BYTES + (8 << 20));
    }

    @Test
    void aChangeOfAnyByteIsNoticedBeforeAnythingIsTold() throws IOException {
        AnyTasks any = new AnyTasks(4);
        write(visitor -> tell(any, visitor));
        byte[] whole = Files.readAllBytes(index());

        for (int at = 0; at < whole.length; at += at < 400 ? 1 : 97) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            assertDamaged(damaged);
        }
        for (int length = 0; length < whole.length; length += length < 400 ? 1 : 997) {
            assertDamaged(Arrays.copyOf(whole, length));
        }
        assertDamaged(Arrays.copyOf(whole, whole.length + 1));
    }

    @Test
    void whatNoWriterWroteEndsInAnErrorAndNotInMuchMemory() {
        for (int seed = 0; seed < 3_000; seed++) {
            AnyTasks any = new AnyTasks(seed);
            byte[] noise = new byte[200];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte) (any.below(3) == 0 ? any.below(256) : any.below(4));
            }
            try {
                TaskReader.read(new ByteArrayInputStream(noise), new RecordingVisitor());
            } catch (DamagedIndexException expected) {
                assertThat(expected).hasMessageContaining("damaged");
            } catch (IOException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void theIndexOfAnotherBodyIsNotUsed() throws IOException {
        write(visitor -> tell(new AnyTasks(1), visitor));
        storeBody("the second, which is longer");

        assertThatThrownBy(this::read).isInstanceOf(DamagedIndexException.class).hasMessageContaining("another body");
    }

    @Test
    void theIndexOfALargeRunIsATenthOfItsBody() throws IOException {
        ByteArrayOutputStream large = new ByteArrayOutputStream();
        LargeBody.write(large, 5_000);

        write(visitor -> RunReader.read(new ByteArrayInputStream(large.toByteArray()), visitor));

        assertThat(read().tasks()).isEqualTo(5_000);
        assertThat(Files.size(index())).isLessThan(large.size() / 10);
    }

    private static void tell(AnyTasks any, TaskVisitor visitor) throws IOException {
        int jobs = any.below(4);
        for (int job = 0; job < jobs; job++) {
            for (int task = any.below(60); task > 0; task--) {
                visitor.task(job, any.task());
            }
            visitor.job(any.job(job));
        }
    }

    /** RecordingVisitor what comes: one as it comes, the other with its texts bounded. */
    private static TaskVisitor both(RecordingVisitor bounded, TaskVisitor visitor) {
        return new TaskVisitor() {
            @Override
            public void task(int job, Task task) throws IOException {
                new BoundingVisitor(bounded).task(job, task);
                visitor.task(job, task);
            }

            @Override
            public void job(Job job) throws IOException {
                new BoundingVisitor(bounded).job(job);
                visitor.job(job);
            }
        };
    }

    private void write(IndexFile.Source source) throws IOException {
        store.write(KEY, Companion.TASKS, out -> IndexFile.write(source, store.mark(KEY), out));
    }

    private RecordingVisitor read() throws IOException {
        RecordingVisitor told = new RecordingVisitor();
        try (IndexFile index = IndexFile.open(store, KEY)) {
            index.check(store.mark(KEY));
            index.tell(told);
        }
        return told;
    }

    private void assertDamaged(byte[] content) throws IOException {
        Files.write(index(), content);
        assertThatThrownBy(this::read).isInstanceOf(DamagedIndexException.class);
    }

    private Path index() {
        return build.resolve("synchronization/" + KEY + ".tasks");
    }

    private Path body() {
        return build.resolve("synchronization/" + KEY + ".json.gz");
    }

    private void storeBody(String content) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(body()))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
