package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.tasks.LogRotator;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.wait.MeasuredJenkins;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A Jenkins in which builds that wait come and go, at an API with troubles: nothing grows. The long form takes an hour: {@code
 * -Dsoak.waits=200 -Dsoak.builds=1200 -Dsoak.seconds=300}.
 */
class SoakTest {

    /** Builds that wait at once. */
    private static final int WAITS = Integer.getInteger("soak.waits", 10);

    /** Builds in all. */
    private static final int BUILDS = Integer.getInteger("soak.builds", 60);

    /** How long a run takes in the middle; half as long to one and a half times. */
    private static final int SECONDS = Integer.getInteger("soak.seconds", 4);

    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

    private static final int BATCH = Math.max(1, WAITS / 10);
    private static final long MEGABYTE = 1 << 20;

    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension()
            .javaOptions("-Dsoak.waits=" + WAITS, "-Dsoak.seconds=" + SECONDS)
            .withTimeout(0);

    private final Random random = new Random(SEED);

    /** What Jenkins' process uses with all builds waiting: bytes of heap after a collection, and characters logged so far. */
    private record Use(long heap, int threads, long logged) implements Serializable {}

    @Test
    void nothingGrowsWhileBuildsThatWaitComeAndGo() throws Throwable {
        System.out.println("soak.seed=" + SEED);
        List<Use> uses = new ArrayList<>();
        try (PlayedApi api = PlayedApi.start()) {
            real.startJenkins();
            real.runRemotely(api.configuration());
            real.runRemotely(
                    SoakTest::prepare,
                    api.step("").replace("'" + api.api().runId() + "'", "\"run${env.BUILD_NUMBER}\""));
            int started = 0;
            while (started < BUILDS) {
                for (int run = 1; run <= BATCH; run++) {
                    api.play("run" + (started + run), scenario());
                }
                real.runRemotely(SoakTest::replace, started);
                started += BATCH;
                if (started >= WAITS && started % WAITS < BATCH) {
                    Use use = real.runRemotely(SoakTest::measure);
                    System.out.printf(
                            Locale.ROOT,
                            "%d builds: heap %.1f MB, %d threads, %d characters logged%n",
                            started,
                            (double) use.heap() / MEGABYTE,
                            use.threads(),
                            use.logged());
                    uses.add(use);
                }
            }
            real.runRemotely(SoakTest::awaitAllAndLookForTemporaryFiles, started);
        }

        // Classes are loaded and caches fill in the first third.
        Use settled = uses.get(uses.size() / 3);
        Use last = uses.get(uses.size() - 1);
        assertThat(last.heap()).as("heap").isLessThan(settled.heap() + settled.heap() / 10 + 8 * MEGABYTE);
        assertThat(last.threads()).as("threads").isLessThanOrEqualTo(settled.threads() + 10);
        assertThat(last.logged()).as("characters logged").isLessThan(MEGABYTE);
    }

    private String scenario() {
        int milliseconds = SECONDS * (500 + random.nextInt(1000));
        return """
                name: soak
                states: [{state: Executing, phase: MasterFile, for: %dms}]
                result: Success
                jobs: [{connectorType: DWG, generate: {count: 200}}]
                troubles:
                  - {every: 5, status: 503, body: html}
                  - {every: 7, reset: true}
                  - {every: 11, status: 429, retryAfter: 1}
                  - {every: 13, cutShort: 300}
                """.formatted(milliseconds);
    }

    private static void prepare(JenkinsRule jenkins, String script) throws Throwable {
        SynchronizationConfiguration.get()
                .getServers()
                .forEach(server -> server.setMaxIntervalSeconds(Math.max(1, SECONDS / 60)));
        Logger.getLogger("").addHandler(new Counting());
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "soak");
        job.setDefinition(new CpsFlowDefinition(script, true));
        job.setBuildDiscarder(new LogRotator(-1, 2 * WAITS, -1, -1));
    }

    /** Begins a batch of builds; before, waits for as many, unless enough may wait. */
    private static void replace(JenkinsRule jenkins, int started) throws Throwable {
        WorkflowJob job = jenkins.jenkins.getItemByFullName("soak", WorkflowJob.class);
        for (int next = started + 1; next <= started + BATCH; next++) {
            if (next > WAITS) {
                awaitSuccess(jenkins, job, next - WAITS);
            }
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            assertThat(build.getNumber()).isEqualTo(next);
        }
    }

    private static void awaitSuccess(JenkinsRule jenkins, WorkflowJob job, int number) throws Exception {
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(job.getBuildByNumber(number)));
    }

    private static Use measure(JenkinsRule jenkins) {
        return new Use(
                MeasuredJenkins.liveHeap(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                Counting.CHARACTERS.get());
    }

    private static void awaitAllAndLookForTemporaryFiles(JenkinsRule jenkins, int started) throws Throwable {
        WorkflowJob job = jenkins.jenkins.getItemByFullName("soak", WorkflowJob.class);
        for (int number :
                IntStream.rangeClosed(Math.max(1, started - WAITS + 1), started).toArray()) {
            awaitSuccess(jenkins, job, number);
        }
        Path home = jenkins.jenkins.getRootDir().toPath();
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile))
                    .noneMatch(file -> file.startsWith(home.resolve("itwin-synchronization-tmp"))
                            || file.toString().endsWith(".tmp"));
        }
    }

    /** Counts what Jenkins logs. */
    private static final class Counting extends Handler {

        static final AtomicLong CHARACTERS = new AtomicLong();

        Counting() {
            setFormatter(new SimpleFormatter());
        }

        @Override
        public void publish(LogRecord logged) {
            CHARACTERS.addAndGet(getFormatter().format(logged).length());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
