package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import java.util.List;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.Test;

/** Waits that end before their run does, and waits beside each other. */
class StepEndTest extends StepTesting {

    private void expectNoWaits() {
        assertThat(BuildWaits.get().list()).isEmpty();
    }

    @Test
    void anAbortedBuildEndsItsWait() throws Exception {
        WorkflowRun build = start(api.step(""));
        api.awaitPoll();

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        expectNoWaits();
    }

    @Test
    void aBuildThatIsKilledEndsItsWait() throws Exception {
        WorkflowRun build = start(api.step(""));
        api.awaitPoll();

        build.doKill();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        expectNoWaits();
    }

    @Test
    void theTimeoutStepEndsTheWait() throws Exception {
        WorkflowRun build =
                jenkins.waitForCompletion(start("timeout(time: 2, unit: 'SECONDS') { " + api.step("") + " }"));

        jenkins.assertBuildStatus(Result.ABORTED, build);
        jenkins.assertLogContains("Timeout has been exceeded", build);
        expectNoWaits();
    }

    @Test
    void failFastEndsTheWaitOfTheOtherBranch() throws Exception {
        WorkflowRun build = jenkins.waitForCompletion(
                start("parallel a: { " + api.step("") + " }, b: { error 'b failed' }, failFast: true"));

        jenkins.assertBuildStatus(Result.FAILURE, build);
        expectNoWaits();
    }

    @Test
    void aDeletedBuildEndsItsWait() throws Exception {
        WorkflowRun build = start(api.step(""));
        api.awaitPoll();

        build.doKill();
        jenkins.waitForCompletion(build);
        build.delete();

        expectNoWaits();
    }

    @Test
    void twoWaitsInOneBuildEndEachWithItsOwnRun() throws Exception {
        api.addRun("other");
        WorkflowRun build = start("parallel a: { echo \"a ${" + api.step("name: 'A', propagate: false")
                + ".result}\" }, b: { echo \"b ${"
                + api.step("name: 'B', propagate: false").replace(api.api().runId(), "other") + ".result}\" }");
        api.awaitPoll();
        api.finish("Success");
        api.finish("other", "Error");

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));

        jenkins.assertLogContains("a Success", build);
        jenkins.assertLogContains("b Error", build);
        jenkins.assertLogContains("[A] ", build);
    }

    @Test
    void aRunThatManyBuildsWaitForIsPolledOnce() throws Exception {
        List<WorkflowRun> builds = IntStream.range(0, 5)
                .mapToObj(i -> {
                    try {
                        return start(api.step(""));
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
        for (WorkflowRun build : builds) {
            jenkins.waitForMessage("Waiting", build);
        }
        api.awaitNextPoll();
        api.finish("Success");
        for (WorkflowRun build : builds) {
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        }

        assertThat(api.api().requests().stream()
                        .map(request -> request.header("x-correlation-id"))
                        .distinct())
                .hasSize(1)
                .doesNotContain("");
    }

    @Test
    void theStatusOfTheStepSaysHowTheRunStands() throws Exception {
        WorkflowRun build = start(api.step(""));
        jenkins.waitForMessage("1 of 2 tasks", build);

        List<StepExecution> executions =
                build.getExecution().getCurrentExecutions(true).get();

        assertThat(executions).singleElement().satisfies(execution -> assertThat(execution.getStatus())
                .startsWith("Executing, 1 of 2 tasks completed, "));
        build.doStop();
        jenkins.waitForCompletion(build);
    }
}
