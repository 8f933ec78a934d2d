package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;

/** What the end of a run means for stage, script and build. */
class StepOutcomeTest extends StepTesting {

    private static List<Result> warnings(WorkflowRun build) {
        FlowExecution execution = Objects.requireNonNull(build.getExecution());
        return new DepthFirstScanner()
                .allNodes(execution).stream()
                        .map(node -> node.getPersistentAction(WarningAction.class))
                        .filter(Objects::nonNull)
                        .map(WarningAction::getResult)
                        .toList();
    }

    @Test
    void aPartialSuccessMarksTheStageUnstableWithTheReasonAndTheScriptGoesOn() throws Exception {
        api.finish("PartialSuccess");

        WorkflowRun build = run("stage('Synchronize') { " + api.step("") + " }\necho 'went on'");

        jenkins.assertBuildStatus(Result.UNSTABLE, build);
        jenkins.assertLogContains("went on", build);
        assertThat(warnings(build)).containsExactly(Result.UNSTABLE);
    }

    @Test
    void aSkippedRunMarksTheStageNotBuiltAndTheBuildSucceeds() throws Exception {
        api.finish("Skipped");

        WorkflowRun build = run("stage('Synchronize') { " + api.step("") + " }\necho 'went on'");

        jenkins.assertBuildStatusSuccess(build);
        jenkins.assertLogContains("went on", build);
        assertThat(warnings(build)).containsExactly(Result.NOT_BUILT);
    }

    @Test
    void anErrorFailsTheStepWithTheRunsErrorTheNumberOfFailedTasksAndTheReport() throws Exception {
        api.finish("Error");

        WorkflowRun build = run("try { " + api.step("") + " } catch (e) { echo \"CAUGHT ${e.message}\"; throw e }");

        jenkins.assertBuildStatus(Result.FAILURE, build);
        String caught = JenkinsRule.getLog(build)
                .lines()
                .filter(line -> line.startsWith("CAUGHT"))
                .findFirst()
                .orElseThrow();
        assertThat(caught).contains("1 of 3 tasks failed", "One file is broken", build.getUrl() + "synchronization");
        jenkins.assertLogNotContains("at io.jenkins", build);
    }

    @Test
    void catchErrorDecidesOverTheBuildsResult() throws Exception {
        api.finish("Error");

        WorkflowRun build = run("catchError(buildResult: 'SUCCESS', stageResult: 'UNSTABLE') { " + api.step("") + " }");

        jenkins.assertBuildStatusSuccess(build);
    }

    @ParameterizedTest
    @CsvSource({
        "PartialSuccess, onPartialSuccess, SUCCESS, SUCCESS",
        "PartialSuccess, onPartialSuccess, FAILURE, FAILURE",
        "Error, onError, UNSTABLE, UNSTABLE",
        "TimedOut, onTimedOut, ABORTED, ABORTED",
        "Canceled, onCanceled, FAILURE, FAILURE",
        "Skipped, onSkipped, NOT_BUILT, NOT_BUILT",
        "Undetermined, onUndetermined, SUCCESS, SUCCESS"
    })
    void theStepMayMapAResultToAnother(String result, String argument, String mapped, String expected)
            throws Exception {
        api.finish(result);

        WorkflowRun build = run(api.step(argument + ": '" + mapped + "'"));

        jenkins.assertBuildStatus(Result.fromString(expected), build);
    }

    @Test
    void aSkippedRunThatIsMappedToSuccessDoesNotMarkTheStage() throws Exception {
        api.finish("Skipped");

        WorkflowRun build = run("stage('Synchronize') { " + api.step("onSkipped: 'SUCCESS'") + " }");

        jenkins.assertBuildStatusSuccess(build);
        assertThat(warnings(build)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Error", "Canceled", "PartialSuccess", "SomethingNew"})
    void withoutPropagationTheResultIsOnlyReturned(String result) throws Exception {
        api.finish(result);

        WorkflowRun build = run("def r = " + api.step("propagate: false") + "\necho \"got ${r.result} ${r.outcome}\"");

        jenkins.assertBuildStatusSuccess(build);
        jenkins.assertLogContains("got " + result, build);
        assertThat(warnings(build)).isEmpty();
    }

    @Test
    void aBetterResultDoesNotImproveAWorseOne() throws Exception {
        api.finish("PartialSuccess");

        WorkflowRun build = run("currentBuild.result = 'FAILURE'\n" + api.step(""));

        jenkins.assertBuildStatus(Result.FAILURE, build);
    }

    @Test
    void aCanceledRunAbortsTheBuildWithoutBeingTakenForAnInterruption() throws Exception {
        api.finish("Canceled");

        WorkflowRun build = run("retry(2) { echo 'try'; " + api.step("") + " }");

        jenkins.assertBuildStatus(Result.ABORTED, build);
        assertThat(JenkinsRule.getLog(build).split("\ntry\n", -1)).hasSize(3);
    }

    @Test
    void aMappingToSomethingUnknownIsAnErrorThatNamesTheChoices() throws Exception {
        WorkflowRun build = run(api.step("onError: 'BAD'"));

        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains(
                "onError must be one of SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED; it is “BAD”", build);
    }

    @Test
    void theStepWorksInDeclarativePipelinesAndTheirPostSections() throws Exception {
        api.finish("PartialSuccess");

        WorkflowRun build = run("pipeline { agent none\nstages { stage('S') { steps { " + api.step("")
                + " } } }\npost { unstable { echo 'post unstable'\n" + api.step("propagate: false") + " } } }");

        jenkins.assertBuildStatus(Result.UNSTABLE, build);
        jenkins.assertLogContains("post unstable", build);
    }

    @Test
    void aReplayedBuildWaitsAnew() throws Exception {
        api.finish("Success");
        WorkflowRun first = run(api.step(""));

        WorkflowRun again = (WorkflowRun)
                Objects.requireNonNull(first.getAction(ReplayAction.class).run(api.step("name: 'again'"), Map.of()))
                        .get();

        jenkins.assertBuildStatusSuccess(again);
        jenkins.assertLogContains("[again] ", again);
    }

    @Test
    void theErrorIsAtTheStepsNode() throws Exception {
        api.finish("Error");

        WorkflowRun build = run(api.step(""));

        assertThat(new DepthFirstScanner()
                        .allNodes(Objects.requireNonNull(build.getExecution())).stream()
                                .filter(node -> node.getDisplayFunctionName().equals("waitForSynchronizationRun"))
                                .map(node -> node.getPersistentAction(ErrorAction.class)))
                .hasSize(1)
                .doesNotContainNull();
    }
}
