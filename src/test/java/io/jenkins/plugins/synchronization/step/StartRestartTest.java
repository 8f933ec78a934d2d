package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.simulator.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Builds that start runs in a Jenkins whose process is killed again and again between a request to start a run and its response. */
class StartRestartTest {

    /** The long form: {@code -DstartRestart.builds=100 -DstartRestart.kills=20}. */
    private static final int BUILDS = Integer.getInteger("startRestart.builds", 6);

    private static final int KILLS = Integer.getInteger("startRestart.kills", 2);
    private static final long SEED = Long.getLong("startRestart.seed", System.nanoTime());

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The response does not come before the process is killed. */
    private static final String LATE = "late: 10m";

    private static final List<String> TROUBLES =
            List.of(LATE, "reset: true, processed: true", "reset: true", "status: 503", "status: 503, processed: true");

    /** As in {@link KilledControllerTest}, where the reason is. */
    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension()
            .javaOptions(
                    "-Dorg.jenkinsci.plugins.workflow.cps.CpsFlowExecution.OPTIMIZE_STORAGE_UPON_COMPLETION=false");

    private PlayedApi api;

    @BeforeEach
    void startApi() throws Exception {
        api = PlayedApi.start();
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    private record Pulse(String script) implements RealJenkinsExtension.Step {
        @Override
        public void run(JenkinsRule jenkins) throws Throwable {
            begin(jenkins, "pulse", script);
        }
    }

    private record Begin(int first, int end) implements RealJenkinsExtension.Step {
        @Override
        public void run(JenkinsRule jenkins) throws Throwable {
            for (int build = first; build < end; build++) {
                begin(
                        jenkins,
                        connection(build),
                        "synchronizeITwin connectionId: '" + connection(build)
                                + "', credentialsId: 'itwin', archiveReport: true");
            }
        }
    }

    /** A build that was killed while it started its run begins to wait after the restart: that is no resumed wait. */
    private record ResumedStartOnly(String job) implements RealJenkinsExtension.Step {
        @Override
        public void run(JenkinsRule jenkins) throws Throwable {
            WorkflowRun build =
                    jenkins.jenkins.getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
            jenkins.assertLogContains("Waiting up to ", build);
            jenkins.assertLogNotContains("Resuming wait for run ", build);
        }
    }

    private static void begin(JenkinsRule jenkins, String name, String script) throws Exception {
        StepTesting.start(jenkins.createProject(WorkflowJob.class, name), script);
    }

    /** Every third build is unstable. */
    private static String result(int build) {
        return build % 3 == 1 ? "PartialSuccess" : "Success";
    }

    private static String connection(int build) {
        return "connection" + build;
    }

    @Test
    void howeverOftenTheProcessIsKilledEachBuildStartsOneRun() throws Throwable {
        System.out.println("startRestart.seed=" + SEED);
        Random random = new Random(SEED);
        real.withTimeout(0);
        real.startJenkins();
        // One more build waits all the time: its polls are the clock.
        real.runRemotely(api.configuration(), new Pulse(api.step("")));
        for (int kill = 0; kill < KILLS; kill++) {
            int first = BUILDS * kill / KILLS;
            int end = BUILDS * (kill + 1) / KILLS;
            for (int build = first; build < end; build++) {
                String trouble = build == first ? LATE : TROUBLES.get(random.nextInt(TROUBLES.size()));
                api.api().addConnection(Scenario.parse("""
                        connection: storage
                        connectionId: %s
                        states: [{state: Executing, for: 2s}]
                        result: %s
                        troubles: [{at: start, onRequests: 1, %s}]
                        """.formatted(connection(build), result(build), trouble)));
            }
            real.runRemotely(new Begin(first, end));
            awaitStarts(first, end);
            awaitPulses(random.nextInt(4));
            real.stopJenkinsForcibly();
            real.startJenkins();
        }
        api.finish("Success");

        real.runRemotely(StartRestartTest::eachBuildHasTheResultAndOneReportOfItsRun);
        real.runRemotely(new ResumedStartOnly(connection(BUILDS * (KILLS - 1) / KILLS)));
        assertThat(IntStream.range(0, BUILDS)
                        .mapToObj(StartRestartTest::connection)
                        .filter(connection -> api.api().runsCreated(connection) != 1))
                .isEmpty();
    }

    /** The request to start a run is sent when the build is stored: one that is killed before cannot be resumed. */
    private void awaitStarts(int first, int end) throws Exception {
        for (int build = first; build < end; build++) {
            String path = "/" + connection(build) + "/";
            api.api()
                    .awaitRequest(
                            request -> request.method().equals("POST")
                                    && request.path().contains(path),
                            PATIENCE);
        }
    }

    private void awaitPulses(int count) throws Exception {
        long target = pulses() + count;
        api.api().awaitRequest(request -> pulses() >= target, PATIENCE);
    }

    private long pulses() {
        String run = "/" + api.api().runId();
        return api.api().requests().stream()
                .filter(request -> request.path().endsWith(run))
                .count();
    }

    private static void eachBuildHasTheResultAndOneReportOfItsRun(JenkinsRule jenkins) throws Throwable {
        for (WorkflowJob job : jenkins.jenkins.getAllItems(WorkflowJob.class)) {
            WorkflowRun build = jenkins.waitForCompletion(job.getBuildByNumber(1));
            boolean pulse = job.getName().equals("pulse");
            String result =
                    pulse ? "Success" : result(Integer.parseInt(job.getName().replace("connection", "")));
            jenkins.assertBuildStatus(result.equals("Success") ? Result.SUCCESS : Result.UNSTABLE, build);
            SynchronizationAction stored = SynchronizationAction.of(build);
            assertThat(stored.getEndedWaits()).as(job.getName()).isEmpty();
            assertThat(stored.getRuns()).as(job.getName()).hasSize(1);
            assertThat(stored.getRuns()).as(job.getName()).allMatch(RunRecord::isBodyStored);
            if (!pulse) {
                assertThat(build.getArtifacts())
                        .as("page and style sheet of " + job.getName())
                        .hasSize(2);
            }
        }
    }
}
