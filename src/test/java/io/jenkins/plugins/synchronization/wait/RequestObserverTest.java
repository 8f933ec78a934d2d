package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What observers of requests hear, and that they cannot break a wait. */
@WithJenkins
class RequestObserverTest {

    private static void observe(RequestObserver observer) {
        ExtensionList.lookup(RequestObserver.class).add(observer);
    }

    @Test
    void anObserverThatThrowsHoldsUpNeitherTheWaitNorOtherObservers(JenkinsRule jenkins) throws Exception {
        List<ApiFailure.Kind> failures = new CopyOnWriteArrayList<>();
        observe((duration, failure) -> {
            throw new NoClassDefFoundError("of the observer");
        });
        observe((duration, failure) -> failures.add(failure == null ? null : failure.kind()));
        try (PlayedApi api = PlayedApi.start(
                PlayedApi.ended("Success") + "troubles: [{onRequests: 1, status: 429, retryAfter: 1}]\n")) {
            api.configure();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition(api.step(""), true));

            jenkins.buildAndAssertSuccess(job);
        }

        assertThat(failures).containsExactly(ApiFailure.Kind.THROTTLED, null);
    }

    @Test
    void aRequestThatWasCancelledIsHandedOverUnobserved(JenkinsRule jenkins) {
        List<String> happened = new ArrayList<>();
        observe((duration, failure) -> happened.add("observed"));
        ObservedRequest request = new ObservedRequest();

        request.cancellation(() -> happened.add("cancelled")).run();
        request.ended(null, () -> happened.add("handed over"));

        assertThat(happened).containsExactly("cancelled", "handed over");
    }
}
