package io.jenkins.plugins.synchronization.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However large and odd a body is, reading it needs little memory: here in a Java of its own with 40 MB. */
class SmallHeapTest {

    @Test
    void hostileBodiesOf18To180MegabytesAreReadOrRefusedIn40Megabytes(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileBodies.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(java.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            java.destroyForcibly();
        }

        assertThat(Files.readString(output, UTF_8).lines())
                .containsExactly(
                        "names: 0 tasks",
                        "long names: 0 tasks",
                        "escaped names: 0 tasks",
                        "text: 0 tasks",
                        "skipped text: 0 tasks",
                        "name: 0 tasks",
                        "numbers: 0 tasks",
                        "number: TOO_LARGE",
                        "depth: TOO_LARGE",
                        "states: 20001 tasks",
                        "long states: 501 tasks",
                        "tasks: 200001 tasks");
    }
}
