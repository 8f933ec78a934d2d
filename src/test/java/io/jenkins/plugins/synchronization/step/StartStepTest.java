package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.simulator.Scenario;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The steps that start runs, in a Jenkins that is not restarted. */
@WithJenkins
class StartStepTest {

    private static final String MANIFEST = "{ \"sourceFiles\" : [{\"id\":\"Brücke.ifc\"}] }";

    private JenkinsRule jenkins;
    private PlayedApi api;

    @BeforeEach
    void takeJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @AfterEach
    void stopApi() {
        if (api != null) {
            api.close();
        }
    }

    private void play(String kind, String length, String troubles) throws Exception {
        api = PlayedApi.start(scenario(kind, "ours", length, troubles));
        api.configure();
    }

    static String scenario(String kind, String connection, String length, String troubles) {
        return """
                connection: %s
                connectionId: %s
                iModelId: the-imodel
                states: [{state: Executing, for: %s}]
                result: Success
                troubles: [%s]
                """.formatted(kind, connection, length, troubles);
    }

    private WorkflowRun run(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    @Test
    void aScriptStartsARunAndWaitsForIt() throws Exception {
        play("manifest", "1s", "");

        WorkflowRun build = run("def run = startSynchronizationRun(connectionId: 'ours', manifest: '" + MANIFEST
                + "', credentialsId: 'itwin')\n"
                + "echo \"${run.connectionId} ${run.runId} ${run.connectionType} ${run.server} ${run.alreadyActive}\"\n"
                + "def result = waitForSynchronizationRun(run: run, credentialsId: 'itwin')\n"
                + "echo \"same: ${run.runId == result.runId}, ${result.result}\"");

        jenkins.assertBuildStatusSuccess(build);
        String runId = SynchronizationAction.of(build).getRuns().get(0).getRunId();
        jenkins.assertLogContains("ours " + runId + " manifest played false", build);
        jenkins.assertLogContains("same: true, Success", build);
        assertThat(api.api().manifests("ours")).containsExactly(MANIFEST);
    }

    @Test
    void oneStepDoesBothAndFindsTheRunWhoseResponseWasLost() throws Exception {
        play("storage", "1s", "{at: start, onRequests: 1, reset: true, processed: true}");

        WorkflowRun build = run("echo synchronizeITwin(connectionId: 'ours', credentialsId: 'itwin').result");

        jenkins.assertBuildStatusSuccess(build);
        jenkins.assertLogContains("Starting a synchronization run of connection ours", build);
        jenkins.assertLogContains("Started run ", build);
        assertThat(api.api().runsCreated("ours")).isEqualTo(1);
    }

    @Test
    void theLatestRunAndAUrlCanBeWaitedFor() throws Exception {
        play("storage", "1s", "");
        String runId = api.api().startRun(Scenario.parse(scenario("storage", "ours", "1s", "")));

        WorkflowRun latest = run("waitForSynchronizationRun connectionId: 'ours', connectionType: 'storage',"
                + " runId: 'latest', credentialsId: 'itwin'");
        WorkflowRun byUrl = run("waitForSynchronizationRun runId: '" + api.url()
                + "/synchronization/imodels/storageconnections/ours/runs/" + runId + "', credentialsId: 'itwin'");
        WorkflowRun elsewhere =
                run("waitForSynchronizationRun runId: 'https://elsewhere.example/storageconnections/ours/runs/" + runId
                        + "', credentialsId: 'itwin'");

        jenkins.assertBuildStatusSuccess(latest);
        jenkins.assertLogContains("The latest run of connection ours is " + runId, latest);
        jenkins.assertBuildStatusSuccess(byUrl);
        jenkins.assertBuildStatus(Result.FAILURE, elsewhere);
        jenkins.assertLogContains("The URL of the run is not on the server", elsewhere);
    }

    @Test
    void anActiveRunOfAnotherConnectionIsJoinedOrFailsTheBuildAsTheScriptSays() throws Exception {
        play("storage", "1s", "");
        String active = api.api().startRun(Scenario.parse(scenario("manifest", "another", "24h", "")));

        WorkflowRun joined = run("def run = startSynchronizationRun(connectionId: 'ours', credentialsId: 'itwin',"
                + " ifActive: 'join')\necho \"${run.connectionId} ${run.runId} ${run.alreadyActive}\"");
        WorkflowRun failed = run("synchronizeITwin connectionId: 'ours', credentialsId: 'itwin', ifActive: 'fail'");

        jenkins.assertBuildStatusSuccess(joined);
        jenkins.assertLogContains("another " + active + " true", joined);
        jenkins.assertBuildStatus(Result.FAILURE, failed);
        jenkins.assertLogContains("Another run is active for the iModel: " + active + " (another)", failed);
        assertThat(api.api().runsCreated("ours")).isZero();
    }

    @Test
    void aStartThatFailsThrowsWhatAWaitThrowsWithTheReason() throws Exception {
        play("storage", "1s", "{at: start, onRequests: 1, status: 403}, {at: start, onRequests: 2.., status: 422}");
        String pattern =
                "try { %s connectionId: '%s', credentialsId: '%s', ifActive: 'fail' } catch (e) { echo \"%s: ${e.result} ${e.reason}\" }\n";

        WorkflowRun build = run(pattern.formatted("startSynchronizationRun", "ours", "itwin", "403")
                + pattern.formatted("synchronizeITwin", "ours", "itwin", "422")
                + pattern.formatted("startSynchronizationRun", "unknown", "itwin", "404")
                + pattern.formatted("synchronizeITwin", "ours", "none", "no credential"));

        jenkins.assertBuildStatusSuccess(build);
        jenkins.assertLogContains("403: null NOT_AUTHORIZED", build);
        jenkins.assertLogContains("422: null REFUSED", build);
        jenkins.assertLogContains("404: null REFUSED", build);
        jenkins.assertLogContains("no credential: null CREDENTIAL", build);
        assertThat(SynchronizationAction.of(build).getEndedWaits())
                .extracting(EndedWait::getReason)
                .containsExactly("NOT_AUTHORIZED", "REFUSED", "REFUSED", "CREDENTIAL");
        assertThat(api.api().runsCreated("ours")).isZero();
    }

    @Test
    void aScriptReadsWhyARunCannotBeStarted() throws Exception {
        play("storage", "1s", "{at: start, onRequests: 1, status: 422, code: InvalidiTwinSynchronizationRequest}");

        assertReason("REFUSED");
        api.api().startRun(Scenario.parse(scenario("manifest", "another", "24h", "")));
        assertReason("ACTIVE");
        api.api().rejectToken(api.api().validToken());
        assertReason("NOT_AUTHORIZED");
    }

    private void assertReason(String reason) throws Exception {
        WorkflowRun build =
                run("try { synchronizeITwin connectionId: 'ours', credentialsId: 'itwin', ifActive: 'fail' }"
                        + " catch (e) { echo \"${e.result} ${e.reason}\" }");

        jenkins.assertBuildStatusSuccess(build);
        jenkins.assertLogContains("null " + reason, build);
        assertThat(SynchronizationAction.of(build).getEndedWaits())
                .extracting(EndedWait::getReason)
                .containsExactly(reason);
    }

    @Test
    void twoBuildsThatStartOneConnectionAtOnceHaveARunEach() throws Exception {
        play("storage", "2s", "");
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("synchronizeITwin connectionId: 'ours', credentialsId: 'itwin'", true));

        WorkflowRun first = job.scheduleBuild2(0).waitForStart();
        WorkflowRun second =
                job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause())).waitForStart();

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(first));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(second));
        assertThat(runId(first)).isNotEqualTo(runId(second));
        assertThat(api.api().runsCreated("ours")).isEqualTo(2);
    }

    @Test
    void twoBuildsThatMayJoinShareTheRunOfTheFirst() throws Exception {
        play("storage", "10s", "");
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "synchronizeITwin connectionId: 'ours', credentialsId: 'itwin', ifActive: 'join'", true));

        WorkflowRun first = job.scheduleBuild2(0).waitForStart();
        WorkflowRun second =
                job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause())).waitForStart();

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(first));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(second));
        assertThat(runId(first)).isEqualTo(runId(second));
        assertThat(api.api().runsCreated("ours")).isEqualTo(1);
    }

    private static String runId(WorkflowRun build) {
        return SynchronizationAction.of(build).getRuns().get(0).getRunId();
    }

    @Test
    void aStartThatWaitsForAnActiveRunCanBeAborted() throws Exception {
        play("storage", "1s", "");
        api.api().startRun(Scenario.parse(scenario("manifest", "another", "24h", "")));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("synchronizeITwin connectionId: 'ours', credentialsId: 'itwin'", true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("of connection another is active for the same iModel", build);
        assertThat(jenkins.jenkins.toComputer().countBusy()).isZero();

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(SynchronizationAction.of(build).getEndedWaits())
                .singleElement()
                .returns(EndedWait.ABORTED, EndedWait::getReason)
                .returns("ours", EndedWait::getConnectionId)
                .returns("storage", EndedWait::getConnectionType);
    }

    @Test
    void whatFollowsAStartThatTimesOutIsToldOfItAndNotOfTheRunBefore() throws Exception {
        play("storage", "1s", "");
        String before = api.api()
                .startRun(Scenario.parse(
                        scenario("storage", "before", "1s", "").replace("the-imodel", "another-imodel")));
        api.api().startRun(Scenario.parse(scenario("manifest", "another", "24h", "")));
        WorkflowRun build = run("""
                waitForSynchronizationRun connectionId: 'before', connectionType: 'storage', runId: '%s', credentialsId: 'itwin'
                try {
                    timeout(time: 2, unit: 'SECONDS') {
                        synchronizeITwin connectionId: 'ours', credentialsId: 'itwin', name: 'second'
                    }
                } finally {
                    echo "reported: ${env.SYNCHRONIZATION_OUTCOME} ${env.SYNCHRONIZATION_SUMMARY}"
                }""".formatted(before));

        jenkins.assertBuildStatus(Result.ABORTED, build);
        jenkins.assertLogContains("reported: ABORTED ", build);
    }

    @Test
    void aServerThatIsRemovedEndsTheStart() throws Exception {
        play("storage", "1s", "");
        api.api().startRun(Scenario.parse(scenario("manifest", "another", "24h", "")));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(
                new CpsFlowDefinition("startSynchronizationRun connectionId: 'ours', credentialsId: 'itwin'", true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("of connection another is active for the same iModel", build);

        SynchronizationConfiguration.get().setServers(java.util.List.of());

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        // Whichever notices first: the start itself, or the credentials that it would use.
        jenkins.assertLogContains("was removed", build);
    }

    @Test
    void whatCannotBeStartedFailsWithoutARequest() throws Exception {
        play("storage", "1s", "");

        assertFails("connectionType: 'manifest'", "manifest is missing");
        assertFails("connectionType: 'storage', manifest: '{}'", "manifest cannot be used with a storage connection");
        assertFails("manifest: '{}'", "The manifest has no array sourceFiles");
        assertFails("ifActive: 'maybe'", "ifActive must be one of join, wait, fail");
        assertThat(api.api().requests()).isEmpty();
    }

    private void assertFails(String arguments, String message) throws Exception {
        WorkflowRun build = run("startSynchronizationRun connectionId: 'ours', credentialsId: 'itwin', " + arguments);

        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains(message, build);
    }

    @Test
    void aDeclarativePipelineStartsAndWaits() throws Exception {
        play("storage", "1s", "");

        WorkflowRun build = run("""
                pipeline {
                    agent none
                    stages {
                        stage('Synchronize') {
                            steps {
                                synchronizeITwin connectionId: 'ours', credentialsId: 'itwin', ifActive: 'join'
                            }
                        }
                    }
                }
                """);

        jenkins.assertBuildStatusSuccess(build);
        assertThat(api.api().runsCreated("ours")).isEqualTo(1);
    }

    @Test
    void theFormsLoseNothing() throws Exception {
        play("storage", "1s", "");
        StartSynchronizationRunStep start = new StartSynchronizationRunStep("ours", PlayedApi.TOKEN_ID);
        start.setConnectionType("manifest");
        start.setManifest(MANIFEST);
        start.setIfActive("join");
        start.setName("model");
        SynchronizeITwinStep both = new SynchronizeITwinStep("ours", PlayedApi.TOKEN_ID);
        both.setConnectionType("storage");
        both.setOnError("UNSTABLE");
        both.setPropagate(false);
        StepConfigTester form = new StepConfigTester(jenkins);

        jenkins.assertEqualDataBoundBeans(start, form.configRoundTrip(start));
        jenkins.assertEqualDataBoundBeans(both, form.configRoundTrip(both));
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        both,
                        "synchronizeITwin connectionId: 'ours', connectionType: 'storage', credentialsId: 'itwin',"
                                + " onError: 'UNSTABLE', propagate: false");
    }
}
