package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class PathConverterTest {

    @Test
    void aFileNameIsTakenAsItIs() {
        assertThat(new PathConverter().convert("folder/report.html")).isEqualTo(Path.of("folder/report.html"));
    }

    @Test
    void whatCannotBeAFileNameIsReportedWithTheReason() {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> new PathConverter().convert("a\0b"))
                .withMessageContaining("is not a file name");
    }
}
