package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.simulator.Scenario;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import java.time.Instant;
import java.util.Map;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Names in place of IDs, from the step's argument and from the API's list, wherever a build shows a file. */
@WithJenkins
class FileNamesTest {

    private static final String ID = "7f3c1a52-9e0b-4c77-8a52-000000000001";
    private static final String SAYS = "echo \"${run.failedTasks[0].file} is ${run.failedTasks[0].fileId}\"";

    private JenkinsRule jenkins;
    private PlayedApi api;

    @BeforeEach
    void take(JenkinsRule rule) {
        jenkins = rule;
    }

    @AfterEach
    void stop() {
        api.close();
    }

    /** An API with a run that ended, one of whose files failed. */
    private void play(String connection, String more) throws Exception {
        api = PlayedApi.start(scenario(connection, more));
        api.configure();
    }

    private static String scenario(String connection, String more) {
        return """
                name: named
                connection: %s
                states: [{state: Executing, for: 0s}]
                result: PartialSuccess
                jobs:
                  - connectorType: DWG
                    tasks:
                      - {%s: %s, name: Plant <1>.dwg, result: Error, error: {errorCode: E1, message: Broken}}
                      - {%2$s: other, name: Site.dwg}
                %s
                """.formatted(connection, connection.equals("storage") ? "storageFileId" : "sourceFileId", ID, more);
    }

    private WorkflowRun run(WorkflowJob job, String arguments) throws Exception {
        return run(job, api.api().runId(), arguments);
    }

