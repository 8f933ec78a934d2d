package io.jenkins.plugins.synchronization.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import hudson.util.Secret;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.Eventually;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.model.experimentalflags.UserExperimentalFlagsProperty;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LivePageTest {

    private static final String PAGE = "synchronization/";
    private static final String PART = "synchronization/live/runs";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private static JenkinsRule jenkins;
    private static PlayedApi api;

    private String runId;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        api = PlayedApi.start();
        api.configure();
        CredentialsProvider.lookupStores(Jenkins.get())
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new StringCredentialsImpl(
                                CredentialsScope.GLOBAL, "wrong", "wrong", Secret.fromString("not-the-token")));
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("classic", "modern"));
        User.getById("modern", true)
                .addProperty(new UserExperimentalFlagsProperty(Map.of("new-build-page.flag", "true")));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void addRun() {
        runId = "run-" + System.nanoTime();
        api.addRun(runId);
        interval(1);
    }

    private static void interval(int seconds) {
        SynchronizationConfiguration.get().getServers().get(0).setMinIntervalSeconds(seconds);
        SynchronizationConfiguration.get().getServers().get(0).setMaxIntervalSeconds(seconds);
    }

    private String step(String run, String more) {
        return "waitForSynchronizationRun(connectionId: '" + api.api().connectionId() + "', runId: '" + run
                + "', credentialsId: '" + PlayedApi.TOKEN_ID + "'" + more + ")";
    }

    private static WorkflowRun start(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private WorkflowRun waiting(String more) throws Exception {
        long before = api.polls();
        WorkflowRun build = start(step(runId, more));
        awaitSeen(build, before);
        return build;
    }

    /** Waits until Jenkins has worked off an answer about the build's runs. */
    private static void awaitSeen(WorkflowRun build, long before) throws Exception {
        Eventually.holds(() -> api.polls() > before
                && !BuildWaits.get().pending(build).isEmpty()
                && BuildWaits.get().pending(build).stream().allMatch(run -> run.summary() != null));
    }

    private static WebClient client(String user) throws Exception {
        return jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
    }

    private static HtmlPage open(String user, WorkflowRun build, String page) throws Exception {
        return client(user).goTo(build.getUrl() + page);
    }

    private long pollsOfRun() {
        return api.api().requests().stream()
                .filter(request -> request.path().endsWith("/" + runId))
                .count();
    }

    private static DomElement badge(WorkflowRun build) throws Exception {
        try (WebClient client = jenkins.createWebClient().login("classic")) {
            return client.goTo(build.getParent().getUrl()).querySelector("a.synchronization-badge");
        }
    }

    private static String text(HtmlPage page) {
        return page.asNormalizedText().replace('\u00a0', ' ');
    }

    private static String waitingIn(HtmlPage part) {
        DomElement runs = part.querySelector(".synchronization-live__runs");
        return runs.getAttribute("data-waiting");
    }

    private void finish(WorkflowRun build, String result) throws Exception {
        api.finish(runId, result);
        jenkins.waitForCompletion(build);
    }

    @Test
    void whileABuildWaitsItsPageTellsHowTheRunStandsAndLookingAsksNobody() throws Exception {
        interval(3600);
        WorkflowRun build = waiting(", name: 'the model " + HOSTILE + "'");
        long polls = pollsOfRun();

        HtmlPage page = open("classic", build, PAGE);
        for (int look = 0; look < 5; look++) {
            open("classic", build, PART);
        }

        assertThat(pollsOfRun()).isEqualTo(polls).isPositive();
        assertThat(text(page))
                .contains("the model " + HOSTILE, "executing, phase master file", " of 2 tasks", runId)
                .contains("Next poll", PlayedApi.SERVER, "Reload");
        DomElement progress = page.querySelector("progress");
        assertThat(progress.getAttribute("max")).isEqualTo("2");
        assertThat(text(page)).contains(progress.getAttribute("value") + " of 2 tasks");
        assertThat(progress.getAttribute("aria-label")).isEqualTo("Completed tasks, run the model " + HOSTILE);
        assertThat(page.querySelectorAll("img[src='x']")).isEmpty();
        assertThat(page.getElementById("main-panel").asXml())
                .doesNotContain("<style", " style=", " onclick=", api.api().validToken());
        assertThat(page.getWebResponse().getResponseHeaderValue("Cache-Control"))
                .contains("no-store");

        HtmlPage buildPage = open("classic", build, "");
        assertThat(buildPage.getAnchors())
                .anyMatch(link -> link.getHrefAttribute().endsWith(build.getUrl() + "synchronization")
                        && text(buildPage).contains("Synchronization"));
        assertThat(text(buildPage)).contains("executing", " of 2 tasks");
        DomElement badge = badge(build);
        assertThat(badge.getAttribute("aria-label"))
                .startsWith("Synchronizing: executing, ")
                .doesNotContain("\n");
        build.save();
        assertThat(build.getRootDir().toPath().resolve("build.xml"))
                .content()
                .doesNotContain("io.jenkins.plugins.synchronization.model");
        build.doStop();
        jenkins.waitForCompletion(build);
    }

    @Test
    void whenTheRunIsOverTheSamePageIsItsReport() throws Exception {
        WorkflowRun build = waiting("");
        assertThat(waitingIn(open("classic", build, PART))).isEqualTo("1");

        finish(build, "PartialSuccess");

        assertThat(text(open("classic", build, PAGE)))
                .contains("partial success", "TAE_BRG_1000")
                .doesNotContain("Next poll");
        assertThat(waitingIn(open("classic", build, PART))).isEqualTo("0");
    }

    @Test
    void runsThatAreOverAreListedBesideThoseThatAreNot() throws Exception {
        String other = runId + "-over";
        api.finish(other, "Error");
        WorkflowRun build = start("parallel a: { " + step(runId, ", name: 'first'") + " }, b: { catchError { "
                + step(other, ", name: 'second'") + " } }");
        Eventually.holds(() -> build.getAction(SynchronizationAction.class) != null);
        awaitSeen(build, 0);

        assertThat(text(open("classic", build, PAGE)))
                .contains("first", "executing", "Completed runs", "✗ failed second");
        DomElement badge = badge(build);
        assertThat(badge.getTextContent().strip()).isEqualTo("…");
        assertThat(badge.getAttribute("aria-label"))
                .contains("Synchronizing: 2 runs", "first: executing", "second: failed, 3 tasks");
        finish(build, "Success");
    }

    @Test
    void aWaitWithoutAnAnswerLeavesAPageThatSaysWhy() throws Exception {
        WorkflowRun build = jenkins.waitForCompletion(
                start(step(runId, ", name: 'lost'").replace("'" + PlayedApi.TOKEN_ID + "'", "'wrong'")));

        jenkins.assertBuildStatus(Result.FAILURE, build);
        HtmlPage page = open("classic", build, PAGE);
        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(200);
        assertThat(text(page))
                .contains("Waiting for run lost failed", "The API did not accept the token", "Check wrong")
                .doesNotContain("not-the-token");
        assertThat(text(open("classic", build, ""))).contains("lost", "The API did not accept the token");
        assertThat(SynchronizationAction.of(build).getRuns()).isEmpty();
    }

    @Test
    void ofSeveralAttemptsTheLastOneCountsInTheBuildsSummaryToo() throws Exception {
        String failing = runId + "-failing";
        api.finish(failing, "Error");
        api.finish(runId, "Success");
        WorkflowRun build = jenkins.waitForCompletion(start(
                "catchError { " + step(failing, "") + " }\n" + step(runId, "") + "\ncurrentBuild.result = 'SUCCESS'"));

        assertThat(badge(build).getAttribute("aria-label")).startsWith("Synchronization: succeeded, ");
        assertThat(text(open("classic", build, PAGE))).contains("2 runs");
    }

    @Test
    void onlyWhoMaySeeTheBuildSeesWhatItWaitsFor() throws Exception {
        WorkflowRun build = waiting("");

        for (String page : new String[] {PAGE, PART, "synchronization/api/json"}) {
            assertThat(client("stranger")
                            .goTo(build.getUrl() + page, null)
                            .getWebResponse()
                            .getStatusCode())
                    .isEqualTo(404);
            assertThat(client("classic")
                            .goTo(build.getUrl() + page, null)
                            .getWebResponse()
                            .getStatusCode())
                    .isEqualTo(200);
        }
        finish(build, "Success");
    }

    @Test
    void theNewBuildPageHasTabWidgetAndDetailInsteadOfTheSummary() throws Exception {
        WorkflowRun build = waiting("");
        HtmlPage running = open("modern", build, "");
        assertThat(running.querySelector(".app-build-tabs a[href$='synchronization'] .jenkins-badge")
                        .getTextContent())
                .contains("…");
        assertThat(running.querySelector(".jenkins-card .synchronization-brief").asNormalizedText())
                .contains("executing", " of 2 tasks");

        finish(build, "PartialSuccess");

        HtmlPage modern = open("modern", build, "");
        DomElement tab = modern.querySelector(".app-build-tabs a[href$='synchronization']");
        assertThat(tab.asNormalizedText()).contains("Synchronization", "1");
        DomElement badge = modern.querySelector(".app-build-tabs a[href$='synchronization'] .jenkins-badge");
        assertThat(badge.getAttribute("tooltip")).contains("partial success, 3 tasks: 2 succeeded, 1 failed");
        assertThat(modern.querySelectorAll(".synchronization-brief")).hasSize(1);
        assertThat(modern.querySelectorAll(".app-summary .synchronization-brief"))
                .isEmpty();
        DomElement detail = modern.querySelector(".jenkins-details a[href$='synchronization/']");
        assertThat(detail.asNormalizedText()).contains("Synchronization: partial success, 1 of 3 tasks failed");
        HtmlPage report = open("modern", build, PAGE);
        assertThat(report.querySelectorAll(".app-build-tabs a")).hasSizeGreaterThan(1);
        assertThat(text(report)).contains("TAE_BRG_1000");

        HtmlPage classic = open("classic", build, "");
        assertThat(classic.querySelector(".app-summary .synchronization-brief").asNormalizedText())
                .contains("partial success", "3 tasks: 2 succeeded, 1 failed", "One file is broken");
        assertThat(classic.querySelectorAll(".app-build-tabs")).isEmpty();
    }

    @Test
    void theLogEndsWithTheOutcomeAndALinkToTheReport() throws Exception {
        WorkflowRun build = waiting("");
        finish(build, "Success");

        String line = JenkinsRule.getLog(build)
                .lines()
                .filter(text -> text.contains("The run ended"))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains(": succeeded. 3 tasks: 3 succeeded. Report: " + jenkins.getURL() + build.getUrl());
        assertThat(open("classic", build, "console").getAnchors()).anyMatch(link -> link.getHrefAttribute()
                .startsWith("/jenkins/" + build.getUrl() + "synchronization/run/"));
    }
}
