package io.jenkins.plugins.synchronization.page.admin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.engine.Eventually;
import io.jenkins.plugins.synchronization.freestyle.SynchronizationRunBuilder;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import java.net.URL;
import java.util.Locale;
import jenkins.model.Jenkins;
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
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.localizer.LocaleProvider;

/** The administrators' page of active waits. */
@WithJenkins
class WaitsPageTest {

    private static final String PAGE = "manage/synchronization-waits/";

    private JenkinsRule jenkins;
    private PlayedApi api;
    private WorkflowJob pipeline;

    @BeforeEach
    void startApi(JenkinsRule rule) throws Exception {
        jenkins = rule;
        api = PlayedApi.start();
        api.configure();
        pipeline = jenkins.createProject(WorkflowJob.class, "pipeline");
        pipeline.setDisplayName("pipe<i>line");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Jenkins.SYSTEM_READ)
                .everywhere()
                .to("looker", "seer")
                .grant(Jenkins.MANAGE)
                .everywhere()
                .to("manager")
                .grant(Item.READ)
                .everywhere()
                .to("seer", "manager", "nobody")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    private WorkflowRun waiting() throws Exception {
        pipeline.setDefinition(new CpsFlowDefinition(api.step("name: 'the <b>model'"), true));
        WorkflowRun build = pipeline.scheduleBuild2(0).waitForStart();
        api.awaitPoll();
        api.awaitNextPoll();
        return build;
    }

    private WebClient as(String user) throws Exception {
        return jenkins.createWebClient().login(user);
    }

    private String pageFor(String user) throws Exception {
        return as(user).goTo(PAGE).asNormalizedText();
    }

    @Test
    void itShowsWhatBuildsWaitForToWhoMayLook() throws Exception {
        assertThat(pageFor("admin")).contains("No active waits");

        WorkflowRun build = waiting();

        for (String user : new String[] {"admin", "seer", "manager"}) {
            assertThat(pageFor(user))
                    .contains("pipe<i>line #1", "the <b>model", api.api().runId(), PlayedApi.SERVER)
                    .contains("executing", "1 of 2 tasks");
        }
        assertThat(pageFor("admin")).contains("Stop");
        assertThat(pageFor("seer")).doesNotContain("Stop");
        assertThat(pageFor("looker"))
                .doesNotContain("pipe", api.api().runId())
                .contains("1 more wait is hidden because you lack permission to view its build");
        assertThat(as("looker").goTo(PAGE).querySelectorAll("[data-key='hidden-1']"))
                .as("the page notices when there are more or none")
                .hasSize(1);
        as("nobody").assertFails(PAGE, 403);
        as("nobody").assertFails("synchronization-waits/", 403);

        api.finish("Success");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(pageFor("admin")).contains("No active waits");
    }

    @Test
    void itSpeaksGermanToo() throws Exception {
        WorkflowRun build = waiting();
        LocaleProvider english = LocaleProvider.getProvider();
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Locale.GERMAN;
            }
        });
        try {
            assertThat(pageFor("admin"))
                    .contains(
                            "Auf iTwin-Synchronisierung wartende Builds",
                            "Verstrichene Zeit",
                            "Nächste Abfrage",
                            "Stoppen")
                    .contains("1 von 2 Aufgaben")
                    .doesNotContain("Waiting", "Run", "State", "Last error");
        } finally {
            LocaleProvider.setProvider(english);
        }
        build.doStop();
        jenkins.waitForCompletion(build);
    }

    @Test
    void itListsFiveHundredAndSaysHowManyMoreThereAre() throws Exception {
        pipeline.setDefinition(new CpsFlowDefinition(
                "def branches = [:]\nfor (int i = 0; i < 502; i++) { branches[\"$i\"] = { " + api.step("")
                        + " } }\nparallel branches",
                true));
        WorkflowRun build = pipeline.scheduleBuild2(0).waitForStart();
        Eventually.holds(() -> BuildWaits.get().list().size() == 502);

        HtmlPage page = as("admin").goTo(PAGE);

        assertThat(page.querySelectorAll("tr[data-key]")).hasSize(500);
        assertThat(page.asNormalizedText()).contains("The first 500 waits are listed. There are 2 more.");
        build.doStop();
        jenkins.waitForCompletion(build);
    }

    @Test
    void itShowsTheLastTroubleAsText() throws Exception {
        WorkflowRun build = waiting();
        String hostile = "<img src=x onerror=alert(1)>";
        api.play(
                api.api().runId(),
                PlayedApi.ended("Success") + "troubles: [{status: 503, message: '" + hostile + "'}]\n");
        WebClient admin = as("admin");
        Eventually.holds(() -> admin.goTo(PAGE).asNormalizedText().contains(hostile));

        HtmlPage page = admin.goTo(PAGE);

        assertThat(page.asNormalizedText()).contains("503", hostile, "Correlation ID for support");
        assertThat(page.querySelectorAll("img[src=x]")).isEmpty();
        build.doStop();
        jenkins.waitForCompletion(build);
    }

    @Test
    void anAdministratorEndsAWaitAndTheBuildSaysWhoDid() throws Exception {
        WorkflowRun build = waiting();
        WebClient admin = as("admin");
        HtmlPage page = admin.goTo(PAGE);
        HtmlAnchor end = page.getFirstByXPath("//a[@data-post='true']");
        assertThat(end.getAttribute("data-message"))
                .contains("pipe<i>line #1", api.api().runId());
        String url = PAGE + end.getAttribute("data-url");

        admin.assertFails(url, 405);
        for (String user : new String[] {"seer", "manager", "nobody"}) {
            assertThat(post(as(user).withThrowExceptionOnFailingStatusCode(false), url))
                    .isEqualTo(403);
        }
        assertThat(build.isBuilding()).isTrue();
        assertThat(post(admin, url.replace("key=", "key=x"))).isEqualTo(200);
        assertThat(build.isBuilding()).isTrue();

        assertThat(post(admin, url)).isEqualTo(200);

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("Aborted by admin", build);
        assertThat(BuildWaits.get().list()).isEmpty();
        assertThat(post(admin, url)).isEqualTo(200);
    }

    @Test
    void aFreestyleBuildsWaitIsEndedToo() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList()
                .add(new SynchronizationRunBuilder(
                        api.api().connectionId(), api.api().runId(), PlayedApi.TOKEN_ID));
        FreeStyleBuild build = project.scheduleBuild2(0).waitForStart();
        api.awaitPoll();
        WebClient admin = as("admin");
        HtmlAnchor end = admin.goTo(PAGE).getFirstByXPath("//a[@data-post='true']");

        post(admin, PAGE + end.getAttribute("data-url"));

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("ERROR: Aborted by admin", build);
    }

    private int post(WebClient user, String url) throws Exception {
        URL crumbed = new URL(
                user.createCrumbedUrl("x").toString().replaceFirst("/x\\?", "/" + url.replace("$", "\\$") + "&"));
        return user.getPage(new WebRequest(crumbed, HttpMethod.POST))
                .getWebResponse()
                .getStatusCode();
    }
}
