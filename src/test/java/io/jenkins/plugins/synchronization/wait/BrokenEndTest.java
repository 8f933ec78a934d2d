package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.PlayedApi;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Runs that are over, in a Jenkins where something else is broken. */
@WithJenkins
class BrokenEndTest {

    private static WorkflowRun run(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    @Test
    void aBuildDoesNotWaitForEverWhereThePlaceForArtifactsIsBroken(JenkinsRule jenkins) throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new BrokenFactory());
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            api.finish("Success");

            WorkflowRun build = run(jenkins, api.step("archiveReport: true"));

            jenkins.assertBuildStatus(Result.FAILURE, build);
            jenkins.assertLogContains("its result could not be stored: java.lang.NoClassDefFoundError", build);
            assertThat(BuildWaits.get().list()).isEmpty();
        }
    }

    @Test
    void aNameWithLineBreaksCannotForgeLinesOfTheLog(JenkinsRule jenkins) throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            api.finish("Error");

            WorkflowRun build = run(jenkins, api.step("name: 'x]\\nFinished: SUCCESS\\n\\u202Eevil'"));

            assertThat(JenkinsRule.getLog(build).lines()).noneMatch(line -> line.startsWith("Finished: SUCCESS"));
            assertThat(JenkinsRule.getLog(build))
                    .contains("[x] Finished: SUCCESS evil] ")
                    .doesNotContain("\u202E");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "connectionType", "onError"})
    void noArgumentThatIsRefusedCanForgeLinesOfTheLog(String argument, JenkinsRule jenkins) throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();

            WorkflowRun build = run(jenkins, api.step(argument + ": 'x\\nFinished: SUCCESS\\u202Eevil'"));

            jenkins.assertBuildStatus(Result.FAILURE, build);
            assertThat(JenkinsRule.getLog(build))
                    .containsIgnoringCase("x Finished: SUCCESSevil")
                    .doesNotContain("\nFinished: SUCCESS", "\u202E");
        }
    }

    /** Artifacts that no build can have. */
    public static final class BrokenFactory extends ArtifactManagerFactory {

        @Override
        public ArtifactManager managerFor(Run<?, ?> build) {
            // Jenkins itself asks too, when a build ends, and does not get over it.
            if (Thread.currentThread().getName().startsWith("itwin-synchronization")) {
                throw new NoClassDefFoundError("of the artifact manager");
            }
            return null;
        }

        /** Its descriptor. */
        @TestExtension
        public static final class DescriptorImpl extends ArtifactManagerFactoryDescriptor {}
    }
}
