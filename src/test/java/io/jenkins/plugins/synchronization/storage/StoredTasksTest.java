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
import java.util.zip.GZIPOutputStream;
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
    void keepABody() throws IOException {
        store = BodyStore.in(build);
        Files.createDirectory(build.resolve("synchronization"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(body()))) {
            LargeBody.write(out, TASKS);
        }
    }

    @Test
    void aBodyWithoutAnIndexGetsOneWhenItIsRead() throws IOException {
        assertThat(index()).doesNotExist();

        assertThat(replay().tasks()).isEqualTo(TASKS);

        assertThat(index()).isNotEmptyFile();
    }

    @Test
    void theIndexTellsTheSameAsTheBody() throws IOException {
        RecordingVisitor fromTheBody = new RecordingVisitor();
        try (InputStream in = store.open(KEY)) {
            RunReader.read(in, new BoundingVisitor(fromTheBody));
        }

        assertThat(replay().all()).isEqualTo(fromTheBody.all());
        assertThat(replay().all()).isEqualTo(fromTheBody.all());
    }

    @Test
    void aDamagedOrForeignIndexIsMadeAnew() throws IOException {
        RecordingVisitor whole = replay();
        byte[] index = Files.readAllBytes(index());
        byte[] otherVersion = index.clone();
        otherVersion[11]++;
        byte[] damaged = index.clone();
        damaged[index.length / 2]++;

        for (byte[] content : new byte[][] {otherVersion, damaged, {}, "<html>".getBytes(StandardCharsets.UTF_8)}) {
            Files.write(index(), content);
            assertThat(replay().all()).isEqualTo(whole.all());
            assertThat(Files.readAllBytes(index())).isEqualTo(index);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToIsReadAllTheSame() throws IOException {
        Files.createDirectory(index());
        Files.writeString(index().resolve("in the way"), "");

        assertThat(replay().tasks()).isEqualTo(TASKS);
        assertThat(build.resolve("synchronization")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void anIndexWithoutItsBodyIsEnough() throws IOException {
        replay();
        Files.delete(body());

        assertThat(replay().tasks()).isEqualTo(TASKS);
    }

    @Test
    void withoutIndexAndBodyNothingIsTold() throws IOException {
        Files.delete(body());

        assertThatThrownBy(this::replay).isInstanceOf(NoSuchFileException.class);
        assertThat(build.resolve("synchronization")).isEmptyDirectory();
    }

    @Test
    void aDeletedBuildDoesNotComeBack() throws IOException {
        Files.delete(body());
        Files.delete(build.resolve("synchronization"));
        Files.delete(build);

        assertThatThrownBy(this::replay).isInstanceOf(NoSuchFileException.class);
        assertThat(build).doesNotExist();
        Files.createDirectory(build);
    }

    @Test
    void aDamagedBodyHasNoIndex() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(body()))) {
            out.write("{\"run\":{\"jobs\":[{\"tasks\":[{}".getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(this::replay).isInstanceOf(NotARunException.class);
        assertThat(index()).doesNotExist();
    }

    @Test
    void aVisitorMayEndTheReading() throws IOException {
        replay();
        IOException enough = new IOException("enough");

        assertThatThrownBy(() -> StoredTasks.replay(store, KEY, new TaskVisitor() {
                    @Override
                    public void task(int job, Task task) throws IOException {
                        throw enough;
                    }

                    @Override
                    public void job(Job job) {}
                }))
                .isSameAs(enough);
        assertThat(index()).exists();
    }

    private RecordingVisitor replay() throws IOException {
        RecordingVisitor told = new RecordingVisitor();
        StoredTasks.replay(store, KEY, told);
        return told;
    }

    private Path body() {
        return build.resolve("synchronization/" + KEY + ".json.gz");
    }

    private Path index() {
        return build.resolve("synchronization/" + KEY + ".tasks");
    }
}
