package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names in place of IDs: {@code --file-names}, and what the API lists for storage connections. */
class FileNamesIT {

    private static final String RUN = "{\"run\":{\"state\":\"Completed\",\"result\":\"Success\",\"jobs\":[{\"tasks\":["
            + "{\"storageFileId\":\"id-1\",\"result\":\"Success\"},{\"storageFileId\":\"id-2\",\"result\":\"Success\"}]}]}}";
    private static final String LIST =
            "{\"sourceFiles\":[{\"storageFileId\":\"id-1\",\"lastKnownFileName\":\"Listed 1.ifc\"},"
                    + "{\"storageFileId\":\"id-2\",\"lastKnownFileName\":\"Listed 2.ifc\"}]}";

    @TempDir
    Path folder;

    private Program program() {
        return new Program(folder).with("ITWIN_TOKEN", "a-good-token");
    }

    /** Waits for a run of a storage connection whose list of source files has this status. */
    private Program.Ended waitForStorageRun(int status, String... options) throws Exception {
        try (MockWebServer api = new MockWebServer()) {
            api.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return request.getPath().endsWith("/sourcefiles")
                            ? new MockResponse().setResponseCode(status).setBody(LIST)
                            : new MockResponse().setBody(RUN);
                }
            });
            api.start();
            Stream<String> arguments = Stream.of(
                    "wait", "--storage", "--connection=c", "--run=r", "--csv=tasks.csv", "--api-url=" + url(api));
            return program().run(Stream.concat(arguments, Stream.of(options)).toArray(String[]::new));
        }
    }

    private static String url(MockWebServer api) {
        return "http://127.0.0.1:" + api.getPort();
    }

    private String tasks() throws Exception {
        return Files.readString(folder.resolve("tasks.csv"));
    }

    @Test
    void theFilesOfAStorageConnectionHaveTheNamesThatTheApiLists() throws Exception {
        assertThat(waitForStorageRun(200).exitCode()).isZero();

        assertThat(tasks()).contains(",id-1,Listed 1.ifc,", ",id-2,Listed 2.ifc,");
    }

    @Test
    void namesThatAreGivenCountMoreThanThoseThatAreListed() throws Exception {
        Files.writeString(folder.resolve("names.csv"), "id-2,Given 2.ifc\n");

        assertThat(waitForStorageRun(200, "--file-names", "names.csv").exitCode())
                .isZero();
        assertThat(tasks()).contains(",id-1,Listed 1.ifc,", ",id-2,Given 2.ifc,");
    }

    @Test
    void aListThatIsRefusedIsOneLineAndTheExitCodeIsThatOfTheRun() throws Exception {
        Program.Ended ended = waitForStorageRun(403);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err())
                .containsOnlyOnce("File names are incomplete: HTTP 403")
                .doesNotContain("a-good-token");
        assertThat(tasks()).contains(",id-1,,", ",id-2,,");
    }

    @Test
    void aReportHasTheNamesOfTheManifest() throws Exception {
        Files.writeString(folder.resolve("run.json"), RUN);
        Files.writeString(
                folder.resolve("manifest.json"),
                "{\"sourceFiles\":[{\"id\":\"id-1\",\"name\":\"Plant.dgn\",\"relativePath\":\"CAD/Plant.dgn\","
                        + "\"children\":[{\"id\":\"id-2\",\"name\":\"Pipes.dgn\"}]}]}");

        Program.Ended ended = program()
                .run("report", "run.json", "--file-names", "manifest.json", "--csv", "tasks.csv", "--html", "r.html");

        assertThat(ended.exitCode()).isZero();
        assertThat(tasks()).contains(",id-1,Plant.dgn,CAD/Plant.dgn,", ",id-2,Pipes.dgn,,");
        assertThat(folder.resolve("r.html")).content().contains(">Plant.dgn</bdi>", ">Pipes.dgn</bdi>");
    }

    @Test
    void aFileThatNamesNothingIsAUsageErrorBeforeTheWaitBegins() throws Exception {
        Files.writeString(folder.resolve("names.json"), "{\"id-1\": ");

        Program.Ended ended =
                program().run("wait", "--connection=c", "--run=r", "--file-names", "names.json", "--csv", "tasks.csv");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(ended.err()).contains("--file-names: names.json is not valid JSON (line 1, column ");

        ended = program().run("wait", "--connection=c", "--run=r", "--file-names", "missing.csv");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(ended.err()).contains("--file-names: cannot read missing.csv: no such file or folder");
    }

    @Test
    void anOutputDoesNotOverwriteTheNames() throws Exception {
        Files.writeString(folder.resolve("names.csv"), "id-1,Plant.dgn\n");
        Files.writeString(folder.resolve("run.json"), RUN);

        Program.Ended ended = program().run("report", "run.json", "--file-names", "names.csv", "--csv", "names.csv");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(folder.resolve("names.csv")).hasContent("id-1,Plant.dgn");
    }
}
