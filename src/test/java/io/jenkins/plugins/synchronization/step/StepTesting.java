package io.jenkins.plugins.synchronization.step;

import io.jenkins.plugins.synchronization.PlayedApi;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What tests of the step have in common: a real Jenkins, and an API whose run executes until it is told to end. */
@WithJenkins
abstract class StepTesting {

    JenkinsRule jenkins;
    PlayedApi api;

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

    /** Begins a build of a sandboxed script. */
    WorkflowRun start(String script) throws Exception {
        return start(jenkins.createProject(WorkflowJob.class), script);
    }

    /** Begins a build of a job with a sandboxed script. */
    static WorkflowRun start(WorkflowJob job, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    /** Runs a build of a sandboxed script to its end. */
    WorkflowRun run(String script) throws Exception {
        return jenkins.waitForCompletion(start(script));
    }
}
