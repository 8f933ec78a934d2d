package io.jenkins.plugins.synchronization.step;

import io.jenkins.plugins.synchronization.PlayedApi;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The step's form: in the Snippet Generator, and back. */
@WithJenkins
class StepFormTest {

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

    private static WaitForSynchronizationRunStep plain() {
        return new WaitForSynchronizationRunStep("connection", "run", PlayedApi.TOKEN_ID);
    }

    private static WaitForSynchronizationRunStep full() {
        WaitForSynchronizationRunStep step =
                new WaitForSynchronizationRunStep("connection", "run", PlayedApi.CLIENT_ID);
        step.setServer(PlayedApi.SERVER);
        step.setConnectionType("storage");
        step.setTimeoutMinutes(90);
        step.setName("model");
        step.setFileNames("a,Plant.dgn");
        step.setArchiveReport(true);
        step.setSkipPublishingChecks(true);
        step.setPropagate(false);
        step.setOnPartialSuccess("FAILURE");
        step.setOnError("UNSTABLE");
        step.setOnTimedOut("ABORTED");
        step.setOnCanceled("NOT_BUILT");
        step.setOnSkipped("UNSTABLE");
        step.setOnUndetermined("UNSTABLE");
        return step;
    }

    @Test
    void theFormLosesNothing() throws Exception {
        StepConfigTester form = new StepConfigTester(jenkins);

        jenkins.assertEqualDataBoundBeans(plain(), form.configRoundTrip(plain()));
        jenkins.assertEqualDataBoundBeans(full(), form.configRoundTrip(full()));
    }

    @Test
    void theSnippetGeneratorWritesOnlyWhatIsNotTheDefault() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);

        snippets.assertRoundTrip(
                plain(), "waitForSynchronizationRun connectionId: 'connection', credentialsId: 'itwin', runId: 'run'");
        snippets.assertRoundTrip(
                full(),
                "waitForSynchronizationRun archiveReport: true, connectionId: 'connection', connectionType: 'storage',"
                        + " credentialsId: 'itwin-client', fileNames: 'a,Plant.dgn', name: 'model', onCanceled: 'NOT_BUILT', onError: 'UNSTABLE',"
                        + " onPartialSuccess: 'FAILURE', onSkipped: 'UNSTABLE', onTimedOut: 'ABORTED',"
                        + " onUndetermined: 'UNSTABLE', propagate: false, runId: 'run', server: 'played', skipPublishingChecks: true,"
                        + " timeoutMinutes: 90");
    }
}
