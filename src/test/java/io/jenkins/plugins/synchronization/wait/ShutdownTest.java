package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.PlayedApi;
import java.time.Duration;
import java.util.List;
import jenkins.model.JenkinsLocationConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What is left of the waits in a Jenkins that is shut down while builds wait. */
class ShutdownTest {

    private static final Duration GENEROUS = Duration.ofSeconds(30);

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void noThreadIsLeftAndNothingIsAskedForAnyMoreUntilJenkinsIsBack() throws Throwable {
        try (PlayedApi api = PlayedApi.start()) {
            sessions.then(jenkins -> {
                api.configure();
                WorkflowJob job = jenkins.createProject(WorkflowJob.class, "job");
                job.setDefinition(new CpsFlowDefinition(api.step(""), true));
                job.scheduleBuild2(0).waitForStart();
                api.awaitPoll();
                assertThat(ourThreads()).isNotEmpty();
            });
            List<Thread> left = ourThreads();
            for (Thread thread : left) {
                thread.join(GENEROUS.toMillis());
            }
            assertThat(ourThreads()).isEmpty();
            long polls = api.polls();

            sessions.then(jenkins -> {
                WorkflowRun build = jenkins.jenkins
                        .getItemByFullName("job", WorkflowJob.class)
                        .getBuildByNumber(1);
                assertThat(build.isBuilding()).isTrue();
                api.awaitNextPoll();
                assertThat(api.polls()).isGreaterThan(polls);
                api.finish("Success");
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            });
        }
    }

    private static List<Thread> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("itwin-synchronization"))
                .toList();
    }

    @Test
    void withoutARootUrlTheReportIsNamedByItsPath() throws Throwable {
        try (PlayedApi api = PlayedApi.start()) {
            api.finish("PartialSuccess");
            sessions.then(jenkins -> {
                api.configure();
                jenkins.jenkins
                        .getExtensionList(JenkinsLocationConfiguration.class)
                        .get(0)
                        .setUrl(null);
                WorkflowJob job = jenkins.createProject(WorkflowJob.class, "job");
                job.setDefinition(
                        new CpsFlowDefinition("def r = " + api.step("") + "\necho \"at <${r.reportUrl}>\"", true));
                WorkflowRun build =
                        jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
                assertThat(JenkinsRule.getLog(build)).containsPattern("at </?(jenkins/)?job/job/1/synchronization/");
            });
        }
    }
}
