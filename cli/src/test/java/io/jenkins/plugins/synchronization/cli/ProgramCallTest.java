package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The command that {@code simulate} prints is pasted into a shell. */
class ProgramCallTest {

    @Test
    void aPathIsQuotedWhereAShellWouldTakeItApart() {
        assertThat(ProgramCall.ofJar(Path.of("/opt/cli.jar"))).isEqualTo("java -jar /opt/cli.jar");
        assertThat(ProgramCall.ofJar(Path.of("/my tools/$HOME/cli.jar")))
                .isEqualTo("java -jar '/my tools/$HOME/cli.jar'");
        assertThat(ProgramCall.ofJar(Path.of("/it's/cli.jar"))).isEqualTo("java -jar '/it'\\''s/cli.jar'");
    }
}
