package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {

    @TempDir
    Path folder;

    private static OutputFiles plan(Path html) throws Exception {
        return OutputFiles.plan(Map.of(FileKind.HTML, html), Map.of());
    }

    private static void write(OutputFiles files, String text) throws IOException {
        try (OutputStream to = files.open(FileKind.HTML)) {
            to.write(text.getBytes());
        }
    }

    @Test
    void aFileAppearsOnlyWhenItIsPublished() throws Exception {
        Path file = folder.resolve("report.html");
        OutputFiles files = plan(file);
        assertThat(folder).isEmptyDirectory();

        write(files, "whole");
        assertThat(file).doesNotExist();
        files.publish();

        assertThat(file).hasContent("whole");
        assertThat(folder.toFile().list()).containsExactly("report.html");
    }

    @Test
    void whatIsDiscardedLeavesNothingAndCannotComeBack() throws Exception {
        OutputFiles files = plan(folder.resolve("report.html"));
        write(files, "half");

        files.discard();
        files.publish();

        assertThat(folder).isEmptyDirectory();
        assertThatExceptionOfType(OutputException.class).isThrownBy(() -> files.open(FileKind.HTML));
    }

    @Test
    void aLinkIsFollowed() throws Exception {
        Path real = Files.writeString(folder.resolve("real.html"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.html"), real);
        OutputFiles files = plan(link);

        write(files, "new");
        files.publish();

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void whatIsNoRegularFileIsNotReplaced() {
        for (Path place : new Path[] {Path.of("/dev/null"), folder, folder.resolve("missing/r.html")}) {
            assertThatExceptionOfType(OutputException.class)
                    .isThrownBy(() -> plan(place))
                    .withMessageContaining(place.toString());
        }
    }

    @Test
    void twoNamesOfOneFileAreFoundOut() throws Exception {
        Path real = Files.writeString(folder.resolve("real"), "");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() ->
                        OutputFiles.plan(Map.of(FileKind.HTML, real, FileKind.CSV, folder.resolve("./real")), Map.of()))
                .withMessageContaining("same file");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> OutputFiles.plan(Map.of(FileKind.HTML, link), Map.of("--token-file", real)))
                .withMessageContaining("--token-file");
    }
}
