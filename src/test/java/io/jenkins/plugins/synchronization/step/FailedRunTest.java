package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.synchronization.job.JobRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What a script, a post section and a shell can read of a run that failed, and what a second attempt changes. */
class FailedRunTest extends StepTesting {

    @Test
    void aSandboxedScriptReadsTheResultOfTheRunThatItCaught() throws Exception {
        api.finish("Error");

        WorkflowRun build = run("try { " + api.step("")
                + " } catch (e) { echo e.result.summary; echo e.result.reportUrl; echo \"reason ${e.reason}\" }");

        jenkins.assertBuildStatusSuccess(build);
        jenkins.assertLogContains("1 of 3 tasks failed (TAE_BRG_1000)", build);
        jenkins.assertLogContains(jenkins.getURL() + build.getUrl() + "synchronization/run/", build);
        jenkins.assertLogContains("reason null", build);
    }

    @Test
    void anInterruptionByACanceledRunCarriesTheResultInItsCause() throws Exception {
        api.finish("Canceled");

        WorkflowRun build =
                run("try { " + api.step("") + " } catch (e) { echo \"caught ${e.causes[0].result.result}\"; throw e }");

        jenkins.assertBuildStatus(Result.ABORTED, build);
        jenkins.assertLogContains("caught Canceled", build);
        assertThat(build.getRootDir().toPath().resolve("build.xml"))
                .content()
                .contains("RunEnded")
                .doesNotContain("<failedTasks>");
    }

    @Test
    void theStepsOfAFailedPipelineAreStoredWithoutItsFailedTasks() throws Exception {
        api.finish("Error");

        WorkflowRun build = run("stage('Models') { " + api.step("") + " }");

        jenkins.assertBuildStatus(Result.FAILURE, build);
        Path directory = build.getRootDir().toPath();
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.startsWith(directory.resolve("synchronization")))
                            .filter(file -> !file.getFileName().toString().startsWith("log")))
                    .anySatisfy(file -> assertThat(text(file)).contains("SynchronizationFailedException"))
                    .noneSatisfy(file -> assertThat(text(file)).contains("No such layer"));
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    @Test
    void withoutAResponseThereIsAReasonAndNoResult() throws Exception {
        api.api().rejectToken(api.api().validToken());

        WorkflowRun build = run("try { " + api.step("") + " } catch (e) { echo \"${e.result} ${e.reason}\" }\n"
                + "try { " + api.step("server: 'nowhere'") + " } catch (e) { echo \"${e.result} ${e.reason}\" }");

        jenkins.assertBuildStatusSuccess(build);
        jenkins.assertLogContains("null NOT_AUTHORIZED", build);
        jenkins.assertLogContains("null NOT_STARTED", build);
    }

    @Test
    void postSectionsReadTheLastRunAndEachNamedOneFromTheEnvironment() throws Exception {
        api.finish("PartialSuccess");
        api.addRun("second");
        api.finish("second", "Error");

        WorkflowRun build = run(
                "pipeline { agent none\nstages { stage('S') { steps {\n" + api.step("name: 'My bridges'")
                        + "\n" + api.step("name: 'roads'").replace(api.api().runId(), "second")
                        + "\n} } }\npost { failure {\n"
                        + "echo \"last ${env.SYNCHRONIZATION_RESULT} ${env.SYNCHRONIZATION_SUMMARY}\"\n"
                        + "echo \"of ${env.SYNCHRONIZATION_RUN_ID} ${env.SYNCHRONIZATION_CONNECTION_ID}\"\n"
                        + "echo env.SYNCHRONIZATION_REPORT_URL\n"
                        + "echo \"first ${env.SYNCHRONIZATION_MY_BRIDGES_RESULT} ${env.SYNCHRONIZATION_ROADS_RESULT}\" } } }");

        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains("last Error Error in ", build);
        jenkins.assertLogContains("of second " + api.api().connectionId(), build);
        jenkins.assertLogContains(build.getUrl() + "synchronization/run/", build);
        jenkins.assertLogContains("first PartialSuccess Error", build);
    }

    @Test
    void theVariablesOfAWaitWithoutAResultAreAboutThatWaitAndHarmlessInShells() throws Exception {
        WorkflowRun build = run("catchError { " + api.step("server: '$(id)`x`;%PATH% --upload-file @/etc/passwd - ʺx'")
                + " }\n" + "echo \"summary ${env.SYNCHRONIZATION_SUMMARY} ${env.SYNCHRONIZATION_OUTCOME}.\"");

        String line = JenkinsRule.getLog(build)
                .lines()
                .filter(text -> text.startsWith("summary "))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("id", "PATH", "FAILURE").doesNotContainPattern("[$`;%&|<>!^\"'ʺ]|(^| )[-@][^ ]");
    }

    @Test
    void aBuildWhoseSecondAttemptSucceededIsNotRed() throws Exception {
        api.finish("Error");
        api.addRun("second");
        api.finish("second", "Success");

        WorkflowRun build = run("def runs = ['" + api.api().runId() + "', 'second']\nint attempt = 0\n" + "retry(2) { "
                + api.step("").replace("'" + api.api().runId() + "'", "runs[attempt++]") + " }");

        jenkins.assertBuildStatusSuccess(build);
        assertThat(JobRuns.of(build.getParent()).last(null).getLook().word()).isEqualTo("succeeded");
        assertThat(JobRuns.of(build.getParent()).trend())
                .hasSize(1)
                .allMatch(runs -> runs.getTasks().getFailed() == 0);
    }

    @Test
    void theVariablesAreOfTheWaitThatEndedLastWhicheverBeganFirst() throws Exception {
        api.finish("Success");
        api.addRun("endless");
        String endless = api.step("").replace(api.api().runId(), "endless");

        WorkflowRun build = run("""
                parallel a: {
                    catchError { timeout(time: 5, unit: 'SECONDS') { %s } }
                    echo "last: ${env.SYNCHRONIZATION_OUTCOME}"
                }, b: { %s }
                """.formatted(endless, api.step("")));

        jenkins.assertLogContains("last: ABORTED", build);
    }

    @Test
    void runsOfDifferentNamesAreNotAttempts() throws Exception {
        api.finish("Error");
        api.addRun("second");
        api.finish("second", "Success");

        WorkflowRun build = run("catchError { " + api.step("name: 'a'") + " }\n"
                + api.step("name: 'b'").replace(api.api().runId(), "second"));

        assertThat(JobRuns.of(build.getParent()).last(null).getLook().word()).isNotEqualTo("succeeded");
    }

    @Test
    void aStepThatHoldsAnExecutorSaysSoInOneLineAndOthersDoNot() throws Exception {
        api.finish("Success");

        WorkflowRun inside = run("node { " + api.step("") + " }");
        WorkflowRun outside = run(api.step(""));

        String warning = "This step occupies an executor while it waits";
        assertThat(JenkinsRule.getLog(inside).lines().filter(line -> line.contains(warning)))
                .hasSize(1);
        jenkins.assertLogNotContains(warning, outside);
    }
}
