package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.changes.EarlierDurations;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.recording.Recording;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Earlier builds show how long a run takes. */
@WithJenkins
class EarlierRunsTest {

    private JenkinsRule jenkins;
    private PlayedApi api;

    @BeforeEach
    void startApi(JenkinsRule rule) throws Exception {
        jenkins = rule;
        api = PlayedApi.start();
        api.configure();
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    private WorkflowJob job() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "job");
        job.setDefinition(new CpsFlowDefinition("echo 'none'", true));
        return job;
    }

    private void buildWithRun(WorkflowJob job, int minutes, String result) throws Exception {
        WorkflowRun build = jenkins.buildAndAssertSuccess(job);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        String body =
                "{\"run\":{\"startDateTime\":\"%s\",\"endDateTime\":\"%s\",\"state\":\"Completed\",\"result\":\"%s\"}}"
                        .formatted(start, start.plus(Duration.ofMinutes(minutes)), result);
        Recording.in(build)
                .at(ServerUrl.parse(api.url()))
                .of(ConnectionType.MANIFEST, api.api().connectionId(), "run-" + build.getNumber())
                .record("1", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theLogTheStatusAndThePagesSayHowLongARunUsuallyTakes() throws Exception {
        WorkflowJob job = job();
        buildWithRun(job, 12, "Success");
        buildWithRun(job, 15, "Error");
        buildWithRun(job, 18, "PartialSuccess");
        job.setDefinition(new CpsFlowDefinition(api.step(""), true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("The run is executing", build);

        jenkins.waitForMessage("Earlier runs of this connection usually took 13 to 17 min", build);
        BuildWait wait = BuildWaits.get().list().get(0);
        assertThat(WaitStatusText.of(wait.seen(), Instant.now())).containsPattern("usually [0-9]+ to [0-9]+ min more");
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage page = browser.goTo(build.getUrl() + "synchronization/");
            assertThat(page.asNormalizedText()).containsPattern("usually [0-9]+ to [0-9]+ min more");
            assertThat(page.<DomElement>getFirstByXPath("//*[@role='progressbar']")
                            .getAttribute("aria-valuetext"))
                    .containsPattern("usually [0-9]+ to [0-9]+ min more");
            assertThat(browser.goTo("manage/synchronization-waits/").asNormalizedText())
                    .containsPattern("usually [0-9]+ to [0-9]+ min more");
        }
        api.finish("Success");
        jenkins.waitForCompletion(build);
    }

    @Test
    void onlyCompletedRunsOfTheConnectionInEarlierBuildsCount() throws Exception {
        WorkflowJob job = job();
        buildWithRun(job, 10, "Success");
        buildWithRun(job, 1, "Canceled");
        buildWithRun(job, 20, "Success");
        buildWithRun(job, 30, "Success");
        WorkflowRun last = job.getLastBuild();
        RunAddress same = new RunAddress(
                ServerUrl.parse(api.url()), ConnectionType.MANIFEST, api.api().connectionId(), "new");
        RunAddress other = new RunAddress(ServerUrl.parse(api.url()), ConnectionType.MANIFEST, "other", "new");

        assertThat(EarlierDurations.before(last, same).durations())
                .containsExactly(Duration.ofMinutes(10), Duration.ofMinutes(20));
        assertThat(EarlierDurations.before(last, other).durations()).isEmpty();
    }
}
