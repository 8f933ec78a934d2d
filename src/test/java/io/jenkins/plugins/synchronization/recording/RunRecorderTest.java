package io.jenkins.plugins.synchronization.recording;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.model.FailedTask;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.model.TaskCounts;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import jenkins.model.JenkinsLocationConfiguration;
import jenkins.model.StandardArtifactManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class RunRecorderTest {

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @AfterEach
    void resetLimits() {
        SynchronizationConfiguration.get().setMaxBodyMegabytes(100);
    }

    @Test
    void theBodyIsKeptByteForByteAndBuildXmlHasOnlyTheSummary() throws Exception {
        FreeStyleBuild build = build();
        byte[] body = Bodies.failures(5000, 200);

        Recording.in(build).record("7", body);

        assertThat(unzipped(folder(build).resolve("7.json.gz"))).isEqualTo(body);
        assertThat(bodies(folder(build))).containsExactly("7.json.gz");
        assertThat(build.getRootDir().toPath().resolve("build.xml"))
                .content()
                .contains("<key>7</key>", "<result>Error</result>")
                .doesNotContain("file-1.dgn")
                .hasSizeLessThan(20_000);
    }

    @Test
    void theSummarySaysWhatTheApiSaid() throws Exception {
        FreeStyleBuild build = build();

        RunRecord run = Recording.in(build)
                .labelled("Main model")
                .from("QA")
                .linked("https://example.com/run")
                .record("7", Bodies.threeJobs())
                .run();

        assertThat(run.getKey()).isEqualTo("7");
        assertThat(run.getLabel()).isEqualTo("Main model");
        assertThat(run.getServer()).isEqualTo("QA");
        assertThat(run.getConnectionType()).isEqualTo("manifest");
        assertThat(run.getConnectionId()).isEqualTo(Recording.CONNECTION);
        assertThat(run.getRunId()).isEqualTo(Recording.RUN);
        assertThat(run.getPhase()).isEqualTo("ReferenceFile");
        assertThat(run.getState()).isEqualTo("Completed");
        assertThat(run.getResult()).isEqualTo("PartialSuccess");
        assertThat(run.getOutcome()).isEqualTo("UNSTABLE");
        assertThat(run.getDurationMillis()).isEqualTo(412_000);
        assertThat(run.getTasks())
                .extracting(TaskCounts::getTotal, TaskCounts::getSucceeded, TaskCounts::getFailed)
                .containsExactly(12, 9, 2);
        assertThat(run.getErrorKey()).isEqualTo("SomeTasksFailed");
        assertThat(run.getErrorDescription()).isEqualTo("2 of 12 files could not be synchronized.");
        assertThat(run.getWebLink()).isEqualTo("https://example.com/run");
        assertThat(run.isBodyStored()).isTrue();
        assertThat(run.getReportUrl()).isEqualTo(jenkins.getURL() + build.getUrl() + "synchronization/run/7/");
    }

    @Test
    void withoutARootUrlTheReportHasAPath() throws Exception {
        FreeStyleBuild build = build();
        RunRecord run = Recording.in(build).record("7", Bodies.threeJobs()).run();
        String usual = JenkinsLocationConfiguration.get().getUrl();
        try {
            JenkinsLocationConfiguration.get().setUrl(null);

            assertThat(run.getReportUrl()).isEqualTo(build.getUrl() + "synchronization/run/7/");
        } finally {
            JenkinsLocationConfiguration.get().setUrl(usual);
        }
    }

    @Test
    void theSummaryFitsIntoALine() throws Exception {
        assertThat(summary(Bodies.run("PartialSuccess", "Error", "Success", "Success")))
                .isEqualTo("PartialSuccess in 3 min 12 s: 1 of 3 tasks failed (TAE_BRG_1000)");
        assertThat(summary(Bodies.run("Success", "Success"))).isEqualTo("Success in 3 min 12 s: 1 task");
        assertThat(summary("{\"run\":{\"state\":\"Completed\",\"error\":{\"errorKey\":\"K\"}}}".getBytes()))
                .isEqualTo("Undetermined: no tasks; K");
    }

    @Test
    void theSummaryForPeopleIsInTheirLanguage() throws Exception {
        RunRecord run = Recording.in(build())
                .record("7", Bodies.run("PartialSuccess", "Error", "Success", "Success"))
                .run();
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(run.summaryInWords())
                    .isEqualTo("PartialSuccess nach 3 min 12 s: 1 von 3 Aufgaben fehlgeschlagen (TAE_BRG_1000)");
            assertThat(run.summaryLine()).isEqualTo("PartialSuccess in 3 min 12 s: 1 of 3 tasks failed (TAE_BRG_1000)");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void theFirstHundredFailedTasksAreHandedToTheStep() throws Exception {
        List<FailedTask> tasks =
                Recording.in(build()).record("7", Bodies.failures(250, 2000)).tasks();

        assertThat(tasks).hasSize(100);
        assertThat(tasks.get(99).getFile()).isEqualTo("file-100.dgn");
        assertThat(tasks.get(99).getConnector()).isEqualTo("MSTN");
        assertThat(tasks.get(99).getErrorCode()).isEqualTo("E");
        assertThat(tasks.get(99).getMessage()).hasSizeLessThanOrEqualTo(1000);
        assertThat(((FailedTask) copy(tasks.get(99))).getId()).isEqualTo("task-100");
    }

    @Test
    void recordingAKeyAgainReplacesIt() throws Exception {
        FreeStyleBuild build = build();
        Recording.in(build).record("7", Bodies.run("Error", "Error"));
        byte[] second = Bodies.run("Success", "Success");

        Recording.in(build).record("7", second);

        assertThat(action(build).getRuns()).extracting(RunRecord::getResult).containsExactly("Success");
        assertThat(unzipped(folder(build).resolve("7.json.gz"))).isEqualTo(second);
    }

    @Test
    void manyStepsOfABuildRecordAtOnce() throws Exception {
        FreeStyleBuild build = build();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<RecordedRun>> steps = IntStream.range(0, 24)
                    .mapToObj(i -> (Callable<RecordedRun>)
                            () -> Recording.in(build).record("node-" + i, Bodies.run("Success", "Success")))
                    .toList();
            for (Future<RecordedRun> step : threads.invokeAll(steps)) {
                step.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(build.getActions(SynchronizationAction.class)).hasSize(1);
        assertThat(action(build).getRuns()).hasSize(24);
        build.reload();
        assertThat(action(build).getRuns()).hasSize(24);
        assertThat(bodies(folder(build))).hasSize(24);
    }

    @Test
    void aBodyBeyondTheLimitIsNotKeptAndTheLogSaysSo() throws Exception {
        SynchronizationConfiguration.get().setMaxBodyMegabytes(1);
        FreeStyleBuild build = build();
        Recording recording = Recording.in(build);

        RecordedRun recorded = recording.record("7", Bodies.failures(1000, 2000));

        assertThat(recording.log()).contains("(3 MB) is not stored", "maximum of 1 MB");
        assertThat(recorded.run().isBodyStored()).isFalse();
        assertThat(recorded.run().getWhyNoBody()).isEqualTo("TOO_LARGE");
        assertThat(recorded.tasks()).hasSize(100);
        assertThat(action(build).getRuns()).hasSize(1);
        assertThat(bodies(folder(build))).isEmpty();
    }

    @Test
    void aBodyThatCannotBeWrittenLeavesTheSummary() throws Exception {
        FreeStyleBuild build = build();
        Files.writeString(folder(build), "a file where the folder should be");
        Recording recording = Recording.in(build);

        RecordedRun recorded = recording.archived().record("7", Bodies.threeJobs());

        assertThat(recording.log()).contains("Could not store").doesNotContain("at java.");
        assertThat(recorded.run().getWhyNoBody()).isEqualTo("NOT_WRITTEN");
        assertThat(action(build).getRuns()).hasSize(1);
        assertThat(build.getArtifacts()).hasSize(2);
    }

    @Test
    void aBodyThatIsGoneLeavesTheSummaryAndNoHalfFile() throws Exception {
        FreeStyleBuild build = build();
        RunBody closed = RunBody.of(Bodies.threeJobs());
        closed.close();
        Recording recording = Recording.in(build).archived();

        RecordedRun recorded = recording.record("7", Bodies.threeJobs(), closed);

        assertThat(recorded.run().getWhyNoBody()).isEqualTo("NOT_WRITTEN");
        assertThat(recorded.tasks()).isEmpty();
        assertThat(bodies(folder(build))).isEmpty();
        assertThat(recording.log()).contains("Could not store", "Could not archive");
    }

    @Test
    void aDeletedBuildDoesNotComeBack() throws Exception {
        FreeStyleBuild build = build();
        build.delete();

        RecordedRun recorded = Recording.in(build).archived().record("7", Bodies.threeJobs());

        assertThat(recorded.tasks()).hasSize(2);
        assertThat(recorded.run().getResult()).isEqualTo("PartialSuccess");
        assertThat(build.getRootDir()).doesNotExist();
    }

    @Test
    void whatIsKeptIsDeletedWithTheBuild() throws Exception {
        FreeStyleBuild build = build();
        Recording.in(build).record("7", Bodies.threeJobs());
        assertThat(folder(build)).exists();

        build.delete();

        assertThat(build.getRootDir()).doesNotExist();
    }

    @Test
    void theReportIsArchivedWithItsStyleSheetBesideItAndWithoutAWorkspace() throws Exception {
        FreeStyleBuild build = build();

        Recording.in(build).archived().record("7", Bodies.threeJobs());

        assertThat(build.getArtifacts().stream().map(artifact -> artifact.relativePath))
                .containsExactlyInAnyOrder(
                        "synchronization-report/7/synchronization-report.html",
                        "synchronization-report/7/synchronization-report.css");
        Path page = build.getArtifactsDir().toPath().resolve("synchronization-report/7/synchronization-report.html");
        assertThat(page)
                .content()
                .contains(
                        "Utilities-Existing.dwg",
                        "href=\"synchronization-report.css\"",
                        "<bdi>" + build.getParent().getFullDisplayName() + "</bdi>",
                        "<bdi>" + build.getDisplayName() + "</bdi>")
                .doesNotContain("<style", "<script");
    }

    /** The build is deleted in the middle of archiving, which makes its directory again. */
    public static final class DeletingFactory extends ArtifactManagerFactory {

        @Override
        public ArtifactManager managerFor(Run<?, ?> build) {
            return new StandardArtifactManager(build) {
                @Override
                public void archive(
                        FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
                        throws IOException, InterruptedException {
                    build.delete();
                    super.archive(workspace, launcher, listener, artifacts);
                }
            };
        }

        /** Its descriptor. */
        @TestExtension
        public static final class DescriptorImpl extends ArtifactManagerFactoryDescriptor {}
    }

    @Test
    void aBuildThatIsDeletedWhileItsReportIsArchivedDoesNotComeBack() throws Exception {
        FreeStyleBuild build = build();
        DeletingFactory factory = new DeletingFactory();
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(factory);
        try {
            Recording.in(build).archived().record("7", Bodies.threeJobs());
        } finally {
            ArtifactManagerConfiguration.get().getArtifactManagerFactories().remove(factory);
        }

        assertThat(build.getRootDir()).doesNotExist();
    }

    private static FreeStyleBuild build() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        return jenkins.buildAndAssertSuccess(project);
    }

    private static String summary(byte[] body) throws Exception {
        return Recording.in(build()).record("7", body).run().summaryLine();
    }

    private static SynchronizationAction action(Run<?, ?> build) {
        return build.getAction(SynchronizationAction.class);
    }

    private static Path folder(Run<?, ?> build) {
        return build.getRootDir().toPath().resolve("synchronization");
    }

    private static List<String> bodies(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".changes"))
                    .toList();
        }
    }

    private static byte[] unzipped(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static Object copy(Object object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
