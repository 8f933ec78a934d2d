package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.simulator.Scenario;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;

/** What users read in the log when there is no answer. */
class StepFailureTest extends StepTesting {

    private void expectFailure(String script, String... texts) throws Exception {
        WorkflowRun build = jenkins.waitForCompletion(start(script));
        jenkins.assertBuildStatus(Result.FAILURE, build);
        assertThat(JenkinsRule.getLog(build)).contains(texts).doesNotContain("\tat ");
    }

    private void troubled(String troubles) {
        api.api().addRun(api.api().runId(), Scenario.parse("""
                states: [{state: Executing, for: 0s}]
                result: Success
                troubles: [%s]
                """.formatted(troubles)));
    }

    @Test
    void aTokenThatIsRefusedNamesTheCredentialTheStatusAndTheCode() throws Exception {
        api.api().rejectToken(api.api().validToken());

        expectFailure(api.step(""), "401", "Unauthorized", "itwin", api.api().runId(), "orrelation");
    }

    @ParameterizedTest
    @CsvSource({"403, InsufficientPermissions", "422, InvalidManifestConnectionRunRequest", "400, BadThing"})
    void aRequestThatIsRefusedNamesTheStatusAndTheCode(int status, String code) throws Exception {
        troubled("{status: %d, code: %s, message: Not for you}".formatted(status, code));

        expectFailure(
                api.step(""),
                Integer.toString(status),
                code,
                "Not for you",
                api.api().runId(),
                "orrelation");
    }

    @Test
    void aWrongServerUrlIsToldFromARunThatIsNotThere() throws Exception {
        troubled("{status: 404, code: OperationNotFound, message: No such operation}");

        expectFailure(api.step(""), "404", "OperationNotFound", "URL");
    }

    @Test
    void throttlingAndOutagesAreOneLineEachAndTheBuildSucceeds() throws Exception {
        troubled("{onRequests: 1, status: 429, retryAfter: 1}, {onRequests: 2..3, status: 503, body: html}");

        WorkflowRun build = jenkins.waitForCompletion(start(api.step("")));

        jenkins.assertBuildStatusSuccess(build);
        String log = JenkinsRule.getLog(build);
        assertThat(log.lines().filter(line -> line.contains("HTTP 429"))).hasSize(1);
        assertThat(log.lines().filter(line -> line.contains("HTTP 503"))).hasSize(1);
        assertThat(log).doesNotContain("<html");
    }

    @Test
    void aMissingCredentialIsNamed() throws Exception {
        expectFailure(api.step("").replace("'itwin'", "'nope'"), "nope", "Cannot find credentials");
    }

    @Test
    void aServerThatIsNotConfiguredIsNamedAndSoAreThoseThatAre() throws Exception {
        expectFailure(api.step("server: 'elsewhere'"), "elsewhere", PlayedApi.SERVER, "iTwin Platform");
    }

    @ParameterizedTest
    @CsvSource({
        "'../x', The URL of the run does not lead to a run",
        "'a b', runId",
        "'%2f', runId",
        "'https://evil.example/', The URL of the run is not on the server",
        "'', runId"
    })
    void anIdThatIsNoneIsRefusedBeforeAnythingIsSent(String id, String message) throws Exception {
        expectFailure(api.step("").replace(api.api().runId(), id), message);
        assertThat(api.polls()).isZero();
    }

    @Test
    void aServerCannotBeGivenAsAUrl() throws Exception {
        expectFailure(api.step("server: 'https://evil.example'"), "evil.example", "server");
        assertThat(api.polls()).isZero();
    }

    @Test
    void withoutPropagationAMissingAnswerStillFailsTheStep() throws Exception {
        api.api().rejectToken(api.api().validToken());

        expectFailure(api.step("propagate: false"), "401");
    }
}
