package io.jenkins.plugins.synchronization.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.util.Secret;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.engine.Eventually;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class LiveRestartTest {

    private static final String PAGE = "synchronization/";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void pagesOfBuildsThatWaitAndThatHadNoAnswerAreThereAfterARestart() throws Throwable {
        try (PlayedApi api = PlayedApi.start()) {
            sessions.then(jenkins -> {
                api.configure();
                CredentialsProvider.lookupStores(jenkins.jenkins)
                        .iterator()
                        .next()
                        .addCredentials(
                                Domain.global(),
                                new StringCredentialsImpl(
                                        CredentialsScope.GLOBAL, "wrong", "wrong", Secret.fromString("no-token")));
                start(jenkins, "waits", api.step(""));
                api.awaitPoll();
                jenkins.waitForCompletion(start(jenkins, "lost", api.step("").replace("'itwin'", "'wrong'")));
            });
            sessions.then(jenkins -> {
                WorkflowRun waits = build(jenkins, "waits");
                Eventually.holds(() -> !BuildWaits.get().pending(waits).isEmpty());
                assertThat(text(jenkins, waits)).contains(api.api().runId(), "Next poll");
                assertThat(text(jenkins, build(jenkins, "lost")))
                        .contains("Waiting for run", "The API did not accept the token");

                api.finish("Success");
                jenkins.waitForCompletion(waits);

                assertThat(text(jenkins, waits)).contains("succeeded").doesNotContain("Next poll");
            });
        }
    }

    private static WorkflowRun start(JenkinsRule jenkins, String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun build(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class).getBuildByNumber(1);
    }

    private static String text(JenkinsRule jenkins, WorkflowRun build) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            return client.goTo(build.getUrl() + PAGE).asNormalizedText();
        }
    }
}
