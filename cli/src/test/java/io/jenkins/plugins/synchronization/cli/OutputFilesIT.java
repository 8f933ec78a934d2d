package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code wait} and {@code report}. */
class OutputFilesIT {

    @TempDir
    Path folder;

    private Program program(Simulation simulation) {
        return new Program(folder).with("ITWIN_TOKEN", simulation.api().validToken());
    }

    @Test
    void reportMakesTheSameFilesFromTheSavedRunAsWaitDid() throws Exception {
        try (Simulation simulation = Simulation.of("partial-success", 20)) {
            program(simulation)
                    .run(simulation.waitFor(
                            "--html", "a.html", "--csv", "a.csv", "--badge", "a.svg", "--json", "run.json"));

            Program.Ended byName = new Program(folder)
                    .run("report", "run.json", "--html", "b.html", "--csv", "b.csv", "--badge", "b.svg");
            Program.Ended byInput = new Program(folder)
                    .withInput(folder.resolve("run.json"))
                    .run("report", "-", "--html", "c.html", "--csv", "c.csv", "--badge", "c.svg");

            assertThat(byName.exitCode()).isZero();
            assertThat(byInput.exitCode()).isZero();
            for (String kind : new String[] {"html", "csv", "svg"}) {
                assertThat(folder.resolve("b." + kind)).hasSameBinaryContentAs(folder.resolve("a." + kind));
                assertThat(folder.resolve("c." + kind)).hasSameBinaryContentAs(folder.resolve("a." + kind));
            }
        }
    }

    @Test
    void theSavedRunIsTheAnswerByteForByte() throws Exception {
        try (Simulation simulation = Simulation.of("partial-success", 20)) {
            program(simulation).run(simulation.waitFor("--json", "run.json"));

            URI run = simulation
                    .api()
                    .apiUrl()
                    .resolve("/synchronization/imodels/manifestconnections/"
                            + simulation.api().connectionId() + "/runs/"
                            + simulation.api().runId());
            HttpRequest request = HttpRequest.newBuilder(run)
                    .header("Accept", "application/vnd.bentley.itwin-platform.v1+json")
                    .header("Authorization", "Bearer " + simulation.api().validToken())
                    .build();
            byte[] answer = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            assertThat(folder.resolve("run.json")).hasBinaryContent(answer);
        }
    }

    @Test
    void filesAreUtf8AndStandardOutputIsAsciiWhateverTheLocale() throws Exception {
        try (Simulation simulation = Simulation.of("demo", 20)) {
            Program.Ended ended = program(simulation)
                    .with("LC_ALL", "C")
                    .run(simulation.waitFor("--html", "r.html", "--csv", "t.csv", "--json", "r.json"));

            assertThat(ended.exitCode()).isEqualTo(10);
            assertThat(ended.out().chars()).allMatch(character -> character < 128);
            assertThat(folder.resolve("r.html")).content(StandardCharsets.UTF_8).contains(">façade-panels.ifc</bdi>");
            assertThat(folder.resolve("t.csv")).content(StandardCharsets.UTF_8).contains(",façade-panels.ifc,");
            assertThat(folder.resolve("r.json"))
                    .content(StandardCharsets.UTF_8)
                    .contains("has façade-panels.ifc open")
                    .doesNotContain("\"façade-panels.ifc\"");
        }
    }

    @Test
    void aReaderWithGermanLocaleGetsGermanWords() {
        try (Simulation simulation = Simulation.ending("Canceled")) {
            Program.Ended ended = program(simulation)
                    .withJavaOption("-Duser.language=de")
                    .run(simulation.waitFor("--badge", "b.svg"));

            assertThat(ended.err()).contains("abgebrochen");
            assertThat(ended.out()).contains("\"result\":\"Canceled\"");
            assertThat(folder.resolve("b.svg")).content(StandardCharsets.UTF_8).contains("abgebrochen");
        }
    }

    @Test
    void oldFilesAreReplacedOnlyWhenTheRunIsOver() throws Exception {
        Files.writeString(folder.resolve("old.html"), "old");
        try (Simulation simulation = Simulation.troubled("{status: 401}")) {
            program(simulation).run(simulation.waitFor("--html", "old.html"));
        }
        assertThat(folder.resolve("old.html")).hasContent("old");

        try (Simulation simulation = Simulation.ending("Success")) {
            program(simulation).run(simulation.waitFor("--html", "old.html"));
        }
        assertThat(folder.resolve("old.html")).content().startsWith("<!");
        assertThat(folder).isDirectoryNotContaining("glob:**/*.tmp");
    }

