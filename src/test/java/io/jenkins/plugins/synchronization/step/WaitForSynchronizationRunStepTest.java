package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The step in a Jenkins that is not restarted. */
class WaitForSynchronizationRunStepTest extends StepTesting {

    @Test
    void aBuildWaitsOutsideOfAnyNodeUntilTheRunIsOverAndGetsWhatItsScriptAsksFor() throws Exception {
        WorkflowRun build = start(
                "def run = " + api.step("")
                        + "\necho \"${run.result}: ${run.tasks.failed} of ${run.tasks.total}, ${run.error.key}, ${run.failedTasks[0].errorCode}\"\necho run.summary");
        api.awaitPoll();
        assertThat(build.isBuilding()).isTrue();
        assertThat(jenkins.jenkins.toComputer().countBusy()).isZero();

        api.finish("PartialSuccess");

        jenkins.assertBuildStatus(Result.UNSTABLE, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("PartialSuccess: 1 of 3, SomeTasksFailed, TAE_BRG_1000", build);
    }

    @ParameterizedTest
    @CsvSource({
        "Success, SUCCESS",
        "PartialSuccess, UNSTABLE",
        "Error, FAILURE",
        "TimedOut, FAILURE",
        "Undetermined, FAILURE",
        "Canceled, ABORTED",
        "Skipped, SUCCESS",
        "SomethingNew, FAILURE"
    })
    void theRunsResultBecomesTheBuilds(String result, String expected) throws Exception {
        api.finish(result);

        WorkflowRun build = jenkins.waitForCompletion(start(api.step("")));

        jenkins.assertBuildStatus(Result.fromString(expected), build);
    }

    @Test
    void aScriptAndTheLogTellWhatChangedSinceTheBuildBefore() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);

        WorkflowRun first = whatChanged(job, "first", "Success");
        WorkflowRun second = whatChanged(job, "second", "PartialSuccess");

        jenkins.assertLogContains("0 new, 0 still, 0 fixed since null", first);
        jenkins.assertLogNotContains("newly failed", first);
        jenkins.assertLogContains("1 new, 0 still, 0 fixed since 1", second);
        jenkins.assertLogContains("1 newly failed, 0 still failing, 0 fixed, compared with build #1", second);
    }

    private WorkflowRun whatChanged(WorkflowJob job, String runId, String result) throws Exception {
        api.finish(runId, result);
        String step = api.step("").replace(api.api().runId(), runId);
        return jenkins.waitForCompletion(
                start(
                        job,
                        "def c = " + step + ".changes\n"
                                + "echo \"${c.newlyFailed} new, ${c.stillFailing} still, ${c.fixed} fixed since ${c.comparedWithBuild}\""));
    }
}
