package io.jenkins.plugins.synchronization.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    @TempDir
    Path folder;

    @Test
    void littleStaysInMemory() throws IOException {
        try (Spool spool = new Spool(folder, 10)) {
            write(spool, "0123456789");

            assertThat(folder).isEmptyDirectory();
            assertThat(content(spool)).isEqualTo("0123456789");
        }
    }

    @Test
    void muchGoesToAFileOfTheOwnersAloneThatIsDeleted() throws IOException {
        try (Spool spool = new Spool(folder, 10)) {
            write(spool, "01234");
            write(spool, "567890123456789");

            assertThat(content(spool)).isEqualTo("01234567890123456789");
            assertThat(content(spool)).isEqualTo("01234567890123456789");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).singleElement().satisfies(file -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aClearedSpoolBeginsAnew() throws IOException {
        try (Spool spool = new Spool(folder, 4)) {
            for (String text : new String[] {"first, long", "ab", "second, longer than that", ""}) {
                write(spool, text);
                assertThat(content(spool)).isEqualTo(text);
                spool.clear();
                assertThat(content(spool)).isEmpty();
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static void write(Spool spool, String text) throws IOException {
        spool.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String content(Spool spool) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        spool.copyTo(content);
        return content.toString(StandardCharsets.US_ASCII);
    }
}