    @Test
    void aFileThatCannotBeWrittenInTheEndIsToldAndTheResultStillPrinted() throws Exception {
        Path output = Files.createDirectory(folder.resolve("output"));
        try (Simulation simulation = Simulation.of("success", 8);
                Program.Running running = program(simulation).start(simulation.waitFor("--html", "output/r.html"))) {
            simulation.api().awaitRequest(request -> request.status() == 200, Duration.ofSeconds(30));
            Files.delete(output);
            Program.Ended ended = running.end();

            assertThat(ended.exitCode()).isEqualTo(8);
            assertThat(ended.err()).contains("output/r.html");
            assertThat(ended.out())
                    .contains("\"result\":\"Success\"", "\"reason\":\"FILE_NOT_WRITTEN\"")
                    .hasLineCount(1);
        }
    }

    @Test
    void twoOutputsThatNameTheSameFileAreWrongUsage() {
        try (Simulation simulation = Simulation.ending("Success")) {
            Program.Ended ended = program(simulation).run(simulation.waitFor("--html", "same", "--csv", "./same"));

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.err()).contains("--html", "--csv", "same file");
            assertThat(simulation.api().requests()).isEmpty();
        }
    }

    @Test
    void reportNeverOverwritesItsInput() throws Exception {
        Files.writeString(folder.resolve("run.json"), "{\"run\":{}}");

        Program.Ended ended = new Program(folder).run("report", "run.json", "--html", "run.json");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("run.json")).hasContent("{\"run\":{}}");
    }

    @Test
    void quietShowsNothingButErrors() {
        try (Simulation simulation = Simulation.of("flaky", 10)) {
            Program.Ended ended = program(simulation).run(simulation.waitFor("--quiet"));

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.err()).isEmpty();
            assertThat(ended.out()).hasLineCount(1);
        }
        try (Simulation simulation = Simulation.troubled("{status: 401}")) {
            Program.Ended ended = program(simulation).run(simulation.waitFor("--quiet"));

            assertThat(ended.err()).contains("HTTP 401");
        }
    }

    @Test
    void aRunOfAHundredThousandTasksIsReportedInSmallMemory() throws Exception {
        try (Simulation simulation = Simulation.of("huge", 100)) {
            Program.Ended waited =
                    program(simulation).withJavaOption("-Xmx64m").run(simulation.waitFor("--json", "run.json"));
            assertThat(waited.exitCode()).as(waited.err()).isEqualTo(10);
            assertThat(waited.out()).contains("\"total\":100000");

            Program.Ended reported = new Program(folder)
                    .withJavaOption("-Xmx64m")
                    .run("report", "run.json", "--html", "r.html", "--csv", "t.csv", "--badge", "b.svg");

            assertThat(reported.exitCode()).as(reported.err()).isZero();
            assertThat(Files.size(folder.resolve("r.html"))).isLessThan(25_000_000);
            try (Stream<String> lines = Files.lines(folder.resolve("t.csv"))) {
                assertThat(lines.count()).isEqualTo(100_001);
            }
        }
    }

    @Test
    void aFileCanBeStandardOutputAndTheResultIsThenOnStandardError() {
        try (Simulation simulation = Simulation.ending("Success")) {
            Program.Ended ended = program(simulation).run(simulation.waitFor("--csv", "-", "--badge", "b.svg"));

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out()).startsWith("jobId,").contains("bridge.ifc").hasLineCount(2);
            assertThat(ended.err()).contains("{\"state\":\"Completed\",\"result\":\"Success\"");
            assertThat(folder.resolve("b.svg")).exists();
        }
        try (Simulation simulation = Simulation.troubled("{status: 401}")) {
            Program.Ended ended = program(simulation).run(simulation.waitFor("--html", "/dev/stdout"));

            assertThat(ended.exitCode()).isEqualTo(3);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).contains("\"reason\":\"NOT_AUTHORIZED\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Success", "PartialSuccess", "Error"})
    void standardOutputThatIsFullIsExitCodeEightAndTheResultIsOnStandardError(String result) {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        try (Simulation simulation = Simulation.ending(result)) {
            Program.Ended ended =
                    program(simulation).withOutput(Path.of("/dev/full")).run(simulation.waitFor("--quiet"));

            assertThat(ended.exitCode()).isEqualTo(8);
            assertThat(ended.err())
                    .contains("Cannot write standard output", "{\"state\":\"Completed\",\"result\":\"" + result + "\"");
        }
    }

    @Test
    void standardOutputThatIsClosedIsExitCodeEightForEachCommand() throws Exception {
        Files.writeString(folder.resolve("run.json"), "{\"run\":{}}");
        for (String[] arguments :
                new String[][] {{"--version"}, {"report", "--help"}, {"report", "run.json", "--csv", "-"}, {"simulate"}
                }) {
            Program.Ended ended =
                    new Program(folder).withScript("exec \"$@\" >&-").run(arguments);

            assertThat(ended.exitCode()).as(String.join(" ", arguments)).isEqualTo(8);
            assertThat(ended.err()).contains("Cannot write standard output");
        }
    }

    @Test
    void aMountedFileIsWrittenInPlace() throws Exception {
        Files.writeString(folder.resolve("run.json"), "{\"run\":{}}");
        Files.writeString(folder.resolve("outside.csv"), "old");
        Files.createFile(folder.resolve("mounted.csv"));
        String mount = "mount --bind outside.csv mounted.csv";
        assumeTrue(canMount(mount), "mounts are not allowed here");

        Program.Ended ended = new Program(folder).withMounts(mount).run("report", "run.json", "--csv", "mounted.csv");
        Program.Ended readOnly = new Program(folder)
                .withMounts(mount + " && mount -o remount,ro,bind mounted.csv")
                .run("report", "run.json", "--csv", "mounted.csv", "--badge", "b.svg");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(folder.resolve("outside.csv")).content().startsWith("jobId,");
        assertThat(readOnly.exitCode()).isEqualTo(8);
        assertThat(readOnly.err()).contains("mounted.csv", "Read-only");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("run.json", "outside.csv", "mounted.csv");
    }

    @Test
    void aWritableFileInAReadOnlyFolderIsWrittenInPlaceAndANewOneIsRefused() throws Exception {
        Files.writeString(folder.resolve("run.json"), "{\"run\":{}}");
        Files.writeString(folder.resolve("outside.csv"), "old");
        Files.createFile(Files.createDirectory(folder.resolve("fixed")).resolve("tasks.csv"));
        String mount = "mount --bind fixed fixed && mount --bind outside.csv fixed/tasks.csv"
                + " && mount -o remount,ro,bind fixed";
        assumeTrue(canMount(mount), "mounts are not allowed here");

        Program.Ended existing =
                new Program(folder).withMounts(mount).run("report", "run.json", "--csv", "fixed/tasks.csv");
        Program.Ended created =
                new Program(folder).withMounts(mount).run("report", "run.json", "--csv", "fixed/new.csv");

        assertThat(existing.exitCode()).as(existing.err()).isZero();
        assertThat(folder.resolve("outside.csv")).content().startsWith("jobId,");
        assertThat(created.exitCode()).isEqualTo(8);
        assertThat(created.err()).contains("fixed/new.csv", "Read-only");
    }

    private boolean canMount(String script) throws InterruptedException {
        try {
            Process trial = new ProcessBuilder("unshare", "--map-root-user", "--mount", "sh", "-c", script)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            trial.getInputStream().transferTo(OutputStream.nullOutputStream());
            return trial.waitFor() == 0;
        } catch (IOException notHere) {
            return false;
        }
    }

    @Test
    void aNameThatTheLocaleCannotRepresentIsReportedWithTheRemedy() throws Exception {
        Files.writeString(folder.resolve("run.json"), "{\"run\":{}}");

        Program.Ended ended = new Program(folder)
                .with("LC_ALL", "C")
                .withScript("exec \"$@\" --html \"$(printf 'r\\303\\274.html')\"")
                .run("report", "run.json");
        Program.Ended elsewhere = new Program(folder)
                .with("LC_ALL", "C")
                .withScript("f=$(printf 'f\\303\\274') && mkdir \"$f\" && cd \"$f\" && exec \"$@\"")
                .run("report", "run.json", "--html", "r.html");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("--html", "locale", "LC_ALL=C.UTF-8").doesNotContain("Exception");
        assertThat(elsewhere.exitCode()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("current folder", "LC_ALL=C.UTF-8");
    }

    @Test
    void reportTakesARunAloneAndAListOfOne() throws Exception {
        String run = "{\"id\":\"run-1\",\"state\":\"Completed\",\"result\":\"Success\"}";
        Files.writeString(folder.resolve("alone.json"), run);
        Files.writeString(folder.resolve("one.json"), "{\"runs\":[" + run + "]}");
        Files.writeString(folder.resolve("two.json"), "[" + run + "," + run.replace('1', '2') + "]");

        for (String input : new String[] {"alone.json", "one.json"}) {
            assertThat(new Program(folder).run("report", input, "--badge", "-").out())
                    .contains("<svg", "succeeded");
        }
        Program.Ended two = new Program(folder).run("report", "two.json", "--badge", "-");
        assertThat(two.exitCode()).isEqualTo(7);
        assertThat(two.err()).contains("two.json", "2 runs", "run-1, run-2");
    }
}
