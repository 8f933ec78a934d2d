package io.jenkins.plugins.synchronization.job;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.matrix.MatrixProject;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.ReadersLanguage;
import io.jenkins.plugins.synchronization.model.SynchronizedJobs;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.io.File;
import java.nio.file.Files;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a job shows of its builds' runs. */
@WithJenkins
@ExtendWith(ReadersLanguage.class)
class JobPageTest {

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @AfterEach
    void openAgain() {
        jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
    }

    @Test
    void theJobsPageTellsTheLastOutcomeAndWhereTheTrendIs() throws Exception {
        FreeStyleProject job = jenkins.createFolder("models").createProject(FreeStyleProject.class, "roads");
        FreeStyleBuild build = build(job, Bodies.threeJobs());
        jenkins.buildAndAssertSuccess(job);

        HtmlPage page = open(job.getUrl());

        DomNode section = page.querySelector(".synchronization-job");
        assertThat(section.asNormalizedText().replace('\u00a0', ' '))
                .contains("Synchronization", "! partial success #1", " ago");
        assertThat(addresses(section))
                .contains(
                        "/jenkins/" + build.getUrl() + "synchronization/run/7/",
                        "/jenkins/" + job.getUrl() + "synchronization-trend/");
        assertThat(((DomElement) section.querySelector(".synchronization-trend-place")).getAttribute("data-address"))
                .isEqualTo("/jenkins/" + job.getUrl() + "synchronization-trend/chart");
    }

    @Test
    void aJobThatNeverWaitedForARunShowsNothing() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        jenkins.buildAndAssertSuccess(job);
        MatrixProject matrix = jenkins.createProject(MatrixProject.class);
        jenkins.buildAndAssertSuccess(matrix);

