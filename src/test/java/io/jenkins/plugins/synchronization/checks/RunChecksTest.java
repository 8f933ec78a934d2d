package io.jenkins.plugins.synchronization.checks;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.freestyle.SynchronizationRunBuilder;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What is published of runs where checks-api is installed. */
@WithJenkins
class RunChecksTest {

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

    private static CapturedChecks capture(Runnable before) {
        CapturedChecks checks = new CapturedChecks(before);
        ExtensionList.lookup(ChecksPublisherFactory.class).add(checks);
        return checks;
    }

    private static CapturedChecks capture() {
        return capture(() -> {});
    }

    private WorkflowRun start(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private WorkflowRun run(String script) throws Exception {
        return jenkins.waitForCompletion(start(script));
    }

    private static String title(ChecksDetails check) {
        return check.getOutput().orElseThrow().getTitle().orElseThrow();
    }

    private static String summary(ChecksDetails check) {
        return check.getOutput().orElseThrow().getSummary().orElseThrow();
    }

    @Test
    void aStartThatFailsIsPublished() throws Exception {
        CapturedChecks checks = capture();

        run(
                "synchronizeITwin connectionId: 'none', credentialsId: 'itwin', name: 'model', manifest: '{\"sourceFiles\": []}'");

        ChecksDetails check = checks.next();
        assertThat(check.getName()).contains("iTwin Synchronization / model");
        assertThat(check.getStatus()).isEqualTo(ChecksStatus.COMPLETED);
        assertThat(check.getConclusion()).isEqualTo(ChecksConclusion.FAILURE);
    }

    @Test
    void aRunIsInProgressAndThenCompletedWithItsFailedTasksAndALinkToTheReport() throws Exception {
        CapturedChecks checks = capture();
        WorkflowRun build = start(api.step("name: 'model'"));
        ChecksDetails waiting = checks.next();
        assertThat(waiting.getName()).contains("iTwin Synchronization / model");
        assertThat(waiting.getStatus()).isEqualTo(ChecksStatus.IN_PROGRESS);
        assertThat(summary(waiting)).contains("Run: ` " + api.api().runId() + " `");

        api.finish("Error");

        ChecksDetails completed = checks.next();
        assertThat(completed.getName()).isEqualTo(waiting.getName());
        assertThat(completed.getStatus()).isEqualTo(ChecksStatus.COMPLETED);
        assertThat(completed.getConclusion()).isEqualTo(ChecksConclusion.FAILURE);
        assertThat(title(completed)).startsWith("Error in").contains("1 of 3 tasks failed (TAE_BRG_1000)");
        assertThat(summary(completed)).contains("Error: ` One file is broken `");
        assertThat(completed.getOutput().orElseThrow().getText().orElseThrow())
                .isEqualTo("### Failed tasks\n\n- ` c.dwg ` ` Error ` ` TAE_BRG_1000 ` ` No such layer `");
        assertThat(completed.getDetailsURL().orElseThrow())
                .startsWith(jenkins.getURL() + build.getUrl() + "synchronization/run/");
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "Success; \"\"; SUCCESS",
                "PartialSuccess; \"\"; FAILURE",
                "PartialSuccess; onPartialSuccess: 'SUCCESS'; SUCCESS",
                "Error; propagate: false; FAILURE",
                "Canceled; \"\"; CANCELED",
                "Skipped; \"\"; SUCCESS",
                "Skipped; onSkipped: 'NOT_BUILT'; SKIPPED"
            })
    void theConclusionFollowsWhatTheResultMeansForTheBuild(String result, String argument, ChecksConclusion conclusion)
            throws Exception {
        CapturedChecks checks = capture();
        api.finish(result);

        run(api.step(argument));

        checks.next();
        assertThat(checks.next().getConclusion()).isEqualTo(conclusion);
    }

    @Test
    void aWaitThatIsAbortedIsCanceled() throws Exception {
        CapturedChecks checks = capture();
        WorkflowRun build = start(api.step(""));
        api.awaitPoll();

        build.doStop();

        checks.next();
        ChecksDetails completed = checks.next();
        assertThat(completed.getConclusion()).isEqualTo(ChecksConclusion.CANCELED);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(completed.getName())
                .contains("iTwin Synchronization / " + api.api().connectionId());
    }

    @Test
    void aWaitThatCannotBeginIsAFailureThatSaysWhy() throws Exception {
        CapturedChecks checks = capture();

        run(api.step("timeoutMinutes: -1"));

        ChecksDetails completed = checks.next();
        assertThat(completed.getConclusion()).isEqualTo(ChecksConclusion.FAILURE);
        assertThat(summary(completed)).contains("timeoutMinutes");
    }

    @Test
    void aBuildStepIsPublishedAsWell() throws Exception {
        CapturedChecks checks = capture();
        api.finish("Success");
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList()
                .add(new SynchronizationRunBuilder(
                        api.api().connectionId(), api.api().runId(), PlayedApi.TOKEN_ID));

        jenkins.buildAndAssertSuccess(job);

        checks.next();
        assertThat(checks.next().getConclusion()).isEqualTo(ChecksConclusion.SUCCESS);
    }

    @Test
    void nothingIsPublishedIfTheStepSaysSo() throws Exception {
        CapturedChecks checks = capture();
        api.finish("Success");

        run(api.step("skipPublishingChecks: true, name: 'silent'"));
        run(api.step("name: 'published'"));

        assertThat(checks.next().getName()).contains("iTwin Synchronization / published");
    }

    @Test
    void aPublisherThatNeverReturnsHoldsUpNoBuild() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        CapturedChecks checks = capture(() -> {
            try {
                released.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        api.finish("Success");

        jenkins.assertBuildStatusSuccess(run(api.step("")));

        assertThat(checks.isEmpty()).isTrue();
        released.countDown();
        checks.next();
        assertThat(checks.next().getStatus()).isEqualTo(ChecksStatus.COMPLETED);
    }

    @Test
    void aPublisherThatFailsChangesNothing() throws Exception {
        capture(() -> {
            throw new NoClassDefFoundError("of the publisher");
        });
        api.finish("Success");

        jenkins.assertBuildStatusSuccess(run(api.step("")));
    }

    @Test
    void withoutASuitablePublisherTheLogSaysNothingOfChecks() throws Exception {
        api.finish("Success");

        WorkflowRun build = run(api.step(""));

        jenkins.assertBuildStatusSuccess(build);
        jenkins.assertLogNotContains("checks publisher", build);
    }
}
