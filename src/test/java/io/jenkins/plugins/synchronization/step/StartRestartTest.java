package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.PlayedApi;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A Jenkins whose process is killed between the request to start a run and its response. */
class StartRestartTest {

    /** More moments: {@code -DstartRestart.kills=20}. */
    private static final int KILLS = Integer.getInteger("startRestart.kills", 2);

    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension();

    private PlayedApi api;

    @AfterEach
    void stopApi() {
        if (api != null) {
            api.close();
        }
    }

    private record Begin(String url, String tokenUrl, String token, String clientId, String secret)
            implements RealJenkinsExtension.Step {
        @Override
        public void run(JenkinsRule jenkins) throws Throwable {
            PlayedApi.configure(url, tokenUrl, token, clientId, secret);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "job");
            job.setDefinition(
                    new CpsFlowDefinition("synchronizeITwin connectionId: 'ours', credentialsId: 'itwin'", true));
            job.scheduleBuild2(0).waitForStart();
        }
    }

    @Test
    void aRunIsNeverStartedTwice() throws Throwable {
        // The first response never comes; and each process that is killed meanwhile sends its own requests.
        api = PlayedApi.start(
                StartStepTest.scenario("storage", "ours", "40s", "{at: start, onRequests: 1, late: 10m}"));
        real.withTimeout(0);
        real.startJenkins();
        real.runRemotely(new Begin(
                api.url(),
                api.api().tokenUrl().toString(),
                api.api().validToken(),
                api.api().clientId(),
                api.api().clientSecret()));
        api.api()
                .awaitRequest(
                        request -> request.method().equals("POST")
                                && request.path().contains("ours"),
                        Duration.ofMinutes(1));
        for (int kill = 1; kill <= KILLS; kill++) {
            real.stopJenkinsForcibly();
            real.startJenkins();
        }

        real.runRemotely(StartRestartTest::theBuildSucceeds);
        assertThat(api.api().runsCreated("ours")).isEqualTo(1);
    }

    private static void theBuildSucceeds(JenkinsRule jenkins) throws Throwable {
        WorkflowRun build =
                jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("Resuming the start of a synchronization run", build);
        jenkins.assertLogContains("Started run ", build);
    }
}
