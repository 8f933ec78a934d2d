package io.jenkins.plugins.synchronization.badge;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Job;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.ReadersLanguage;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.util.List;
import java.util.Map;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a job's badge says, and how it is sent. Who sees it: {@link BadgeAccessTest}. */
@WithJenkins
@ExtendWith(ReadersLanguage.class)
class JobBadgeTest {

    private static JenkinsRule jenkins;
    private static Pictures pictures;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        pictures = Pictures.forAnonymous(rule);
    }

    @Test
    void theBadgeTellsHowTheNewestBuildsRunEnded() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        assertThat(words(job, "")).isEqualTo("Synchronization: no runs");

        record(build(job), Bodies.run("Success", "Success"));
        assertThat(words(job, "")).isEqualTo("Synchronization: succeeded");
        record(build(job), Bodies.threeJobs());
        assertThat(words(job, "")).isEqualTo("Synchronization: partial success");
        build(job);
        assertThat(words(job, "")).isEqualTo("Synchronization: partial success");
    }

    @Test
    void theWorstRunOfABuildCountsAndAConnectionsRunsCanBeAskedForAlone() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        FreeStyleBuild build = build(job);
        Recording.in(build).connected("roads").record("1", Bodies.run("Success", "Success"));
        Recording.in(build).connected("bridges").record("2", Bodies.run("Error", "Error"));
        Recording.in(build(job)).connected("tunnels").record("1", Bodies.run("Skipped", "Skipped"));

        assertThat(words(job, "?build=1")).endsWith(": failed");
        assertThat(words(job, "?connection=roads")).endsWith(": succeeded");
        assertThat(words(job, "?connection=bridges")).endsWith(": failed");
        assertThat(words(job, "?connection=rivers")).endsWith(": no runs");
        assertThat(words(job, "?build=2&connection=roads")).endsWith(": no runs");
        assertThat(words(job, "?connection=")).endsWith(": skipped");
    }

    @Test
    void aBuildIsNamedByNumberOrPermalink() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        record(build(job), Bodies.threeJobs());
        record(build(job), Bodies.run("Success", "Success"));

        assertThat(words(job, "?build=1")).endsWith(": partial success");
        assertThat(words(job, "?build=lastSuccessfulBuild")).endsWith(": succeeded");
        for (String none :
                List.of("3", "0", "-1", "99999999999999999999", "nothing", "lastFailedBuild", "..%2F1", "1%2F")) {
            assertThat(pictures.get(protectedUrl(job) + "?build=" + none).getStatusCode())
                    .as(none)
                    .isEqualTo(404);
        }
    }

    @Test
    void whileABuildWaitsTheBadgeSaysSo() throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition(api.step(""), true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            api.awaitPoll();
            api.awaitNextPoll();

            assertThat(words(job, "")).isEqualTo("Synchronization: executing");
            assertThat(pictures.words(publicUrl(job))).isEqualTo("Synchronization: executing");
            assertThat(words(job, "?connection=" + api.api().connectionId())).endsWith(": executing");
            assertThat(words(job, "?connection=another")).endsWith(": no runs");

            api.finish("PartialSuccess");
            jenkins.waitForCompletion(build);
            assertThat(words(job, "")).endsWith(": partial success");
        }
    }

    @Test
    void theAnswerIsAPictureThatHasToBeAskedForEachTime() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        record(build(job), Bodies.run("Success", "Success"));

        for (String address : List.of(protectedUrl(job), publicUrl(job))) {
            WebResponse badge = pictures.get(address);

            assertThat(badge.getStatusCode()).isEqualTo(200);
            assertThat(badge.getResponseHeaderValue("Content-Type")).isEqualTo("image/svg+xml;charset=UTF-8");
            assertThat(badge.getResponseHeaderValue("Cache-Control")).isEqualTo("public, no-cache");
            assertThat(badge.getResponseHeaderValue("Vary")).contains("Accept-Language");
            assertThat(badge.getResponseHeaderValue("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(badge.getResponseHeaderValue("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; sandbox");
            assertThat(badge.getContentAsString()).startsWith("<svg ").doesNotContain("style=", "<style", "<script");
        }
    }

    @Test
    void whoHasTheBadgeIsNotSentItAgainUntilItChanges() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        record(build(job), Bodies.run("Success", "Success"));
        String tag = pictures.get(publicUrl(job)).getResponseHeaderValue("ETag");

        for (String known : List.of(tag, plain(tag).substring(2), "W/\"other\", " + tag, "*")) {
            WebResponse same = pictures.get(publicUrl(job), Map.of("If-None-Match", known));
            assertThat(same.getStatusCode()).as(known).isEqualTo(304);
            assertThat(plain(same.getResponseHeaderValue("ETag"))).isEqualTo(plain(tag));
            assertThat(same.getContentAsString()).isEmpty();
        }
        Map<String, String> known = Map.of("If-None-Match", tag);
        assertThat(pictures.get(publicUrl(job) + "&style=flat-square", known).getStatusCode())
                .isEqualTo(200);
        assertThat(pictures.get(publicUrl(job), Map.of("If-None-Match", "\"other\""))
                        .getStatusCode())
                .isEqualTo(200);
        record(build(job), Bodies.run("Error", "Error"));
        assertThat(pictures.get(publicUrl(job), known).getStatusCode()).isEqualTo(200);
    }

    @Test
    void aHeadRequestGetsTheSameWithoutThePicture() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        Map<String, String> asItIs = Map.of("Accept-Encoding", "identity");
        WebResponse whole = pictures.get(publicUrl(job), asItIs);

        WebResponse head = pictures.send(HttpMethod.HEAD, publicUrl(job), asItIs);

        assertThat(head.getStatusCode()).isEqualTo(200);
        assertThat(head.getContentAsString()).isEmpty();
        for (String name : List.of("ETag", "Content-Type", "Content-Length", "Cache-Control")) {
            assertThat(head.getResponseHeaderValue(name)).as(name).isEqualTo(whole.getResponseHeaderValue(name));
        }
    }

    @Test
    void labelAndStyleAreTheRequestersAndHostileOnesAreHarmless() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();

        assertThat(words(job, "?label=Main%20model")).isEqualTo("Main model: no runs");
        assertThat(words(job, "?label=")).isEqualTo("no runs");
        assertThat(pictures.get(protectedUrl(job) + "?style=flat-square").getContentAsString())
                .contains("rx=\"0\"");
        String hostile = pictures.get(protectedUrl(job)
                        + "?style=%22%3E%3Cscript%3E&connection=..%2F..%2F&label=%3C%2Ftitle%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E"
                        + "%E2%80%AE" + "x".repeat(5000))
                .getContentAsString();
        assertThat(hostile).doesNotContain("<script", "\u202e").contains("&lt;/title&gt;&lt;script&gt;", "…");
        assertThat(hostile.length()).isLessThan(3000);
    }

    @Test
    void aGermanReaderGetsGermanWords() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();

        WebResponse badge = pictures.get(publicUrl(job), Map.of("Accept-Language", "de"));

        assertThat(Pictures.words(badge)).isEqualTo("Synchronisierung: keine Läufe");
    }

    private static String words(Job<?, ?> job, String parameters) throws Exception {
        return pictures.words(protectedUrl(job) + parameters);
    }

    private static String protectedUrl(Job<?, ?> job) {
        return job.getUrl() + "synchronization/badge.svg";
    }

    private static String publicUrl(Job<?, ?> job) {
        return "synchronization-badge/badge.svg?job=" + job.getFullName();
    }

    private static FreeStyleBuild build(FreeStyleProject job) throws Exception {
        return jenkins.buildAndAssertSuccess(job);
    }

    private static void record(FreeStyleBuild build, byte[] body) throws Exception {
        Recording.in(build).record("7", body);
    }

    /** Without what the server adds where it compresses. */
    private static String plain(String tag) {
        return tag.replace("--gzip", "");
    }
}
