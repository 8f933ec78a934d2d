package io.jenkins.plugins.synchronization.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.jenkins.plugins.synchronization.engine.client.RunBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** The file in which a build stores the body of a run, as it was written and as a disk may return it. */
class BodyStoreTest {

    private static final String KEY = "7";

    private Path build;

    @BeforeProperty
    void makeABuildsFolder() throws IOException {
        build = Files.createTempDirectory("build");
    }

    @AfterProperty
    void removeIt() throws IOException {
        Files.deleteIfExists(file());
        Files.deleteIfExists(build.resolve(BodyStore.FOLDER));
        Files.delete(build);
    }

    private Path file() {
        return build.resolve(BodyStore.FOLDER).resolve(KEY + ".json.gz");
    }

    /** Null where reading it fails with an IOException. */
    private byte[] read() {
        try (InputStream body = BodyStore.in(build).open(KEY)) {
            return body.readAllBytes();
        } catch (IOException damaged) {
            return null;
        }
    }

    private void write(byte[] body) throws IOException {
        try (RunBody run = RunBody.of(body)) {
            BodyStore.in(build).write(KEY, run);
        }
    }

    @Property(tries = 200)
    void aBodyIsReadAsItWasWrittenAndNothingElseIsLeft(@ForAll @Size(max = 2000) byte[] body) throws IOException {
        write(body);

        assertThat(read()).isEqualTo(body);
        assertThat(build.resolve(BodyStore.FOLDER)).isDirectoryContaining("glob:**/7.json.gz");
        assertThat(build.resolve(BodyStore.FOLDER).toFile().list()).hasSize(1);
    }

    /** gzip's checksum tells; only its header has bytes that do not matter. */
    @Property(tries = 1000)
    void aDamagedBodyIsNeverTakenForAnother(
            @ForAll @Size(min = 1, max = 2000) byte[] body,
            @ForAll @IntRange(max = 3000) int at,
            @ForAll @IntRange(min = 1, max = 255) int flipped)
            throws IOException {
        write(body);
        byte[] file = Files.readAllBytes(file());
        file[at % file.length] ^= (byte) flipped;
        Files.write(file(), file);

        byte[] read = read();

        if (read != null) {
            assertThat(read).isEqualTo(body);
        }
    }

    @Property(tries = 500)
    void aBodyThatWasCutShortIsDamaged(
            @ForAll @Size(min = 1, max = 2000) byte[] body, @ForAll @IntRange(max = 3000) int length)
            throws IOException {
        write(body);
        byte[] file = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(file, length % file.length));

        assertThat(read()).isNull();
    }

    @Property(tries = 1000)
    void anyBytesAreReadOrDamaged(@ForAll byte[] bytes) throws IOException {
        write(new byte[0]);
        Files.write(file(), bytes);

        assertThatNoException().isThrownBy(this::read);
    }
}