        for (Job<?, ?> plain : List.of(job, matrix)) {
            assertThat(open(plain.getUrl()).querySelectorAll(".synchronization-job"))
                    .isEmpty();
            assertThat(plain.getActions(TrendAction.class)).isEmpty();
            assertThat(new File(plain.getRootDir(), "synchronization-runs")).doesNotExist();
        }
    }

    @Test
    void aJobThatCameFromElsewhereIsKnownOnceABuildIsLoaded() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        build(job, Bodies.threeJobs());
        Files.delete(job.getRootDir().toPath().resolve("synchronization-runs"));
        assertThat(SynchronizedJobs.contains(job)).isFalse();

        job._getRuns().purgeCache();
        assertThat(job.getBuildByNumber(1)).isNotNull();

        assertThat(SynchronizedJobs.contains(job)).isTrue();
    }

    @Test
    void whileAPipelineWaitsItsPageSaysSo() throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition(api.step(""), true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            api.awaitPoll();
            api.awaitNextPoll();

            assertThat(open(job.getUrl())
                            .querySelector(".synchronization-job")
                            .asNormalizedText()
                            .replace('\u00a0', ' '))
                    .contains("… executing #1 is waiting for a run");
            assertThat(open(job.getUrl() + "synchronization-trend/")
                            .asNormalizedText()
                            .replace('\u00a0', ' '))
                    .contains("No completed builds with synchronization runs");

            api.finish("Success");
            jenkins.waitForCompletion(build);
            assertThat(open(job.getUrl())
                            .querySelector(".synchronization-job")
                            .asNormalizedText()
                            .replace('\u00a0', ' '))
                    .contains("✓ succeeded #1")
                    .doesNotContain("waits");
        }
    }

    @Test
    void theTrendHasABarForEachBuildAndTheSameAsATable() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        build(job, Bodies.threeJobs());
        jenkins.buildAndAssertSuccess(job);
        FreeStyleBuild third = build(job, Bodies.run("Success", "Success", "Success"));
        third.setDisplayName("<img src=x>&'\"");

        HtmlPage page = open(job.getUrl() + "synchronization-trend/");

        DomNode picture = page.querySelector("svg.synchronization-trend__picture");
        assertThat(picture.querySelectorAll("a")).hasSize(2);
        assertThat(picture.querySelectorAll("a title").stream().map(DomNode::getTextContent))
                .containsExactly(
                        "#1: partial success, 2 of 12 tasks failed, 6 min 52 s",
                        "<img src=x>&'\": succeeded, 2 tasks, 3 min 12 s");
        assertThat(((DomElement) picture).getAttribute("aria-hidden")).isEqualTo("true");
        assertThat(picture.querySelectorAll("a").stream().map(link -> ((DomElement) link).getAttribute("tabindex")))
                .containsOnly("-1");
        assertThat(page.querySelectorAll("img[src=x]")).isEmpty();
        assertThat(page.querySelector("figcaption").getTextContent().replace('\u00a0', ' '))
                .isEqualTo("Last 2 builds: 1 succeeded, 1 partial success");
        assertThat(page.querySelectorAll("table.synchronization-trend__table tbody tr").stream()
                        .map(row -> row.asNormalizedText().replace('\t', ' ').replace('\u00a0', ' ')))
                .containsExactly(
                        "<img src=x>&'\" ✓ succeeded 2 2 0 0 0 0 3 min 12 s",
                        "#1 ! partial success 12 9 2 1 0 0 6 min 52 s");
        assertThat(page.getElementById("main-panel").asXml())
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContain("<style", " style=", " onclick=");
    }

    @Test
    void onlyTheLastFiftyBuildsAreReadAndNoStoredBody() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        Run<?, ?> first = build(job, Bodies.threeJobs());
        for (int i = 0; i < JobIndex.MOST_BUILDS; i++) {
            FreeStyleBuild build = build(job, Bodies.run("Success", "Success"));
            for (File stored : new File(build.getRootDir(), "synchronization").listFiles()) {
                Files.delete(stored.toPath());
            }
        }

        List<BuildRuns> trend = JobRuns.of(job).trend();

        assertThat(trend).hasSize(JobIndex.MOST_BUILDS).noneMatch(build -> build.getBuild() == first);
        HtmlPage fragment = open(job.getUrl() + "synchronization-trend/chart");
        assertThat(fragment.querySelectorAll("svg.synchronization-trend__picture a"))
                .hasSize(JobIndex.MOST_BUILDS);
        assertThat(fragment.querySelectorAll("details table tbody tr")).hasSize(JobIndex.MOST_BUILDS);
        assertThat(fragment.querySelectorAll("#main-panel, head link")).isEmpty();
    }

    @Test
    void theTrendIsForWhoMayReadTheJob() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        build(job, Bodies.threeJobs());
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("reader"));

        for (String page : List.of("synchronization-trend/", "synchronization-trend/chart", "synchronization/")) {
            assertThat(status("reader", job.getUrl() + page)).isEqualTo(200);
            assertThat(status("stranger", job.getUrl() + page)).isEqualTo(404);
        }
    }

    @Test
    void aGermanReaderGetsGermanWords() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        build(job, Bodies.threeJobs());
        try (WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            client.addRequestHeader("Accept-Language", "de");

            assertThat(client.goTo(job.getUrl())
                            .querySelector(".synchronization-job")
                            .asNormalizedText()
                            .replace('\u00a0', ' '))
                    .contains("Synchronisierung", "teilweise erfolgreich", " her", "Verlauf der Synchronisierung");
            assertThat(client.goTo(job.getUrl() + "synchronization-trend/")
                            .asNormalizedText()
                            .replace('\u00a0', ' '))
                    .contains("Letzter Build: 1 teilweise erfolgreich", "Übersprungen");
        }
    }

    private static FreeStyleBuild build(FreeStyleProject job, byte[] body) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        Recording.in(build).record("7", body);
        return build;
    }

    private static HtmlPage open(String address) throws Exception {
        try (WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            return client.goTo(address);
        }
    }

    private static int status(String user, String address) throws Exception {
        try (WebClient client =
                jenkins.createWebClient().withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false)) {
            return client.login(user).goTo(address).getWebResponse().getStatusCode();
        }
    }

    private static List<String> addresses(DomNode section) {
        return section.querySelectorAll("a").stream()
                .map(link -> ((DomElement) link).getAttribute("href"))
                .toList();
    }
}
