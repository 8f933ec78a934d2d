package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFilesTest {

    @TempDir
    Path folder;

    @TempDir
    Path temporary;

    private static OutputFiles plan(Path html) throws Exception {
        return OutputFiles.plan(Map.of(FileKind.HTML, html), Map.of());
    }

    private void write(OutputFiles files, String text) throws IOException {
        try (OutputStream to = files.open(FileKind.HTML, temporary)) {
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
        files.publish(System.out);

        assertThat(file).hasContent("whole");
        assertThat(folder.toFile().list()).containsExactly("report.html");
    }

    @Test
    void whatIsDiscardedLeavesNothingAndCannotComeBack() throws Exception {
        OutputFiles files = plan(folder.resolve("report.html"));
        write(files, "half");

        files.discard();
        files.publish(System.out);

        assertThat(folder).isEmptyDirectory();
        assertThatExceptionOfType(OutputException.class).isThrownBy(() -> files.open(FileKind.HTML, temporary));
    }

    @Test
    void nothingIsReplacedWhenStandardOutputCannotBeWritten() throws Exception {
        Path html = Files.writeString(folder.resolve("report.html"), "old");
        OutputFiles files = OutputFiles.plan(Map.of(FileKind.HTML, html, FileKind.CSV, Path.of("-")), Map.of());
        write(files, "new");
        try (OutputStream csv = files.open(FileKind.CSV, temporary)) {
            csv.write('a');
        }
        PrintStream closed = new PrintStream(OutputStream.nullOutputStream());
        closed.close();

        assertThatExceptionOfType(OutputException.class).isThrownBy(() -> files.publish(closed));

        assertThat(html).hasContent("old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r--r-----", "rw-rw-rw-", "---------"})
    void aFileThatIsReplacedKeepsItsPermissions(String permissions) throws Exception {
        Path file = Files.writeString(folder.resolve("report.html"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        OutputFiles files = plan(file);

        write(files, "new");
        files.publish(System.out);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString(permissions));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThat(file).hasContent("new");
    }

    @ParameterizedTest
    @CsvSource({"rw-rw----, rw-------", "rw-r--r--, rw----r--", "rw----r--, rw-------", "rwx-wx--x, rwx-----x"})
    void whereTheGroupCannotBeKeptNobodyGainsARight(String before, String after) {
        assertThat(OutputFile.withoutGroup(PosixFilePermissions.fromString(before)))
                .isEqualTo(PosixFilePermissions.fromString(after));
    }

    /** Otherwise its owner could lose it, and what one group may do would be another's right. */
    @Test
    void aFileThatIsReplacedKeepsItsOwnerAndGroup() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "Only root may assign any owner and group");
        Path file = Files.writeString(folder.resolve("report.html"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        Files.setAttribute(file, "unix:gid", 12345);
        Files.setAttribute(file, "unix:uid", 23456);
        OutputFiles files = plan(file);

        write(files, "new");
        files.publish(System.out);

        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(12345);
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(23456);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
    }

    @Test
    void aLinkIsFollowed() throws Exception {
        Path real = Files.writeString(folder.resolve("real.html"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.html"), real);
        OutputFiles files = plan(link);

        write(files, "new");
        files.publish(System.out);

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void aLinkToAFileThatDoesNotExistYetIsFollowed() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(folder.resolve("link.html"), Path.of("elsewhere/real.html"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("second.html"), Path.of("link.html"));
        OutputFiles files = plan(linkToLink);

        write(files, "new");
        files.publish(System.out);

        assertThat(link).isSymbolicLink();
        assertThat(linkToLink).isSymbolicLink();
        assertThat(elsewhere.resolve("real.html")).hasContent("new");
    }

    @Test
    void aNameAsLongAsTheFileSystemAllowsCanBeWritten() throws Exception {
        Path file = folder.resolve("a".repeat(250) + ".html");
        OutputFiles files = plan(file);

        write(files, "new");
        files.publish(System.out);

        assertThat(file).hasContent("new");
    }

    @Test
    void aDeviceIsWrittenInPlace() throws Exception {
        OutputFiles files = plan(Path.of("/dev/null"));

        write(files, "away");
        assertThat(temporary).isNotEmptyDirectory();
        files.publish(System.out);
        files.discard();

        assertThat(Path.of("/dev/null")).exists();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aFifoIsWrittenInPlace() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        OutputFiles files = plan(fifo);
        write(files, "through");
        CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(fifo);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });

        files.publish(System.out);

        assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo("through");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/dev/./stdout"})
    void standardOutputHasSeveralNames(String name) throws Exception {
        OutputFiles files = plan(Path.of(name));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        write(files, "new");
        files.publish(new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(files.useStandardOutput()).isTrue();
        assertThat(files.names()).containsExactly("standard output");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("new");
    }

    @Test
    void aLinkToStandardOutputIsStandardOutput() throws Exception {
        assertThat(plan(Files.createSymbolicLink(folder.resolve("out"), Path.of("/dev/stdout")))
                        .useStandardOutput())
                .isTrue();
    }

    @Test
    void onlyOneFileCanBeStandardOutput() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> OutputFiles.plan(
                        Map.of(FileKind.HTML, Path.of("-"), FileKind.CSV, Path.of("/dev/stdout")), Map.of()))
                .withMessageContaining("--html")
                .withMessageContaining("--csv")
                .withMessageContaining("standard output");
    }

    @Test
    void whatCannotBeWrittenIsRefusedWithItsName() throws Exception {
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("missing/r.html"));
        Path[] places = {
            folder,
            folder.resolve("missing/r.html"),
            loop,
            nowhere,
            folder.resolve("a".repeat(300)),
            Path.of("/dev/stderr"),
            Path.of("")
        };
        for (Path place : places) {
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
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> OutputFiles.plan(
                        Map.of(FileKind.JSON, folder.resolve("new.json")),
                        Map.of("--history", folder.resolve("./new.json"))))
                .withMessageContaining("--history");
    }
}
