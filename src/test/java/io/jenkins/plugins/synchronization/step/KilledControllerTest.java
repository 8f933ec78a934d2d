package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The step in a Jenkins whose process is killed, as by a power cut, while builds wait. */
class KilledControllerTest {

    /**
     * When a pipeline ends, workflow-cps moves its steps to another folder, and deletes the old one before {@code build.xml} names the new one.
     * A process that is killed in between loses the steps, and Jenkins marks the build as failed, whatever its steps were. These
     * tests are about our step, so they do without the move.
     */
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

    @Test
    void buildsThatWaitGoOnAfterTheProcessWasKilledAndCanBeAborted() throws Throwable {
        api.addRun("other");
        real.startJenkins();
        real.runRemotely(
                api.configuration(),
                new Begin(api.step(""), api.step("").replace(api.api().runId(), "other")));
        api.awaitPoll();
        api.api().awaitRequest(request -> request.path().endsWith("/other"), java.time.Duration.ofSeconds(60));

        real.stopJenkinsForcibly();
        api.finish("Success");
        real.startJenkins();

        real.runRemotely(KilledControllerTest::oneEndsAndTheOtherIsAborted);
    }

    private record Begin(String first, String second) implements RealJenkinsExtension.Step {
        @Override
        public void run(JenkinsRule jenkins) throws Throwable {
            start(jenkins, "first", first);
            start(jenkins, "second", second);
        }

        static void start(JenkinsRule jenkins, String name, String script) throws Exception {
            StepTesting.start(jenkins.createProject(WorkflowJob.class, name), script);
        }
    }

    private static void oneEndsAndTheOtherIsAborted(JenkinsRule jenkins) throws Throwable {
        WorkflowRun first =
                jenkins.jenkins.getItemByFullName("first", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(first));
        WorkflowRun second =
                jenkins.jenkins.getItemByFullName("second", WorkflowJob.class).getBuildByNumber(1);
        second.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(second));
    }

    /** The long form: {@code -DkilledController.builds=100 -DkilledController.kills=20}. */
    private static final int BUILDS = Integer.getInteger("killedController.builds", 8);

    private static final int KILLS = Integer.getInteger("killedController.kills", 2);
    private static final long SEED = Long.getLong("killedController.seed", System.nanoTime());

    private static final List<String> RESULTS = List.of("Success", "PartialSuccess", "Error");

    private static String result(int build) {
        return RESULTS.get(build % RESULTS.size());
    }

    @Test
    void howeverOftenTheProcessIsKilledEachBuildEndsWithItsResultAndOneReport() throws Throwable {
        System.out.println("killedController.seed=" + SEED);
        Random random = new Random(SEED);
        List<Integer> waiting = IntStream.range(0, BUILDS).boxed().collect(Collectors.toCollection(ArrayList::new));
        waiting.forEach(build -> api.addRun("run" + build));
        real.withTimeout(0);
        real.startJenkins();
        real.runRemotely(
                api.configuration(),
                new BeginMany(IntStream.range(0, BUILDS)
                        .mapToObj(build -> api.step("archiveReport: true")
                                .replace(api.api().runId(), "run" + build))
                        .toArray(String[]::new)));
        Collections.shuffle(waiting, random);
        for (int kill = 1; kill <= KILLS; kill++) {
            int active = waiting.size();
            int remaining = BUILDS * (KILLS - kill) / KILLS;
            awaitPolls(api.polls() + active);
            long before = api.polls();
            while (waiting.size() > remaining) {
                int build = waiting.remove(0);
                api.finish("run" + build, result(build));
            }
            // A random moment while the runs that have just ended are noticed, stored and archived.
            awaitPolls(before + 1 + random.nextInt(active));
            real.stopJenkinsForcibly();
            real.startJenkins();
        }

        real.runRemotely(KilledControllerTest::eachBuildHasItsResultAndOneReport);
    }

    private void awaitPolls(long target) throws Exception {
        api.api().awaitRequest(request -> api.polls() >= target, Duration.ofSeconds(120));
    }

    private record BeginMany(String[] scripts) implements RealJenkinsExtension.Step {
        @Override
        public void run(JenkinsRule jenkins) throws Throwable {
            for (int i = 0; i < scripts.length; i++) {
                Begin.start(jenkins, "job" + i, scripts[i]);
            }
        }
    }

    private static void eachBuildHasItsResultAndOneReport(JenkinsRule jenkins) throws Throwable {
        List<WorkflowJob> jobs = jenkins.jenkins.getAllItems(WorkflowJob.class);
        for (WorkflowJob job : jobs) {
            WorkflowRun build = jenkins.waitForCompletion(job.getBuildByNumber(1));
            int number = Integer.parseInt(job.getName().substring("job".length()));
            Result expected =
                    switch (result(number)) {
                        case "Success" -> Result.SUCCESS;
                        case "PartialSuccess" -> Result.UNSTABLE;
                        default -> Result.FAILURE;
                    };
            jenkins.assertBuildStatus(expected, build);
            SynchronizationAction stored = SynchronizationAction.of(build);
            assertThat(stored.getEndedWaits()).as(job.getName()).isEmpty();
            assertThat(stored.getRuns()).as(job.getName()).hasSize(1);
            RunRecord run = stored.getRuns().get(0);
            assertThat(run.getResult()).isEqualTo(result(number));
            assertThat(run.isBodyStored()).isTrue();
            assertThat(build.getArtifacts()).as(job.getName()).hasSize(2);
            String page = jenkins.createWebClient()
                    .goTo(run.getReportPath())
                    .getWebResponse()
                    .getContentAsString();
            assertThat(page).as(job.getName()).contains("c.dwg");
            try (Stream<Path> files = Files.list(build.getRootDir().toPath().resolve("synchronization"))) {
                assertThat(files).as(job.getName()).noneMatch(file -> file.toString()
                        .endsWith(".tmp"));
            }
        }
    }
}
