package io.jenkins.plugins.synchronization.freestyle;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A freestyle build that waits while Jenkins shuts down. */
class FreestyleRestartTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void itEndsWithItsJenkinsAndWaitsForNothingAfterwards() throws Throwable {
        try (PlayedApi api = PlayedApi.start()) {
            sessions.then(jenkins -> {
                api.configure();
                FreeStyleProject project = jenkins.createFreeStyleProject("job");
                project.getBuildersList()
                        .add(new SynchronizationRunBuilder(
                                api.api().connectionId(), api.api().runId(), PlayedApi.TOKEN_ID));
                project.scheduleBuild2(0).waitForStart();
                api.awaitPoll();
            });
            sessions.then(jenkins -> {
                FreeStyleBuild build = jenkins.jenkins
                        .getItemByFullName("job", FreeStyleProject.class)
                        .getLastBuild();
                assertThat(build.isBuilding()).isFalse();
                assertThat(build.getResult()).isIn(Result.ABORTED, Result.FAILURE);
                assertThat(BuildWaits.get().list()).isEmpty();
            });
        }
    }
}
