package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.storage.Bodies;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** The step in a Jenkins that is shut down while a build waits, and comes back. */
class RestartTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private PlayedApi api;

    @BeforeEach
    void startApi() throws Exception {
        api = PlayedApi.start();
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    private void startAndShutDown(String script) throws Throwable {
        sessions.then(jenkins -> {
            api.configure();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "job");
            job.setDefinition(new CpsFlowDefinition(script, true));
            job.scheduleBuild2(0).waitForStart();
            api.awaitPoll();
        });
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
    }

    @Test
    void aBuildThatWaitsGoesOnAfterARestartAndCanUseTheResultAfterAnother() throws Throwable {
        startAndShutDown("def run = " + api.step("")
                + "\nsemaphoreLike = waitForSynchronizationRun(connectionId: '"
                + api.api().connectionId()
                + "', runId: 'second', credentialsId: 'itwin')\necho run.summary");
        api.addRun("second");
        sessions.then(jenkins -> {
            api.awaitNextPoll();
            api.finish("PartialSuccess");
            api.api().awaitRequest(request -> request.path().endsWith("/second"), Duration.ofSeconds(60));
        });
        sessions.then(jenkins -> {
            api.finish("second", "Success");
            WorkflowRun build = jenkins.waitForCompletion(build(jenkins));
            jenkins.assertBuildStatus(Result.UNSTABLE, build);
            jenkins.assertLogContains("Resuming wait for run " + api.api().runId(), build);
            jenkins.assertLogContains("1 of 3 tasks failed (TAE_BRG_1000)", build);
        });
    }

    @Test
    void aCaughtFailureStillHasItsResultAfterARestart() throws Throwable {
        startAndShutDown("def failed = null\ntry { " + api.step("") + " } catch (e) { failed = e }\n"
                + "waitForSynchronizationRun(connectionId: '" + api.api().connectionId()
                + "', runId: 'second', credentialsId: 'itwin')\necho \"then ${failed.result.summary}\"");
        api.addRun("second");
        sessions.then(jenkins -> {
            api.awaitNextPoll();
            api.finish("Error");
            api.api().awaitRequest(request -> request.path().endsWith("/second"), Duration.ofSeconds(60));
        });
        sessions.then(jenkins -> {
            api.finish("second", "Success");
            WorkflowRun build = jenkins.waitForCompletion(build(jenkins));
            jenkins.assertBuildStatusSuccess(build);
            jenkins.assertLogContains("then Error in ", build);
        });
    }

    @Test
    void aCaughtStartThatFailedStillHasItsReasonAfterARestart() throws Throwable {
        startAndShutDown("def failed = null\n"
                + "try { synchronizeITwin connectionId: 'nowhere', credentialsId: 'itwin' } catch (e) { failed = e }\n"
                + api.step("") + "\necho \"then ${failed.result} ${failed.reason}\"");
        sessions.then(jenkins -> {
            api.finish("Success");
            WorkflowRun build = jenkins.waitForCompletion(build(jenkins));
            jenkins.assertBuildStatusSuccess(build);
            jenkins.assertLogContains("then null REFUSED", build);
        });
    }

    @Test
    void namesOfFilesSurviveARestart() throws Throwable {
        startAndShutDown("def run = " + api.step("propagate: false, fileNames: ['c.dwg': 'Plant.dwg']")
                + "\necho \"${run.failedTasks[0].file} is ${run.failedTasks[0].fileId}\"");
        sessions.then(jenkins -> {
            api.finish("PartialSuccess");
            jenkins.assertLogContains("Plant.dwg is c.dwg", jenkins.waitForCompletion(build(jenkins)));
        });
    }

    @Test
    void aBuildThatWaitsCanBeAbortedAfterARestart() throws Throwable {
        startAndShutDown(api.step(""));
        sessions.then(jenkins -> {
            api.awaitNextPoll();
            WorkflowRun build = build(jenkins);
            build.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            assertThat(BuildWaits.get().list()).isEmpty();
        });
    }

    @Test
    void aRunThatWasStoredBeforeTheRestartIsUsedWithoutAnotherRequest() throws Throwable {
        sessions.then(jenkins -> {
            api.configure();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "job");
            job.setDefinition(new CpsFlowDefinition(
                    "def run = " + api.step("") + "\necho \"${run.summary}, ${run.failedTasks.size()}\"", true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            api.awaitPoll();
            // As if the process was killed between storing the run and going on with the pipeline.
            String key = BuildWaits.get().pending(build).get(0).key();
            Recording.in(build).record(key, Bodies.threeJobs());
        });
        long polls = api.polls();
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.waitForCompletion(build(jenkins));
            jenkins.assertBuildStatus(Result.UNSTABLE, build);
            jenkins.assertLogContains("2 of 12 tasks failed", build);
            assertThat(api.polls()).isEqualTo(polls);
            assertThat(SynchronizationAction.of(build).getRuns()).hasSize(1);
        });
    }

    @Test
    void aRunThatEndedWhileJenkinsWasDownBeyondTheDeadlineStillGivesItsResult() throws Throwable {
        sessions.then(jenkins -> {
            api.configure();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "job");
            job.setDefinition(new CpsFlowDefinition(api.step("timeoutMinutes: 60"), true));
            job.scheduleBuild2(0).waitForStart();
            api.awaitPoll();
            beginTwoHoursAgo();
        });
        api.finish("Success");
        sessions.then(jenkins -> jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build(jenkins))));
    }

    @Test
    void aRunThatStillExecutesAfterTheDeadlinePassedWhileJenkinsWasDownTimesOut() throws Throwable {
        sessions.then(jenkins -> {
            api.configure();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "job");
            job.setDefinition(new CpsFlowDefinition(api.step("timeoutMinutes: 60"), true));
            job.scheduleBuild2(0).waitForStart();
            api.awaitPoll();
            beginTwoHoursAgo();
        });
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.waitForCompletion(build(jenkins));
            jenkins.assertBuildStatus(Result.FAILURE, build);
            jenkins.assertLogContains("Timed out after", build);
        });
    }

    /** As if the wait had begun long before: the time that Jenkins is down cannot be two hours here. */
    private static void beginTwoHoursAgo() throws Exception {
        StepExecution.acceptAll(execution -> {
                    try {
                        Field begun = execution.getClass().getDeclaredField("begun");
                        begun.setAccessible(true);
                        begun.setLong(execution, System.currentTimeMillis() - TimeUnit.HOURS.toMillis(2));
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .get();
    }

    @Test
    void twentyWaitsInParallelSurviveARestartAndEachEndsOnce() throws Throwable {
        for (int i = 0; i < 20; i++) {
            api.addRun("run" + i);
        }
        startAndShutDown("parallel "
                + IntStream.range(0, 20)
                        .mapToObj(i -> "b" + i + ": { def r = waitForSynchronizationRun(connectionId: '"
                                + api.api().connectionId() + "', runId: 'run" + i
                                + "', credentialsId: 'itwin'); echo \"ended ${r.runId} ${r.result}\" }")
                        .collect(Collectors.joining(", ")));
        for (int i = 0; i < 20; i++) {
            api.finish("run" + i, "Success");
        }
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.waitForCompletion(build(jenkins));
            jenkins.assertBuildStatusSuccess(build);
            String log = JenkinsRule.getLog(build);
            for (int i = 0; i < 20; i++) {
                assertThat(log.split("ended run" + i + " Success", -1))
                        .as("run" + i)
                        .hasSize(2);
            }
        });
    }
}
