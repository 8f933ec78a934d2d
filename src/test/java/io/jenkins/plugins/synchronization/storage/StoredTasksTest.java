package io.jenkins.plugins.synchronization.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.NotARunException;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.simulator.LargeBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTasksTest {

    private static final String KEY = "7";
    private static final int TASKS = 2_000;

    @TempDir
    private Path build;

    private BodyStore store;

    @BeforeEach
    void storeABody() throws IOException {
        store = BodyStore.in(build);
        Files.createDirectory(build.resolve("synchronization"));
        store(TASKS);
    }

    @AfterEach
    void forget() {
        StoredTasks.forgetAll();
    }

    @Test
    void whatIsHeldInMemoryIsWhatTheBodySays() throws IOException {
        RecordingVisitor fromTheBody = new RecordingVisitor();
        try (InputStream in = store.open(KEY)) {
            RunReader.read(in, BoundedTask.visitor(fromTheBody));
        }

        assertThat(visit().all()).isEqualTo(fromTheBody.all());
        assertThat(visit().all()).isEqualTo(fromTheBody.all());
    }

    @Test
    void theBodyIsReadOnce() throws IOException {
        RecordingVisitor first = visit();
        FileTime written = Files.getLastModifiedTime(body());
        Files.write(body(), new byte[(int) Files.size(body())]);
        Files.setLastModifiedTime(body(), written);

        assertThat(visit().all()).isEqualTo(first.all());
    }

    @Test
    void aBodyThatWasReplacedIsReadAgain() throws IOException {
        visit();
        store(TASKS / 2);

        assertThat(visit().tasks()).isEqualTo(TASKS / 2);
    }

    @Test
    void aBodyThatWasRemovedIsMissingAlthoughItWasRead() throws IOException {
        visit();
        Files.delete(body());

        assertThatThrownBy(this::visit).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aDamagedBodyIsReportedEachTime() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(body()))) {
            out.write("{\"run\":{\"jobs\":[{\"tasks\":[{}".getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(this::visit).isInstanceOf(NotARunException.class);
        assertThatThrownBy(this::visit).isInstanceOf(NotARunException.class);
    }

    @Test
    void aVisitorMayEndTheReadingAndTheNextReadsAll() throws IOException {
        IOException enough = new IOException("enough");

        assertThatThrownBy(() -> StoredTasks.visit(store, KEY, new TaskVisitor() {
                    @Override
                    public void task(int job, Task task) throws IOException {
                        throw enough;
                    }

                    @Override
                    public void job(Job job) {}
                }))
                .isSameAs(enough);
        assertThat(visit().tasks()).isEqualTo(TASKS);
    }

    @Test
    void whileOneReaderCollectsAnotherReadsAllTheSame() throws IOException {
        try (StoredTasks.Collection other = new StoredTasks.Collection()) {
            assertThat(visit().tasks()).isEqualTo(TASKS);
            assertThat(visit().tasks()).isEqualTo(TASKS);
        }
    }

    @Test
    void aRunThatIsTooHeavyTakesNoMemory() throws IOException {
        TaskList list = new TaskList(100_000);
        try (InputStream in = store.open(KEY)) {
            RunReader.read(in, BoundedTask.visitor(list));
        }

        RecordingVisitor nothing = new RecordingVisitor();
        list.visit(nothing);
        assertThat(list.isWhole()).isFalse();
        assertThat(nothing.all()).isEmpty();
    }

    private void store(int tasks) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(body()))) {
            LargeBody.write(out, tasks);
        }
    }

    private RecordingVisitor visit() throws IOException {
        RecordingVisitor visited = new RecordingVisitor();
        StoredTasks.visit(store, KEY, visited);
        return visited;
    }

    private Path body() {
        return build.resolve("synchronization/" + KEY + ".json.gz");
    }
}
