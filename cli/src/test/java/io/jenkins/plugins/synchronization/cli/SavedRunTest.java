package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.synchronization.engine.run.NotARunException;
import io.jenkins.plugins.synchronization.engine.run.Run;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedRunTest {

    private static final String RUN = "{\"id\":\"run-1\",\"state\":\"Completed\",\"jobs\":[{\"tasks\":[{}]}]}";

    @TempDir
    Path temporary;

    private Run read(byte[] input) throws IOException {
        try (InputStream body = SavedRun.open(new ByteArrayInputStream(input), temporary)) {
            return RunReader.summary(body).run();
        }
    }

    private Run read(String input) throws IOException {
        return read(input.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"run\":RUN}",
                "{\"id\":\"request-1\",\"run\":RUN}",
                "\uFEFF{\"run\":RUN}",
                "RUN",
                " \n RUN \n",
                "\uFEFFRUN",
                "[RUN]",
                "[{\"run\":RUN}]",
                "{\"runs\":[RUN]}",
                "{\"_links\":{\"next\":[\"runs\"]},\"runs\":[{\"run\":RUN}],\"total\":1}"
            })
    void theOnlyRunOfTheInputIsRead(String input) throws IOException {
        assertThat(read(input.replace("RUN", RUN)).id()).isEqualTo("run-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0\1\0", "\0\1\0\0\0", "\0\0\0\30ftyp"})
    void aFileOfAnotherKindIsNotARun(String beginning) {
        assertThatExceptionOfType(NotARunException.class)
                .isThrownBy(() -> read((beginning + "\0".repeat(40)).getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void aListThatIsNestedTooDeeplySaysSo() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read("[{\"a\":" + "[".repeat(2000)))
                .withMessage("The list is nested too deeply, or has a number, name or text that is too long");
    }

    @Test
    void aRunLongerThanWhatIsReadAheadIsRead() throws IOException {
        String tasks = String.join(",", Collections.nCopies(20_000, "{\"id\":\"task\",\"state\":\"Completed\"}"));
        String run = "{\"jobs\":[{\"tasks\":[" + tasks + "]}],\"id\":\"run-1\"}";

        assertThat(read(run).id()).isEqualTo("run-1");
        assertThat(read("[" + run + "]").id()).isEqualTo("run-1");
    }

    @Test
    void whatWindowsShellsWriteIsRead() throws IOException {
        assertThat(read(("\uFEFF" + RUN).getBytes(StandardCharsets.UTF_16LE)).id())
                .isEqualTo("run-1");
        assertThat(read(("\uFEFF[" + RUN + "]").getBytes(StandardCharsets.UTF_16BE))
                        .id())
                .isEqualTo("run-1");
    }

    @Test
    void aListOfSeveralRunsNamesTheirIds() {
        assertThatExceptionOfType(SavedRun.NotOneRunException.class)
                .isThrownBy(() -> read("{\"runs\":[" + RUN + ",{\"run\":{\"id\":\"run-2\"}},{\"state\":\"Queued\"}]}"))
                .withMessageContaining("3 runs")
                .withMessageEndingWith(": run-1, run-2, (no ID)");
    }

    @Test
    void aListOfManyRunsNamesTheFirst() {
        String list = String.join(",", Collections.nCopies(1000, "{\"id\":\"" + "x".repeat(1000) + "\\u001b[2J\"}"));

        assertThatExceptionOfType(SavedRun.NotOneRunException.class)
                .isThrownBy(() -> read("[" + list + "]"))
                .satisfies(several -> assertThat(several.getMessage())
                        .contains("1000 runs")
                        .endsWith(", …")
                        .doesNotContain("\u001b")
                        .hasSizeLessThan(1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"runs\":[]}", "[1,2]", "[{\"id\":1},", "[{\"id\":", "{\"runs\":[RUN", "[RUN,"})
    void aListWithoutOneRunIsNotARun(String input) {
        assertThatExceptionOfType(SavedRun.NotOneRunException.class).isThrownBy(() -> read(input.replace("RUN", RUN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "{\"error\":{\"code\":\"Unauthorized\"}}",
                "RUN RUN",
                "{\"id\":\"run-1\",\"state\":",
                "[{\"error\":{}}]",
                "{\"runs\":{}}"
            })
    void whatHasNoRunIsReportedByTheReader(String input) {
        assertThatExceptionOfType(NotARunException.class).isThrownBy(() -> read(input.replace("RUN", RUN)));
    }
}
