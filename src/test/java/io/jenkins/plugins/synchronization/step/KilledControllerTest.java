package io.jenkins.plugins.synchronization.step;

import hudson.model.Result;
import io.jenkins.plugins.synchronization.PlayedApi;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The step in a Jenkins whose process is killed, as by a power cut, while builds wait. */
class KilledControllerTest {

    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension();

    private PlayedApi api;

    @BeforeEach
    void startApi() throws Exception {
        api = PlayedApi.start();
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    @Test
    void buildsThatWaitGoOnAfterTheProcessWasKilledAndCanBeAborted() throws Throwable {
        api.addRun("other");
        real.startJenkins();
        real.runRemotely(new Begin(
                api.url(),
                api.api().tokenUrl().toString(),
                api.api().validToken(),
                api.api().clientId(),
                api.api().clientSecret(),
                api.step(""),
                api.step("").replace(api.api().runId(), "other")));
        api.awaitPoll();
        api.api().awaitRequest(request -> request.path().endsWith("/other"), java.time.Duration.ofSeconds(60));

        real.stopJenkinsForcibly();
        api.finish("Success");
        real.startJenkins();

        real.runRemotely(KilledControllerTest::oneEndsAndTheOtherIsAborted);
    }

    private record Begin(
            String url, String tokenUrl, String token, String clientId, String secret, String first, String second)
            implements RealJenkinsExtension.Step {
        @Override
        public void run(JenkinsRule jenkins) throws Throwable {
            PlayedApi.configure(url, tokenUrl, token, clientId, secret);
            start(jenkins, "first", first);
            start(jenkins, "second", second);
        }

        private static void start(JenkinsRule jenkins, String name, String script) throws Exception {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
            job.setDefinition(new CpsFlowDefinition(script, true));
            job.scheduleBuild2(0).waitForStart();
        }
    }

    private static void oneEndsAndTheOtherIsAborted(JenkinsRule jenkins) throws Throwable {
        WorkflowRun first =
                jenkins.jenkins.getItemByFullName("first", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(first));
        WorkflowRun second =
                jenkins.jenkins.getItemByFullName("second", WorkflowJob.class).getBuildByNumber(1);
        second.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(second));
    }
}
