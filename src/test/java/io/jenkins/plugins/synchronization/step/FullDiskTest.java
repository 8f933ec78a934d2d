package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.model.Result;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The step in a Jenkins whose jobs are on a disk that fills up while a build waits. Mounting such a disk takes root on Linux. */
class FullDiskTest {

    /** What is stored of this run takes more than is left on the disk. */
    private static final String LARGE = """
            states: [{state: Executing, for: 0s}]
            result: PartialSuccess
            jobs:
              - connectorType: DWG
                generate: {count: 20000, failEvery: 10, error: {errorCode: TAE_BRG_1000, message: No such layer}}
            """;

    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension();

    private PlayedApi api;
    private Path disk;

    @BeforeEach
    void mountSmallDisk() throws Exception {
        disk = Files.createDirectories(real.getHome().toPath().resolve("jobs"));
        assumeTrue(
                Files.isExecutable(Path.of("/bin/mount"))
                        && exitOf("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()) == 0,
                "mounting a small disk takes root on Linux");
        api = PlayedApi.start();
    }

    @AfterEach
    void unmount() throws Exception {
        if (api != null) {
            api.close();
            real.stopJenkins();
            exitOf("umount", disk.toString());
        }
    }

    private static int exitOf(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    @ParameterizedTest
    @ValueSource(ints = {192 * 1024, 0})
    void aBuildGetsItsResultAndSaysWhatWasNotStoredAndTheNextIsStoredAgain(int left) throws Throwable {
        real.startJenkins();
        real.runRemotely(api.configuration(), new Begin(api.step("")));
        api.awaitPoll();

        Path filler = fill(left);
        api.play(api.api().runId(), LARGE);
        real.runRemotely(FullDiskTest::theBuildHasItsResultButNotItsData);
        Files.delete(filler);
        real.runRemotely(FullDiskTest::theNextBuildIsStored);
    }

    private Path fill(int left) throws IOException {
        Path filler = disk.resolve("filler");
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(disk).getUsableSpace() > left) {
                out.write(block);
            }
        }
        return filler;
    }

    private record Begin(String script) implements RealJenkinsExtension.Step {
        @Override
        public void run(JenkinsRule jenkins) throws Throwable {
            StepTesting.start(jenkins.createProject(WorkflowJob.class, "job"), script);
        }
    }

    private static void theBuildHasItsResultButNotItsData(JenkinsRule jenkins) throws Throwable {
        WorkflowRun build = jenkins.waitForCompletion(
                jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1));
        jenkins.assertBuildStatus(Result.UNSTABLE, build);
        jenkins.assertLogContains("Could not store the run's data, only the summary is available", build);
        RunRecord run = SynchronizationAction.of(build).getRuns().get(0);
        assertThat(run.isBodyStored()).isFalse();
        try (Stream<Path> files = Files.walk(build.getRootDir().toPath())) {
            assertThat(files)
                    .noneMatch(file ->
                            file.toString().endsWith(".tmp") || file.toString().endsWith(".gz"));
        }
        String page = jenkins.createWebClient()
                .goTo(run.getReportPath())
                .getWebResponse()
                .getContentAsString();
        assertThat(page).contains("2,000", "could not be stored");
    }

    private static void theNextBuildIsStored(JenkinsRule jenkins) throws Throwable {
        WorkflowRun build = jenkins.buildAndAssertStatus(
                Result.UNSTABLE, jenkins.jenkins.getItemByFullName("job", WorkflowJob.class));
        RunRecord run = SynchronizationAction.of(build).getRuns().get(0);
        assertThat(run.isBodyStored()).isTrue();
        try (InputStream body = BodyStore.of(build).open(run.getKey())) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("TAE_BRG_1000");
        }
    }
}
