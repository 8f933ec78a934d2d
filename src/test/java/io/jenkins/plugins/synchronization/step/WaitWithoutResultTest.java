package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.synchronization.engine.Eventually;
import io.jenkins.plugins.synchronization.job.JobRuns;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;

/** A wait without a result counts: in the build, on the job, in the remote API. */
class WaitWithoutResultTest extends StepTesting {

    private WorkflowJob job;

    private WorkflowRun buildAfterAGreenOne(String script) throws Exception {
        job = jenkins.createProject(WorkflowJob.class);
        api.addRun("green");
        api.finish("green", "Success");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(
                start(job, api.step("").replace(api.api().runId(), "green"))));
        assertThat(lookOfTheJob()).isEqualTo("succeeded");
        return start(job, script);
    }

    private String lookOfTheJob() {
        return JobRuns.of(job).last(null).getLook().word();
    }

    private void assertEnded(WorkflowRun build, String reason, String look, String... texts) {
        assertThat(SynchronizationAction.of(build).getRuns()).isEmpty();
        assertThat(SynchronizationAction.of(build).getEndedWaits())
                .singleElement()
                .satisfies(wait -> {
                    assertThat(wait.getReason()).isEqualTo(reason);
                    assertThat(wait.getMessage()).contains(texts);
                });
        assertThat(lookOfTheJob()).isEqualTo(look);
        assertThat(JobRuns.of(job).lastCompleted().getBuild()).isSameAs(build);
        assertThat(JobRuns.of(job).trend()).hasSize(2);
    }

    @Test
    void aTokenThatIsRefused() throws Exception {
        WorkflowRun build = buildAfterAGreenOne("sleep 0");
        jenkins.waitForCompletion(build);
        api.api().rejectToken(api.api().validToken());

        build = jenkins.waitForCompletion(start(job, api.step("name: 'model'")));

        jenkins.assertBuildStatus(Result.FAILURE, build);
        assertEnded(build, "NOT_AUTHORIZED", "no result", "401", api.api().runId());
        EndedWait wait = SynchronizationAction.of(build).getEndedWaits().get(0);
        assertThat(wait.getCause())
                .startsWith("The API did not accept the token")
                .doesNotContain(api.api().runId(), wait.getCorrelationId());
        assertThat(wait.getRemedy()).startsWith("Check ");
        assertThat(jenkins.createWebClient().getPage(build, "synchronization/").asNormalizedText())
                .contains(wait.getCause(), "What to do", wait.getRemedy(), "Correlation ID", wait.getCorrelationId());
        String json = jenkins.createWebClient()
                .goTo(build.getUrl() + "synchronization/api/json?depth=2", "application/json")
                .getWebResponse()
                .getContentAsString();
        assertThat(json).contains("\"endedWaits\"", "\"reason\":\"NOT_AUTHORIZED\"", "\"label\":\"model\"", "401");
    }

    @Test
    void credentialsThatDoNotExist() throws Exception {
        WorkflowRun build =
                jenkins.waitForCompletion(buildAfterAGreenOne(api.step("").replace("'itwin'", "'nope'")));

        assertEnded(build, "CREDENTIAL", "no result", "nope");
    }

    @Test
    void aServerThatDoesNotExist() throws Exception {
        WorkflowRun build = jenkins.waitForCompletion(buildAfterAGreenOne(api.step("server: 'elsewhere'")));

        assertEnded(build, EndedWait.NOT_STARTED, "no result", "elsewhere");
    }

    @Test
    void anAbort() throws Exception {
        WorkflowRun build = buildAfterAGreenOne(api.step(""));
        api.awaitNextPoll();

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        awaitEndedWait(build);
        assertEnded(build, EndedWait.ABORTED, "aborted", "Aborted");
    }

    @Test
    void aKill() throws Exception {
        WorkflowRun build = buildAfterAGreenOne(api.step(""));
        api.awaitNextPoll();

        build.doKill();

        jenkins.waitForCompletion(build);
        awaitEndedWait(build);
        assertEnded(build, EndedWait.ABORTED, "aborted", "no longer running");
    }

    @Test
    void aResultUnderAnotherNameInTheSameBuildDoesNotHideIt() throws Exception {
        api.addRun("other");
        api.finish("other", "Success");
        WorkflowRun build =
                jenkins.waitForCompletion(buildAfterAGreenOne("catchError { " + api.step("server: 'elsewhere'") + " }\n"
                        + api.step("name: 'other'").replace(api.api().runId(), "other")));

        assertThat(SynchronizationAction.of(build).getRuns()).hasSize(1);
        assertThat(SynchronizationAction.of(build).getEndedWaits()).hasSize(1);
        assertThat(lookOfTheJob()).isEqualTo("no result");
    }

    @Test
    void itIsStoredInTheBuild() throws Exception {
        WorkflowRun build =
                jenkins.waitForCompletion(buildAfterAGreenOne(api.step("").replace("'itwin'", "'nope'")));

        build.reload();

        assertEnded(build, "CREDENTIAL", "no result", "nope");
    }

    private static void awaitEndedWait(WorkflowRun build) throws Exception {
        Eventually.holds(() -> !SynchronizationAction.of(build).getEndedWaits().isEmpty());
    }
}
