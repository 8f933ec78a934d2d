package io.jenkins.plugins.synchronization.checks;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.wait.RequestObserver;
import io.jenkins.plugins.synchronization.wait.WaitObserver;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** In a Jenkins of its own process, without the plugins that are optional. */
class WithoutPluginsTest {

    @RegisterExtension
    private final RealJenkinsExtension jenkins =
            new RealJenkinsExtension().omitPlugins("checks-api", "metrics", "support-core");

    @Test
    void buildsWait() throws Throwable {
        jenkins.then(WithoutPluginsTest::waitForARun);
    }

    private static void waitForARun(JenkinsRule rule) throws Exception {
        assertThat(Jenkins.get().getPlugin("checks-api")).isNull();
        assertThat(Jenkins.get().getPlugin("metrics")).isNull();
        assertThat(Jenkins.get().getPlugin("itwin-synchronization")).isNotNull();
        assertThat(ExtensionList.lookup(WaitObserver.class)).isEmpty();
        assertThat(ExtensionList.lookup(RequestObserver.class)).isEmpty();
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            api.finish("Success");
            WorkflowJob job = rule.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition(api.step(""), true));

            rule.buildAndAssertSuccess(job);
        }
    }
}
