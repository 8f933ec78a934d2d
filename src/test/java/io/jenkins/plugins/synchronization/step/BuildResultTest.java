package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The result of a build that goes on on another thread. */
@WithJenkins
class BuildResultTest {

    /** Its own thread sets a result just after another thread has read the one before. */
    private static final class RacingBuild extends FreeStyleBuild {

        private Result next;

        RacingBuild(FreeStyleProject project, Result next) throws Exception {
            super(project);
            this.next = next;
        }

        void had(Result before) {
            result = before;
        }

        @Override
        public Result getResult() {
            Result seen = super.getResult();
            if (next != null) {
                result = next;
                next = null;
            }
            return seen;
        }
    }

    @Test
    void aWorseResultThatIsSetAtTheSameMomentStays(JenkinsRule jenkins) throws Exception {
        RacingBuild build = new RacingBuild(jenkins.createFreeStyleProject(), Result.FAILURE);

        BuildResult.worsen(build, Result.UNSTABLE);

        assertThat(build.getResult()).isEqualTo(Result.FAILURE);
    }

    @Test
    void aBetterResultThatIsSetAtTheSameMomentDoesNotStay(JenkinsRule jenkins) throws Exception {
        RacingBuild build = new RacingBuild(jenkins.createFreeStyleProject(), Result.SUCCESS);

        BuildResult.worsen(build, Result.UNSTABLE);

        assertThat(build.getResult()).isEqualTo(Result.UNSTABLE);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, UNSTABLE", "SUCCESS, UNSTABLE", "UNSTABLE, UNSTABLE", "FAILURE, FAILURE", "ABORTED, ABORTED"
            })
    void theWorseOfTwoResultsCounts(String before, String after, JenkinsRule jenkins) throws Exception {
        RacingBuild build = new RacingBuild(jenkins.createFreeStyleProject(), null);
        if (before != null) {
            build.had(Result.fromString(before));
        }

        BuildResult.worsen(build, Result.UNSTABLE);

        assertThat(build.getResult()).isEqualTo(Result.fromString(after));
    }
}
