package io.jenkins.plugins.synchronization.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The file in which a build stores which files changed, as it was written and as a disk may return it. */
class RunChangesTest {

    private static final int BUILD = 7;

    @Provide
    Arbitrary<List<FileState>> files() {
        return Combinators.combine(
                        Arbitraries.strings().ofMaxLength(30),
                        Arbitraries.of(FileState.Kind.class),
                        Arbitraries.integers().between(1, BUILD),
                        Arbitraries.integers().between(0, 20))
                .as(FileState::new)
                .list()
                .uniqueElements(FileState::name)
                .ofMaxSize(5);
    }

    private static byte[] written(List<FileState> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new RunChanges(files).write(out, BUILD);
        return out.toByteArray();
    }

    /** Nothing but an IOException, and never what such a build cannot have stored. */
    private static void assertIsReadOrRefused(byte[] file) {
        try {
            assertThat(RunChanges.parse(new ByteArrayInputStream(file), BUILD).files())
                    .allMatch(state -> state.isSound(BUILD));
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 300)
    void whatWasWrittenIsRead(@ForAll("files") List<FileState> files) throws IOException {
        assertThat(RunChanges.parse(new ByteArrayInputStream(written(files)), BUILD)
                        .files())
                .containsExactlyElementsOf(files);
    }

    @Property(tries = 2000)
    void aFileWithADamagedPartIsReadOrRefused(
            @ForAll("files") List<FileState> files, @ForAll @IntRange(max = 400) int at, @ForAll byte[] damage)
            throws IOException {
        byte[] file = written(files);
        int from = at % file.length;
        System.arraycopy(damage, 0, file, from, Math.min(damage.length, file.length - from));

        assertIsReadOrRefused(file);
        assertIsReadOrRefused(Arrays.copyOf(file, from));
    }

    @Property(tries = 2000)
    void anyBytesAreReadOrRefused(@ForAll byte[] file) {
        assertIsReadOrRefused(file);
    }

    @Property(tries = 500)
    void anyValuesAreReadOrRefused(
            @ForAll("json") String version, @ForAll("json") String build, @ForAll("json") String files) {
        String file = "{\"version\": %s, \"build\": %s, \"files\": %s}".formatted(version, build, files);

        assertIsReadOrRefused(file.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> json() {
        return Arbitraries.of(
                "1",
                "7",
                "-1",
                "1e99",
                "99999999999999999999",
                "null",
                "true",
                "\"7\"",
                "{}",
                "[]",
                "[null]",
                "[1]",
                "[[]]",
                "[{}]",
                "[{\"name\": \"a\", \"kind\": \"NEW\", \"since\": 8, \"missed\": 0}]",
                "[{\"name\": \"a\", \"kind\": \"WORSE\", \"since\": 1, \"missed\": 0}]",
                "[{\"name\": \"a\", \"kind\": 99, \"since\": 1, \"missed\": 0}]",
                "[{\"name\": \"a\", \"kind\": \"NEW\", \"since\": 1, \"missed\": 0}]",
                "[".repeat(2000) + "]".repeat(2000));
    }
}
