package io.jenkins.plugins.synchronization.job;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.freestyle.SynchronizationRunBuilder;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.RunAction2;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What is known of a job's last builds without reading them each time. */
class JobIndexTest {

    private static final int BUILDS = 20;

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    /** Counts how often the build that has it is loaded. */
    public static final class LoadCounter extends InvisibleAction implements RunAction2 {

        static final AtomicInteger LOADED = new AtomicInteger();

        @Override
        public void onAttached(Run<?, ?> build) {}

        @Override
        public void onLoad(Run<?, ?> build) {
            LOADED.incrementAndGet();
        }
    }

    private static void record(FreeStyleBuild build, String connection, String result) throws Exception {
        Recording.in(build).connected(connection).record("1", Bodies.run(result, result));
    }

    private static FreeStyleProject job(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("job", FreeStyleProject.class);
    }

    private static String look(FreeStyleProject job, String connection) {
        BuildRuns last = JobRuns.of(job).last(connection);
        return last == null
                ? "none"
                : last.getBuild().getNumber() + " " + last.getLook().word();
    }

    @Test
    void buildsAreReadOnceAndNotForEachRequest() throws Throwable {
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.createFreeStyleProject("job");
            for (int i = 0; i < BUILDS; i++) {
                FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
                build.addAction(new LoadCounter());
                if (i == 0) {
                    record(build, "roads", "Success");
                }
                build.save();
            }
        });
        sessions.then(jenkins -> {
            LoadCounter.LOADED.set(0);
            assertThat(look(job(jenkins), "unknown")).isEqualTo("none");
            assertThat(LoadCounter.LOADED).hasValue(BUILDS);
            for (int i = 0; i < 10; i++) {
                job(jenkins)._getRuns().purgeCache();
                LoadCounter.LOADED.set(0);
                assertThat(look(job(jenkins), "unknown")).isEqualTo("none");
                assertThat(LoadCounter.LOADED).hasValue(0);
                assertThat(look(job(jenkins), "roads")).isEqualTo("1 succeeded");
                assertThat(look(job(jenkins), null)).isEqualTo("1 succeeded");
                assertThat(JobRuns.of(job(jenkins)).connections()).containsExactly("roads");
                assertThat(LoadCounter.LOADED).hasValueLessThanOrEqualTo(1);
            }
        });
    }

    @Test
    void aNewBuildAndTheDeletionOfOneAreSeenAtOnce() throws Throwable {
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.createFreeStyleProject("job");
            assertThat(look(job, null)).isEqualTo("none");
            record(jenkins.buildAndAssertSuccess(job), "roads", "Success");
            assertThat(look(job, null)).isEqualTo("1 succeeded");
            FreeStyleBuild second = jenkins.buildAndAssertSuccess(job);
            record(second, "bridges", "Error");
            assertThat(look(job, null)).isEqualTo("2 failed");
            assertThat(look(job, "roads")).isEqualTo("1 succeeded");

            second.delete();

            assertThat(look(job, null)).isEqualTo("1 succeeded");
            assertThat(look(job, "bridges")).isEqualTo("none");
        });
    }

    @Test
    void aBuildThatWaitsWhileJenkinsReloadsItsJobsIsStillSeen() throws Throwable {
        sessions.then(jenkins -> {
            try (PlayedApi api = PlayedApi.start()) {
                api.configure();
                FreeStyleProject before = jenkins.createFreeStyleProject("job");
                before.getBuildersList()
                        .add(new SynchronizationRunBuilder(
                                api.api().connectionId(), api.api().runId(), PlayedApi.TOKEN_ID));
                FreeStyleBuild build = before.scheduleBuild2(0).waitForStart();
                api.awaitNextPoll();

                jenkins.jenkins.reload();

                assertThat(job(jenkins)).isNotSameAs(before);
                assertThat(JobRuns.of(job(jenkins)).lastCompleted()).isNull();
                assertThat(look(job(jenkins), null)).isEqualTo("1 executing");

                api.finish("Error");
                jenkins.waitForCompletion(build);

                assertThat(look(job(jenkins), null)).isEqualTo("1 failed");
                assertThat(JobRuns.of(job(jenkins)).trend()).hasSize(1);
            }
        });
    }

    @Test
    void buildsThatAreNotCompletedDoNotHideOneThatIs() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition("", true));
            Recording.in(jenkins.buildAndAssertSuccess(job)).record("1", Bodies.run("Success", "Success"));
            job.setDefinition(new CpsFlowDefinition("sleep 600", true));
            List<WorkflowRun> running = new ArrayList<>();
            for (int i = 0; i < JobIndex.MOST_BUILDS; i++) {
                running.add(job.scheduleBuild2(0).waitForStart());
            }

            assertThat(JobRuns.of(job).trend()).hasSize(1);

            for (WorkflowRun build : running) {
                build.doKill();
                jenkins.waitForCompletion(build);
            }
        });
    }

    @Test
    void aCopyOfAJobHasNoRuns() throws Throwable {
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.createFreeStyleProject("job");
            record(jenkins.buildAndAssertSuccess(job), "roads", "Success");
            assertThat(look(job, null)).isEqualTo("1 succeeded");

            FreeStyleProject copy = (FreeStyleProject) jenkins.jenkins.copy((hudson.model.TopLevelItem) job, "copy");

            assertThat(look(copy, null)).isEqualTo("none");
        });
    }
}
