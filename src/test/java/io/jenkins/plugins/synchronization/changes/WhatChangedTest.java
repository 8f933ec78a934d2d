package io.jenkins.plugins.synchronization.changes;

import static io.jenkins.plugins.synchronization.page.Pages.addresses;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.report.ReportOptions;
import io.jenkins.plugins.synchronization.model.Change;
import io.jenkins.plugins.synchronization.model.ChangeCounts;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.page.Pages;
import io.jenkins.plugins.synchronization.recording.BuildReport;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What changed since the last run of a connection, as builds keep and show it. */
@WithJenkins
class WhatChangedTest {

    private static JenkinsRule jenkins;
    private static Pages pages;
    private FreeStyleProject project;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        pages = new Pages(rule);
    }

    @BeforeEach
    void makeProject() throws Exception {
        project = jenkins.createFreeStyleProject();
    }

    @AfterEach
    void keepAll() {
        SynchronizationConfiguration.get().setMaxBodyMegabytes(100);
    }

    @Test
    void builds1To4TellWhatFailedNewlyWhatStillFailsAndWhatWasFixed() throws Exception {
        Run<?, ?> first = record("a=Error b=Success c=Error");
        Run<?, ?> second = record("a=Error b=Error c=Success d=Error");
        Run<?, ?> third = record("a=Error b=Error c=Success d=Success");
        Run<?, ?> fourth = record("a=Success b=Success c=Success");

        assertThat(run(first).getChanges()).isNull();
        assertThat(run(first).getWhyNoChanges())
                .isEqualTo("First run of this connection on this server among the builds of this job.");
        assertThat(counts(second)).isEqualTo("2 new, 1 still since 1, 1 fixed, after 1");
        assertThat(counts(third)).isEqualTo("0 new, 2 still since 1, 1 fixed, after 2");
        assertThat(counts(fourth)).isEqualTo("0 new, 0 still since null, 2 fixed, after 3");
        RunChanges changes = RunChanges.of(third, "7");
        assertThat(changes.changeOf("b.dgn")).isEqualTo(Change.STILL);
        assertThat(changes.since("b.dgn")).isEqualTo(2);
        assertThat(changes.changeOf("d.dgn")).isEqualTo(Change.FIXED);
        assertThat(changes.changeOf("c.dgn")).isNull();
        assertThat(changes.changeOf(null)).isNull();
        second.reload();
        assertThat(counts(second)).isEqualTo("2 new, 1 still since 1, 1 fixed, after 1");
    }

    @Test
    void thePageSaysItInWordsWithLinksToTheFilesAndTheBuilds() throws Exception {
        Run<?, ?> first = record("a=Error b=Error c=Success d=Error");
        Run<?, ?> second = record("a=Error b=Error c=Error d=Success");
        Run<?, ?> third = record("a=Success b=Success c=Success d=Success");
        Run<?, ?> fourth = record("a=Success");

        HtmlPage page = pages.open(second, "synchronization/");

        assertThat(words(page))
                .isEqualTo("What changed, by file 1 newly failed 2 still failing (longest since #1) 1 fixed"
                        + " compared with #1");
        String before = jenkins.contextPath + "/" + first.getUrl() + "synchronization/";
        assertThat(addresses(page))
                .anyMatch(address -> address.endsWith("/run/7/?change=new#all-tasks"))
                .anyMatch(address -> address.endsWith("/run/7/?change=still#all-tasks"))
                .anyMatch(address -> address.endsWith("/run/7/?change=fixed#all-tasks"))
                .contains(before, before + "run/7/");
        assertThat(Pages.text(page)).contains("still failing since #1", ", newly failed");
        assertThat(words(pages.open(third, "synchronization/run/7/")))
                .isEqualTo("What changed, by file 3 fixed compared with #2");
        assertThat(words(pages.open(fourth, "synchronization/")))
                .isEqualTo("What changed, by file no change compared with #3");
        assertThat(words(pages.open(first, "synchronization/"))).startsWith("First run of this connection");
        assertThat(pages.get(second, "synchronization/api/json?depth=3").getContentAsString())
                .contains("\"newlyFailed\":1", "\"stillFailing\":2", "\"comparedWithBuild\":1", "\"failingSince\":1");
    }

    @Test
    void theReportSaysItToo() throws Exception {
        Run<?, ?> first = record("a=Error c=Success d=Error");
        Run<?, ?> second = record("a=Error c=Error d=Success");

        ReportOptions.Changes changes = BuildReport.options(
                        second, SynchronizationAction.of(second).getRuns().get(0), Locale.GERMAN)
                .changes();

        assertThat(changes.counts()).containsExactly("1 neu fehlgeschlagen", "1 weiterhin fehlgeschlagen", "1 behoben");
        assertThat(changes.comparedWith().value()).isEqualTo("#1");
        assertThat(changes.comparedWith().address())
                .isEqualTo(jenkins.getURL() + first.getUrl() + "synchronization/run/7/");
        assertThat(Stream.of("a.dgn", "c.dgn", "d.dgn", "e.dgn").map(changes.ofFile()))
                .containsExactly("weiterhin fehlgeschlagen seit #1", "neu fehlgeschlagen", "behoben", null);
        assertThat(pages.get(second, "synchronization/run/7/report.html").getContentAsString())
                .contains("1 newly failed", "Compared with", "still failing since #1");
    }

    @Test
    void aDeletedBuildIsNamedButNoLongerALink() throws Exception {
        record("a=Error");
        Run<?, ?> second = record("a=Error");
        Run<?, ?> third = record("a=Error");
        project.getBuildByNumber(1).delete();

        assertThat(words(pages.open(second, "synchronization/")))
                .isEqualTo("What changed, by file 1 still failing (since #1) compared with #1");
        assertThat(addresses(pages.open(second, "synchronization/")))
                .noneMatch(address -> address.contains("/1/synchronization"));
        assertThat(counts(third)).isEqualTo("0 new, 1 still since 1, 0 fixed, after 2");
        second.delete();
        assertThat(counts(record("a=Error"))).isEqualTo("0 new, 1 still since 1, 0 fixed, after 3");
    }

    @Test
    void onlyRunsOfTheSameConnectionOnTheSameServerAreCompared() throws Exception {
        Run<?, ?> first = build();
        recordIn(first, "7", "a=Error");
        Recording.in(first)
                .of(ConnectionType.STORAGE, Recording.CONNECTION, "s1")
                .record("8", body("", "a=Success"));
        Recording.in(first).of(ConnectionType.MANIFEST, "other", "o1").record("9", body("", "a=Success"));
        Run<?, ?> second = build();
        Recording.in(second)
                .at(ServerUrl.parse("https://qa-api.example.com"))
                .of("x1")
                .record("6", body("", "a=Success"));
        recordIn(second, "7", "a=Error");
        Recording.in(second)
                .of(ConnectionType.STORAGE, Recording.CONNECTION, "s2")
                .record("8", body("", "a=Error"));
        Recording.in(second).of(ConnectionType.MANIFEST, "other", "o2").record("9", body("", "a=Success"));

        assertThat(run(second, "6").getWhyNoChanges()).startsWith("First run");
        assertThat(counts(second)).isEqualTo("0 new, 1 still since 1, 0 fixed, after 1");
        assertThat(counts(second, "8")).isEqualTo("1 new, 0 still since null, 0 fixed, after 1");
        assertThat(counts(second, "9")).isEqualTo("0 new, 0 still since null, 0 fixed, after 1");
    }

    @Test
    void aServerThatWasRenamedIsTheSameServer() throws Exception {
        Run<?, ?> first = build();
        Recording.in(first).from("iTwin Platform").of("r1").record("7", body("", "a=Error"));
        Run<?, ?> second = build();
        Recording.in(second).from("Production").of("r2").record("7", body("", "a=Error"));

        assertThat(counts(second)).isEqualTo("0 new, 1 still since 1, 0 fixed, after 1");
    }

    @Test
    void whatChangedIsStoredAsJson() throws Exception {
        record("a=Error");
        Run<?, ?> second = record("a=Error b=Error");

        assertThat(folder(second).resolve("7.changes"))
                .content()
                .isEqualTo("{\"version\":1,\"build\":2,\"files\":["
                        + "{\"name\":\"a.dgn\",\"kind\":\"STILL\",\"since\":1,\"missed\":0},"
                        + "{\"name\":\"b.dgn\",\"kind\":\"NEW\",\"since\":2,\"missed\":0}]}");
    }

    @Test
    void runsOfOneBuildAreNotComparedAndTheLastOfThemIsTheOneBefore() throws Exception {
        record("a=Error b=Error");
        Run<?, ?> second = build();
        recordIn(second, "one", "a=Success b=Error");
        recordIn(second, "two", "a=Error b=Success");

        Run<?, ?> third = record("a=Error b=Error");

        assertThat(counts(second, "one")).isEqualTo("0 new, 1 still since 1, 1 fixed, after 1");
        assertThat(counts(second, "two")).isEqualTo("0 new, 1 still since 1, 1 fixed, after 1");
        assertThat(run(third).getChanges().getComparedWithKey()).isEqualTo("two");
        assertThat(counts(third)).isEqualTo("1 new, 1 still since 1, 0 fixed, after 2");
    }

    @Test
    void aRunThatIsWaitedForAgainIsComparedWithWhatWasBeforeIt() throws Exception {
        record("a=Error", "r1", "2026-11-20T08:00:00Z");
        record("a=Success", "r2", "2026-11-20T09:00:00Z");
        record("a=Error", "r3", "2026-11-20T10:00:00Z");

        Run<?, ?> sameAgain = record("a=Error", "r3", "2026-11-20T10:00:00Z");
        Run<?, ?> older = record("a=Success", "r2", "2026-11-20T09:00:00Z");
        Run<?, ?> oldest = record("a=Error", "r1", "2026-11-20T08:00:00Z");

        assertThat(counts(sameAgain)).isEqualTo("1 new, 0 still since null, 0 fixed, after 2");
        assertThat(counts(older)).isEqualTo("0 new, 0 still since null, 1 fixed, after 1");
        assertThat(run(oldest).getWhyNoChanges()).startsWith("First run");
    }

    @Test
    void whereTheDataBeforeWasRemovedThePageSaysSoAndTheNextRunIsComparedAgain() throws Exception {
        Run<?, ?> first = record("a=Error");
        BodyStore.of(first).removeOlderThan(Instant.now().plusSeconds(60), Instant.now());
        Run<?, ?> second = record("a=Error");
        Run<?, ?> third = record("a=Error");

        assertThat(folder(first).resolve("7.changes")).doesNotExist();
        assertThat(words(pages.open(second, "synchronization/")))
                .contains("Nothing to compare with", "build #1", "was removed (retention period)");
        assertThat(counts(third)).isEqualTo("0 new, 1 still since 2, 0 fixed, after 2");
    }

    @Test
    void afterRemovalTheCountsStayWithoutLinksToTheFiles() throws Exception {
        record("a=Success");
        Run<?, ?> second = record("a=Error");
        BodyStore.of(second).removeOlderThan(Instant.now().plusSeconds(60), Instant.now());

        HtmlPage page = pages.open(second, "synchronization/");

        assertThat(words(page)).isEqualTo("What changed, by file 1 newly failed compared with #1");
        assertThat(addresses(page)).noneMatch(address -> address.contains("change="));
        assertThat(RunChanges.of(second, "7").changeOf("a.dgn")).isNull();
    }

    @Test
    void missingAndDamagedChangesAreMadeUpForFromTheTasks() throws Exception {
        record("a=Error");
        Run<?, ?> second = record("a=Error b=Error");
        Files.delete(folder(second).resolve("7.changes"));
        assertThat(counts(record("a=Error b=Success"))).isEqualTo("0 new, 1 still since 2, 1 fixed, after 2");

        Run<?, ?> third = project.getLastBuild();
        Files.writeString(folder(third).resolve("7.changes"), "x");
        assertThat(RunChanges.of(third, "7").changeOf("a.dgn")).isNull();
        assertThat(counts(record("a=Error"))).isEqualTo("0 new, 1 still since 3, 0 fixed, after 3");
    }

    @Test
    void damagedDataIsNoReasonToFail() throws Exception {
        Run<?, ?> first = record("a=Error");
        try (Stream<Path> files = Files.list(folder(first))) {
            for (Path file : files.toList()) {
                Files.writeString(file, "damaged");
            }
        }

        Run<?, ?> second = record("a=Error");

        assertThat(run(second).getWhyNoChanges()).contains("(build #1) is damaged");
        assertThat(counts(record("a=Error"))).isEqualTo("0 new, 1 still since 2, 0 fixed, after 2");
    }

    @Test
    void aRunThatIsTooLargeToBeKeptIsComparedAllTheSame() throws Exception {
        SynchronizationConfiguration.get().setMaxBodyMegabytes(1);
        String padding = "x".repeat(2 << 20);
        Run<?, ?> first = build();
        Recording.in(first).of("r1").record("7", body(padding, "a=Error b=Success"));
        Run<?, ?> second = build();
        Recording.in(second).of("r2").record("7", body(padding, "a=Error b=Error"));

        assertThat(run(second).isBodyStored()).isFalse();
        assertThat(counts(second)).isEqualTo("1 new, 1 still since 1, 0 fixed, after 1");
        Files.delete(folder(second).resolve("7.changes"));
        assertThat(run(record("a=Error")).getWhyNoChanges()).contains("(build #2) exceeded the maximum size");
    }

    private Run<?, ?> record(String tasks) throws Exception {
        Run<?, ?> build = build();
        recordIn(build, "7", tasks);
        return build;
    }

    private Run<?, ?> record(String tasks, String runId, String end) throws Exception {
        Run<?, ?> build = build();
        String ended = new String(body("", tasks), StandardCharsets.UTF_8)
                .replace("\"run\":{", "\"run\":{\"endDateTime\":\"" + end + "\",");
        Recording.in(build).of(runId).record("7", ended.getBytes(StandardCharsets.UTF_8));
        return build;
    }

    /** A run of its own id. */
    private static void recordIn(Run<?, ?> build, String key, String tasks) throws Exception {
        Recording.in(build).of("run-" + build.getNumber() + "-" + key).record(key, body("", tasks));
    }

    private FreeStyleBuild build() throws Exception {
        return jenkins.buildAndAssertSuccess(project);
    }

    private static byte[] body(String padding, String tasks) {
        String all = Stream.of(tasks.split(" "))
                .map(task -> task.split("="))
                .map(task -> "{\"sourceFileId\":\"" + task[0] + ".dgn\",\"state\":\"Completed\",\"result\":\"" + task[1]
                        + "\"}")
                .collect(Collectors.joining(","));
        return ("{\"padding\":\"" + padding + "\",\"run\":{\"state\":\"Completed\",\"result\":\"PartialSuccess\","
                        + "\"jobs\":[{\"connectorType\":\"MSTN\",\"tasks\":[" + all + "]}]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static RunRecord run(Run<?, ?> build) {
        return run(build, "7");
    }

    private static RunRecord run(Run<?, ?> build, String key) {
        return SynchronizationAction.of(build).getRuns().stream()
                .filter(run -> run.getKey().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static String counts(Run<?, ?> build) {
        return counts(build, "7");
    }

    private static String counts(Run<?, ?> build, String key) {
        ChangeCounts counts = run(build, key).getChanges();
        return "%d new, %d still since %s, %d fixed, after %d"
                .formatted(
                        counts.getNewlyFailed(),
                        counts.getStillFailing(),
                        counts.getFailingSince(),
                        counts.getFixed(),
                        counts.getComparedWithBuild());
    }

    private static String words(HtmlPage page) {
        return page.querySelector(".synchronization-changes").asNormalizedText().replaceAll("[\\s\\u00a0]+", " ");
    }

    private static Path folder(Run<?, ?> build) {
        return build.getRootDir().toPath().resolve("synchronization");
    }
}