    private WorkflowRun run(WorkflowJob job, String runId, String arguments) throws Exception {
        String step = api.step(arguments).replace(api.api().runId(), runId);
        job.setDefinition(new CpsFlowDefinition("def run = " + step + "\n" + SAYS, true));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    private WorkflowRun run(String arguments) throws Exception {
        return run(jenkins.createProject(WorkflowJob.class), arguments);
    }

    private static RunRecord record(WorkflowRun build) {
        return SynchronizationAction.of(build).getRuns().get(0);
    }

    private String open(WorkflowRun build, String page) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            Page opened = client.goTo(record(build).getReportPath() + page, null);
            return opened instanceof HtmlPage html
                    ? html.asXml()
                    : opened.getWebResponse().getContentAsString();
        }
    }

    @Test
    void theFilesOfAStorageConnectionHaveTheNamesThatTheApiLists() throws Exception {
        play("storage", "");

        WorkflowRun build = run("connectionType: 'storage'");

        jenkins.assertBuildStatus(Result.UNSTABLE, build);
        jenkins.assertLogContains("Plant <1>.dwg is " + ID, build);
        jenkins.assertLogContains("Plant <1>.dwg: Error (E1)", build);
        String page = open(build, "");
        assertThat(page).contains("title=\"Plant &lt;1>.dwg\n" + ID + "\"").doesNotContain("Plant <1>");
        assertThat(page).contains("Site.dwg");
        assertThat(open(build, "tasks.csv"))
                .contains("," + ID + ",Plant <1>.dwg,,")
                .contains(",other,Site.dwg,,");
        assertThat(open(build, "report.html")).contains(">Plant &lt;1&gt;.dwg</bdi>");
        assertThat(open(build, "?q=site")).contains("Site.dwg").contains("1 of 2 tasks");
        assertThat(open(build, "?file=" + ID)).contains("File: Plant &lt;1&gt;.dwg");
        assertThat(open(build, "?sort=file").indexOf("title=\"Plant", page.indexOf("synchronization-tasks")))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "['" + ID + "': \"${'Given'}.dwg\"]",
                "'{\"" + ID + "\": \"Given.dwg\"}'",
                "'" + ID + ",Given.dwg'",
                "'{\"sourceFiles\": [{\"id\": \"" + ID + "\", \"name\": \"Given.dwg\"}]}'"
            })
    void namesAreGivenAsMapJsonCsvOrManifest(String names) throws Exception {
        play("manifest", "");

        jenkins.assertLogContains("Given.dwg is " + ID, run("fileNames: " + names));
    }

    private static final String MANIFEST = "'{\"sourceFiles\": [{\"id\": \"" + ID + "\", \"name\": \"Sent.dwg\"}]}'";

    private WorkflowRun start(String script) throws Exception {
        play("manifest", "connectionId: ours");
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script + "\n" + SAYS, true));
        WorkflowRun build = jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
        jenkins.assertBuildStatus(Result.UNSTABLE, build);
        return build;
    }

    @Test
    void theFilesOfAStartedRunHaveTheNamesInItsManifest() throws Exception {
        WorkflowRun build = start(
                "def run = synchronizeITwin(connectionId: 'ours', credentialsId: 'itwin', manifest: " + MANIFEST + ")");

        jenkins.assertLogContains("Sent.dwg is " + ID, build);
        assertThat(open(build, "")).contains("title=\"Sent.dwg\n" + ID + "\"");
        assertThat(open(build, "tasks.csv")).contains("," + ID + ",Sent.dwg,,");
    }

    @Test
    void namesThatAreGivenCountBeforeThoseInTheManifest() throws Exception {
        WorkflowRun build = start("def run = synchronizeITwin(connectionId: 'ours', credentialsId: 'itwin', manifest: "
                + MANIFEST + ", fileNames: ['" + ID + "': 'Given.dwg', other: 'Other.dwg'])");

        jenkins.assertLogContains("Given.dwg is " + ID, build);
        assertThat(open(build, "")).contains("Other.dwg");
    }

    @Test
    void aStartedRunBringsTheNamesInItsManifestToTheStepThatWaits() throws Exception {
        WorkflowRun build = start("def begun = startSynchronizationRun(connectionId: 'ours', credentialsId: 'itwin',"
                + " manifest: " + MANIFEST + ")\n"
                + "echo \"names: ${begun.fileNames}\"\n"
                + "def run = waitForSynchronizationRun(run: begun, credentialsId: 'itwin')");

        jenkins.assertLogContains("names: [" + ID + ":Sent.dwg]", build);
        jenkins.assertLogContains("Sent.dwg is " + ID, build);
    }

    @Test
    void theLatestRunHasTheNamesThatAreGiven() throws Exception {
        play("manifest", "connectionId: ours");
        api.api().startRun(Scenario.parse(scenario("manifest", "connectionId: ours")));

        WorkflowRun build =
                run(jenkins.createProject(WorkflowJob.class), "latest", "fileNames: ['" + ID + "': 'Given.dwg']");

        jenkins.assertLogContains("Given.dwg is " + ID, build);
    }

    @Test
    void aFileWithoutANameIsShownById() throws Exception {
        play("manifest", "");

        WorkflowRun build = run("");

        jenkins.assertLogContains(ID + " is " + ID, build);
        assertThat(open(build, "")).contains("title=\"" + ID + "\"");
        assertThat(BodyStore.of(build).fileNames(record(build).getKey())).isEqualTo(FileNames.NONE);
    }

    @Test
    void namesThatAreNeitherJsonNorCsvFailTheStepAtOnce() throws Exception {
        play("manifest", "");

        WorkflowRun build = run("fileNames: '{\"a\": '");

        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains("fileNames is not valid JSON (line 1, column ", build);
        assertThat(api.polls()).isZero();
    }

    @Test
    void aListThatIsRefusedIsOneLineAndChangesNoResult() throws Exception {
        play("storage", "troubles: [{at: sourcefiles, status: 403, code: InsufficientPermissions}]");

        WorkflowRun build = run("connectionType: 'storage', fileNames: ['" + ID + "': 'Given.dwg']");

        jenkins.assertBuildStatus(Result.UNSTABLE, build);
        jenkins.assertLogContains("File names are incomplete: HTTP 403 InsufficientPermissions", build);
        jenkins.assertLogContains("Given.dwg is " + ID, build);
    }

    @Test
    void changesAreOfFilesNotOfNames() throws Exception {
        play("manifest", "");
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        run(job, "fileNames: ['" + ID + "': 'Before.dwg']");
        api.play("second", scenario("manifest", ""));

        WorkflowRun second = run(job, "second", "fileNames: ['" + ID + "': 'Renamed.dwg']");

        assertThat(record(second).getChanges().getStillFailing()).isEqualTo(1);
        assertThat(record(second).getChanges().getNewlyFailed()).isZero();
        assertThat(open(second, "")).contains("Renamed.dwg").doesNotContain("Before.dwg");
    }

    @Test
    void namesAreStoredBesideTheRunAndRemovedWithIt() throws Exception {
        play("manifest", "");
        WorkflowRun build = run("fileNames: ['" + ID + "': 'Given.dwg']");
        String key = record(build).getKey();
        BodyStore store = BodyStore.of(build);
        assertThat(store.fileNames(key)).isEqualTo(FileNames.of(Map.of(ID, "Given.dwg")));

        store.removeOlderThan(Instant.now().plusSeconds(60), Instant.now());

        assertThat(store.fileNames(key)).isEqualTo(FileNames.NONE);
        assertThat(build.getRootDir().toPath().resolve("synchronization")).isDirectoryNotContaining("glob:**.names");
    }
}
