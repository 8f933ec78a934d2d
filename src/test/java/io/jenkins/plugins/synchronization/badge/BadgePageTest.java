package io.jenkins.plugins.synchronization.badge;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Job;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.synchronization.ReadersLanguage;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.model.JenkinsLocationConfiguration;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
@ExtendWith(ReadersLanguage.class)
class BadgePageTest {

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
    void theSidePanelLeadsToThePageOnceABuildWaitedForARun() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        jenkins.buildAndAssertSuccess(job);
        assertThat(addresses(open(job, ""))).noneMatch(address -> address.endsWith("/synchronization"));

        withRun(job, "roads");

        assertThat(addresses(open(job, "")))
                .anyMatch(address -> address.endsWith("/" + job.getUrl() + "synchronization"));
        assertThat(open(job, "synchronization/").asNormalizedText()).contains("Synchronization badge");
    }

    @Test
    void eachTextCanBeCopiedAndLeadsToTheBadge() throws Exception {
        FreeStyleProject job = jenkins.createFolder("main models").createProject(FreeStyleProject.class, "a (new) job");
        withRun(job, "roads");
        String root = jenkins.getURL().toString();
        String page = root + "job/main%20models/job/a%20(new)%20job/";

        List<String> copied = texts(open(job, "synchronization/"));

        String forAll = root + "synchronization-badge/badge.svg?job=main%20models/a%20%28new%29%20job";
        assertThat(copied)
                .containsExactly(
                        "[![Synchronization](" + forAll + ")](" + inMarkdown(page) + ")",
                        "<a href=\"" + page + "\"><img alt=\"Synchronization\" src=\"" + forAll + "\"></a>",
                        forAll,
                        "[![Synchronization](" + inMarkdown(page) + "synchronization/badge.svg)](" + inMarkdown(page)
                                + ")",
                        "<a href=\"" + page + "\"><img alt=\"Synchronization\" src=\"" + page
                                + "synchronization/badge.svg\"></a>",
                        page + "synchronization/badge.svg");
        Pictures pictures = Pictures.forAnonymous(jenkins);
        for (String address : List.of(copied.get(2), copied.get(5))) {
            assertThat(pictures.words(address.substring(root.length()))).endsWith(": partial success");
        }
    }

    @Test
    void whatIsChosenIsInEveryText() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        withRun(job, "roads");
        withRun(job, "bridges");
        HtmlPage page = jenkins.createWebClient().goTo(job.getUrl() + "synchronization/");
        HtmlForm form = page.querySelector("form.synchronization-badge-choices");
        form.getSelectByName("connection").setSelectedAttribute("roads", true);
        form.getRadioButtonsByName("style").get(1).setChecked(true);
        form.getInputByName("label").setValue("A & <b> [x]");

        HtmlPage chosen = (HtmlPage) ((DomElement) form.querySelector("button")).click();

        String parameters = "style=flat-square&connection=roads&label=A%20%26%20%3Cb%3E%20%5Bx%5D";
        List<String> copied = texts(chosen);
        assertThat(copied.get(2)).endsWith("?job=" + job.getName() + "&" + parameters);
        assertThat(copied.get(5)).endsWith("/badge.svg?" + parameters);
        assertThat(copied.get(0)).startsWith("[![A \\& \\<b\\> \\[x\\]](http");
        assertThat(copied.get(1)).contains("alt=\"A &amp; &lt;b&gt; [x]\"", "&amp;connection=roads&amp;");
        assertThat(chosen.querySelectorAll("form.synchronization-badge-choices img"))
                .hasSize(2)
                .allMatch(image -> image.getAttributes()
                        .getNamedItem("src")
                        .getNodeValue()
                        .endsWith("&connection=roads&label=A%20%26%20%3Cb%3E%20%5Bx%5D"));
        assertThat(Pictures.forAnonymous(jenkins)
                        .words("synchronization-badge/badge.svg?job=" + job.getName() + "&" + parameters))
                .isEqualTo("A &amp; &lt;b&gt; [x]: partial success");
    }

    @Test
    void hostileChoicesAreHarmless() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        withRun(job, "roads");
        withRun(job, "bridges");

        HtmlPage page = open(
                job,
                "synchronization/?style=%22%3E%3Cscript%3E&connection=%22onload%3D%22&label=%22%3E%3Cimg%20src%3Dx%3E%E2%80%AE");

        assertThat(page.querySelectorAll("img[src='x']")).isEmpty();
        assertThat(texts(page).get(2))
                .doesNotContain("connection=", "style=", "\u202e")
                .endsWith("&label=%22%3E%3Cimg%20src%3Dx%3E");
    }

    @Test
    void thePageTellsWhoSeesThePublicBadge() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        withRun(job, "roads");
        assertThat(open(job, "synchronization/").asNormalizedText()).contains("because everyone can read this job");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        MockAuthorizationStrategy readers = new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader");
        jenkins.jenkins.setAuthorizationStrategy(readers);

        assertThat(openAs("reader", job).asNormalizedText())
                .contains("grant Synchronization/ViewBadge to anonymous users", "asked to sign in");

        jenkins.jenkins.setAuthorizationStrategy(
                readers.grant(BadgePermission.VIEW_BADGE).onItems(job).toEveryone());
        assertThat(openAs("reader", job).asNormalizedText()).contains("but nothing else about the job");
    }

    @Test
    void withoutARootUrlThePageSaysWhereTheAddressIsFrom() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        withRun(job, "roads");
        JenkinsLocationConfiguration location = JenkinsLocationConfiguration.get();
        String known = location.getUrl();
        location.setUrl(null);
        try {
            HtmlPage page = open(job, "synchronization/");

            assertThat(page.asNormalizedText()).contains("The Jenkins URL is not configured", "Set the Jenkins URL");
            assertThat(texts(page).get(2)).startsWith(jenkins.getURL() + "synchronization-badge/badge.svg?");
        } finally {
            location.setUrl(known);
        }
    }

    @Test
    void thePageNeedsNoInlineScriptOrStyleAndSpeaksGerman() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        withRun(job, "roads");
        try (WebClient client = jenkins.createWebClient()) {
            client.addRequestHeader("Accept-Language", "de");
            HtmlPage page = client.goTo(job.getUrl() + "synchronization/");

            assertThat(page.getElementById("main-panel").asXml())
                    .doesNotContainPattern("<script(?![^>]* src=)")
                    .doesNotContain("<style", " style=", " onclick=", "javascript:");
            assertThat(page.asNormalizedText()).contains("Öffentliche URL", "Beschriftung");
            assertThat(page.asXml()).contains("Vorschau des Badges, Stil flat-square");
        }
    }

    private static void withRun(FreeStyleProject job, String connection) throws Exception {
        Recording.in(jenkins.buildAndAssertSuccess(job)).connected(connection).record("7", Bodies.threeJobs());
    }

    private static HtmlPage open(Job<?, ?> job, String page) throws Exception {
        try (WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            return client.goTo(job.getUrl() + page);
        }
    }

    private static HtmlPage openAs(String user, Job<?, ?> job) throws Exception {
        try (WebClient client = jenkins.createWebClient().login(user)) {
            return client.goTo(job.getUrl() + "synchronization/");
        }
    }

    private static List<String> addresses(HtmlPage page) {
        return page.getAnchors().stream()
                .map(anchor -> anchor.getHrefAttribute().replaceAll("/$", ""))
                .toList();
    }

    private static List<String> texts(HtmlPage page) {
        return page.querySelectorAll("#main-panel .jenkins-copy-button").stream()
                .map(button -> ((DomElement) button).getAttribute("text"))
                .toList();
    }

    private static String inMarkdown(String address) {
        return address.replace("(", "%28").replace(")", "%29");
    }
}
