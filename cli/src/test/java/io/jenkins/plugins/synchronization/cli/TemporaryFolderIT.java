package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A temporary folder without space for the response: exit code 8, and how the run ended is printed all the same. */
class TemporaryFolderIT {

    private static final String LARGE =
            "{\"run\":{\"state\":\"Completed\",\"result\":\"PartialSuccess\",\"x\":\"" + "y".repeat(400 << 10) + "\"}}";

    @TempDir
    Path folder;

    private final MockWebServer api = new MockWebServer();

    @BeforeEach
    void start() throws IOException, InterruptedException {
        assumeTrue(
                new ProcessBuilder("unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                                .start()
                                .waitFor()
                        == 0,
                "mounts are not allowed here");
        api.enqueue(new MockResponse().setBody(LARGE));
        api.start();
        Files.createDirectory(folder.resolve("small"));
    }

    @AfterEach
    void stop() throws IOException {
        api.shutdown();
    }

    @Test
    void aFullFolderDoesNotMatterToAWaitThatWritesNoFile() {
        Program.Ended ended = waitWithAFullFolder();

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(10);
        assertThat(ended.out()).contains("\"PartialSuccess\"").doesNotContain("FILE_NOT_WRITTEN");
    }

    @Test
    void aFullFolderIsNamedAndTheOutcomePrintedWhereThereAreFilesToWrite() {
        Program.Ended ended = waitWithAFullFolder("--json=run.json", "--html=report.html");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(8);
        assertThat(ended.err())
                .contains("Cannot write to the temporary folder " + folder.resolve("small"), "No space left on device")
                .doesNotContain("cannot be reached");
        assertThat(ended.out()).contains("\"PartialSuccess\"", "\"UNSTABLE\"", "FILE_NOT_WRITTEN");
        assertThat(api.getRequestCount()).isEqualTo(1);
        assertThat(folder.resolve("run.json")).doesNotExist();
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    private Program.Ended waitWithAFullFolder(String... files) {
        Path small = folder.resolve("small");
        String[] arguments = new String[4 + files.length];
        arguments[0] = "wait";
        arguments[1] = "--api-url=http://localhost:" + api.getPort();
        arguments[2] = "--connection=c";
        arguments[3] = "--run=r";
        System.arraycopy(files, 0, arguments, 4, files.length);

        return new Program(folder)
                .with("ITWIN_TOKEN", "token")
                .withJavaOption("-Djava.io.tmpdir=" + small)
                .withJavaOption("-XX:-UsePerfData")
                .withMounts("mount -t tmpfs -o size=64k tmpfs small")
                .run(arguments);
    }
}
