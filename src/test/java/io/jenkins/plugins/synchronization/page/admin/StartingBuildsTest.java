package io.jenkins.plugins.synchronization.page.admin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.freestyle.SynchronizationRunBuilder;
import io.jenkins.plugins.synchronization.simulator.Scenario;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import java.net.URL;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Builds that start a run and have none yet, on the administrators' page and on the live page. */
@WithJenkins
class StartingBuildsTest {

    private static final String PAGE = "manage/synchronization-waits/";
    private static final String SCENARIO = """
            connection: %s
            connectionId: %s
            iModelId: the-imodel
            states: [{state: Executing, for: 24h}]
            result: Success
            """;

    private JenkinsRule jenkins;
    private PlayedApi api;
    private String active;

    @BeforeEach
    void startApi(JenkinsRule rule) throws Exception {
        jenkins = rule;
        api = PlayedApi.start(SCENARIO.formatted("storage", "ours"));
        api.configure();
        active = api.api().startRun(Scenario.parse(SCENARIO.formatted("manifest", "another")));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    private WorkflowRun starting() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "pipeline");
        job.setDefinition(new CpsFlowDefinition(
                "synchronizeITwin connectionId: 'ours', credentialsId: 'itwin', name: 'the <b>model'", true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("of connection another is active for the same iModel", build);
        return build;
    }

    private WebClient admin() throws Exception {
        return jenkins.createWebClient().login("admin");
    }

    private void stop(WebClient admin) throws Exception {
        HtmlAnchor end = admin.goTo(PAGE).getFirstByXPath("//a[@data-post='true']");
        assertThat(end.getAttribute("data-message")).contains("Cancel the start of a run of connection ours?");
        String url = PAGE + end.getAttribute("data-url");
        admin.assertFails(url, 405);
        admin.getPage(new WebRequest(
                new URL(admin.createCrumbedUrl("x")
                        .toString()
                        .replaceFirst("/x\\?", "/" + url.replace("$", "\\$") + "&")),
                HttpMethod.POST));
    }

    private static String live(WebClient client, Run<?, ?> build) throws Exception {
        HtmlPage page = client.goTo(build.getUrl() + "synchronization/");
        return page.asNormalizedText();
    }

    @Test
    void bothPagesSayWhatABuildWaitsForBeforeItCanStartARun() throws Exception {
        WorkflowRun build = starting();
        WebClient admin = admin();

        String what = "waiting for active run " + active + " (connection another) to complete, then starting a run";
        assertThat(admin.goTo(PAGE).asNormalizedText()).contains(what, "pipeline #1", "the <b>model", PlayedApi.SERVER);
        assertThat(live(admin, build)).contains(what, "the <b>model", "ours");

        build.doStop();
        jenkins.waitForCompletion(build);
        assertThat(admin.goTo(PAGE).asNormalizedText()).contains("No active waits");
    }

    @Test
    void anAdministratorStopsAStartAndTheBuildSaysWhoDid() throws Exception {
        WorkflowRun build = starting();
        WebClient admin = admin();

        stop(admin);

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("Aborted by admin", build);
        assertThat(live(admin, build)).contains("Starting a run for the <b>model was aborted", "Aborted by admin");
        assertThat(BuildWaits.get().starts()).isEmpty();
        assertThat(api.api().runsCreated("ours")).isZero();
    }

    @Test
    void aFreestyleBuildsStartIsStoppedToo() throws Exception {
        SynchronizationRunBuilder step = new SynchronizationRunBuilder("ours", "", PlayedApi.TOKEN_ID);
        step.setStarts(true);
        step.setConnectionType("storage");
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(step);
        FreeStyleBuild build = project.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("of connection another is active for the same iModel", build);

        stop(admin());

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("ERROR: Aborted by admin", build);
        assertThat(api.api().runsCreated("ours")).isZero();
    }
}
