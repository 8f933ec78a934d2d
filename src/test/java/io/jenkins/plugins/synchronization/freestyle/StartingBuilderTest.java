package io.jenkins.plugins.synchronization.freestyle;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.simulator.Scenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The build step of freestyle projects where it starts a run. */
@WithJenkins
class StartingBuilderTest {

    private static final String SCENARIO = """
            connection: %s
            connectionId: %s
            iModelId: the-imodel
            states: [{state: Executing, for: %s}]
            result: Success
            """;

    private JenkinsRule jenkins;
    private PlayedApi api;
    private FreeStyleProject project;

    @BeforeEach
    void startApi(JenkinsRule rule) throws Exception {
        jenkins = rule;
        api = PlayedApi.start(SCENARIO.formatted("storage", "ours", "1s"));
        api.configure();
        project = jenkins.createFreeStyleProject();
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    private static SynchronizationRunBuilder starting() {
        SynchronizationRunBuilder step = new SynchronizationRunBuilder("ours", "", PlayedApi.TOKEN_ID);
        step.setStarts(true);
        step.setConnectionType("storage");
        return step;
    }

    @Test
    void aRunIsStartedAndWaitedFor() throws Exception {
        project.getBuildersList().add(starting());

        FreeStyleBuild build = jenkins.assertBuildStatusSuccess(project.scheduleBuild2(0));

        jenkins.assertLogContains("Started run ", build);
        assertThat(api.api().runsCreated("ours")).isEqualTo(1);
    }

    @Test
    void aRunThatMayNotBeStartedFailsTheBuild() throws Exception {
        api.api().startRun(Scenario.parse(SCENARIO.formatted("manifest", "another", "24h")));
        SynchronizationRunBuilder step = starting();
        step.setIfActive("fail");
        project.getBuildersList().add(step);

        FreeStyleBuild build = jenkins.assertBuildStatus(Result.FAILURE, project.scheduleBuild2(0));

        jenkins.assertLogContains("Another run is active for the iModel", build);
    }

    @Test
    void theNamesOfTheManifestAreThoseOfTheRun() throws Exception {
        api.api().addConnection(Scenario.parse("""
                connection: manifest
                connectionId: with-files
                states: [{state: Executing, for: 0s}]
                result: PartialSuccess
                jobs: [{connectorType: DWG, tasks: [{sourceFileId: a2f0, result: Error, error: {errorCode: E1}}]}]
                """));
        SynchronizationRunBuilder step = new SynchronizationRunBuilder("with-files", "", PlayedApi.TOKEN_ID);
        step.setStarts(true);
        step.setManifest("{\"sourceFiles\": [{\"id\": \"a2f0\", \"name\": \"Plant.dwg\"}]}");
        project.getBuildersList().add(step);

        FreeStyleBuild build = jenkins.assertBuildStatus(Result.UNSTABLE, project.scheduleBuild2(0));

        jenkins.assertLogContains("Plant.dwg: Error (E1)", build);
    }

    @Test
    void whoeverSetsAParameterCannotAddSourceFilesToTheManifest() throws Exception {
        api.api().addConnection(Scenario.parse("""
                connection: manifest
                connectionId: with-files
                states: [{state: Executing, for: 0s}]
                result: PartialSuccess
                jobs: [{connectorType: DWG, tasks: [{sourceFileId: a2f0, result: Error, error: {errorCode: E1}}]}]
                """));
        project.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("NAME"), new StringParameterDefinition("MANIFEST")));
        String hostile = "Plant \\ \"A\"},{\"id\":\"other";
        String whole = "{\"sourceFiles\": [{\"id\": \"a2f0\", \"name\": \"Whole.dwg\"}]}";
        SynchronizationRunBuilder step = new SynchronizationRunBuilder("with-files", "", PlayedApi.TOKEN_ID);
        step.setStarts(true);
        step.setManifest("{\"sourceFiles\": [{\"id\": \"a2f0\", \"name\": \"${NAME}\"}]}");
        project.getBuildersList().add(step);

        jenkins.assertLogContains(hostile + ": Error (E1)", build(hostile, whole));
        step.setManifest(" ${MANIFEST} ");
        jenkins.assertLogContains("Whole.dwg: Error (E1)", build(hostile, whole));
    }

    private FreeStyleBuild build(String name, String manifest) throws Exception {
        return jenkins.assertBuildStatus(
                Result.UNSTABLE,
                project.scheduleBuild2(
                        0,
                        new ParametersAction(
                                new StringParameterValue("NAME", name),
                                new StringParameterValue("MANIFEST", manifest))));
    }

    @Test
    void anAbortEndsAStartThatWaitsForAnActiveRun() throws Exception {
        api.api().startRun(Scenario.parse(SCENARIO.formatted("manifest", "another", "24h")));
        project.getBuildersList().add(starting());
        FreeStyleBuild build = project.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("of connection another is active for the same iModel", build);

        build.getExecutor().interrupt();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(api.api().runsCreated("ours")).isZero();
    }

    @Test
    void theFormLosesNothing() throws Exception {
        SynchronizationRunBuilder step = starting();
        step.setConnectionType("manifest");
        step.setManifest("{\"sourceFiles\": []}");
        step.setIfActive("join");
        SynchronizationRunBuilder waiting = new SynchronizationRunBuilder("ours", "latest", PlayedApi.TOKEN_ID);

        jenkins.assertEqualDataBoundBeans(step, jenkins.configRoundtrip(step));
        jenkins.assertEqualDataBoundBeans(waiting, jenkins.configRoundtrip(waiting));
    }
}
