package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ProxyConfiguration;
import io.jenkins.plugins.synchronization.PlayedApi;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Waiting behind the proxy that Jenkins is configured for. */
@WithJenkins
class ProxyTest {

    private JenkinsRule jenkins;
    private PlayedApi api;
    private RelayProxy proxy;

    @BeforeEach
    void startApi(JenkinsRule rule) throws Exception {
        jenkins = rule;
        api = PlayedApi.start();
        api.configure();
        proxy = new RelayProxy();
    }

    @AfterEach
    void stopApi() {
        proxy.close();
        api.close();
    }

    private ProxyConfiguration proxyExceptFor(String direct) {
        return new ProxyConfiguration("127.0.0.1", proxy.port(), RelayProxy.USER, RelayProxy.PASSWORD, direct);
    }

    private WorkflowRun start() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(api.step(""), true));
        return job.scheduleBuild2(0).waitForStart();
    }

    @Test
    void aProxyThatAsksForAPasswordIsUsed() throws Exception {
        jenkins.jenkins.setProxy(proxyExceptFor(""));
        api.finish("Success");

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(start()));

        assertThat(proxy.relayed()).isPositive();
    }

    @Test
    void hostsThatNeedNoProxyAreAskedDirectly() throws Exception {
        jenkins.jenkins.setProxy(proxyExceptFor("127.0.0.1"));
        api.finish("Success");

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(start()));

        assertThat(proxy.relayed()).isZero();
    }

    @Test
    void aProxyThatIsConfiguredWhileABuildWaitsIsUsedFromThenOn() throws Exception {
        WorkflowRun build = start();
        api.awaitPoll();
        assertThat(proxy.relayed()).isZero();

        jenkins.jenkins.setProxy(proxyExceptFor(""));
        api.awaitNextPoll();
        api.awaitNextPoll();
        api.finish("Success");

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(proxy.relayed()).isPositive();
    }
}
