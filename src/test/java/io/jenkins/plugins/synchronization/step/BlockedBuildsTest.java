package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.config.CredentialTimeLimit;
import io.jenkins.plugins.synchronization.engine.Eventually;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.wait.BuildActivity;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import jenkins.util.VirtualFile;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.TestExtension;
import org.springframework.security.core.Authentication;

/** Builds whose log, artifact store or vault hangs: others do not wait for them, and they can be aborted. */
class BlockedBuildsTest extends StepTesting {

    /** More than any fixed handful of threads. */
    private static final int HANGING = 12;

    private static final String HANGING_JOB = "hanging";

    /** Gets a permit for each place that has begun to hang. */
    private static final Semaphore HANGS = new Semaphore(0);

    @BeforeEach
    void nothingHangsYet() {
        HANGS.drainPermits();
    }

    private static void hang(String where) throws InterruptedException {
        if (where.startsWith(HANGING_JOB)) {
            HANGS.release();
            new CountDownLatch(1).await();
        }
    }

    private List<WorkflowRun> hangingBuilds(String script) throws Exception {
        List<WorkflowRun> builds = new ArrayList<>();
        for (int i = 0; i < HANGING; i++) {
            builds.add(start(jenkins.createProject(WorkflowJob.class, HANGING_JOB + i), script));
        }
        return builds;
    }

    private static void awaitHanging() throws InterruptedException {
        assertThat(HANGS.tryAcquire(HANGING, 60, TimeUnit.SECONDS)).isTrue();
    }

    private void assertOthersEndAndTheseCanBeAborted(List<WorkflowRun> hanging, String script) throws Exception {
        jenkins.assertBuildStatusSuccess(run(script));
        for (WorkflowRun build : hanging) {
            assertThat(build.isBuilding()).isTrue();
            build.doStop();
        }
        for (WorkflowRun build : hanging) {
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        }
    }

    @Test
    void aLogThatBlocks() throws Exception {
        List<WorkflowRun> hanging = hangingBuilds(api.step(""));
        awaitHanging();
        api.finish("Success");

        assertOthersEndAndTheseCanBeAborted(hanging, api.step(""));
    }

    @Test
    void aLogThatBlocksWhileTheWaitFails() throws Exception {
        String property = BuildActivity.class.getName() + ".secondsForLines";
        System.setProperty(property, "1");
        try {
            WorkflowRun build = start(
                    jenkins.createProject(WorkflowJob.class, HANGING_JOB),
                    "waitForSynchronizationRun connectionId: 'unknown', runId: 'unknown', credentialsId: 'itwin'");

            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            assertThat(SynchronizationAction.of(build).getEndedWaits())
                    .extracting(EndedWait::getReason)
                    .containsExactly("REFUSED");
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void anArtifactStoreThatHangs() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new HangingFactory());
        api.finish("Success");
        List<WorkflowRun> hanging = hangingBuilds(api.step("archiveReport: true"));
        awaitHanging();

        assertOthersEndAndTheseCanBeAborted(hanging, api.step("archiveReport: true"));

        for (WorkflowRun build : hanging) {
            SynchronizationAction stored = SynchronizationAction.of(build);
            assertThat(stored.getRuns()).isEmpty();
            assertThat(stored.getEndedWaits()).extracting(EndedWait::getReason).containsExactly(EndedWait.ABORTED);
            awaitNoData(build);
        }
    }

    /** What was stored before the abort is removed as soon as the interrupted upload has come back. */
    private static void awaitNoData(Run<?, ?> build) throws Exception {
        Eventually.holds(() -> !hasData(build));
    }

    private static boolean hasData(Run<?, ?> build) throws IOException {
        try (Stream<java.nio.file.Path> files =
                Files.list(build.getRootDir().toPath().resolve("synchronization"))) {
            return files.findAny().isPresent();
        }
    }

    @Test
    void aVaultThatHangs() throws Exception {
        List<WorkflowRun> hanging = hangingBuilds(api.step(""));
        awaitHanging();
        api.finish("Success");

        assertOthersEndAndTheseCanBeAborted(hanging, api.step(""));
    }

    @Test
    void aVaultThatHangsForTooLongFailsTheWaitAndNamesTheCredentials() throws Exception {
        try (CredentialTimeLimit limit = CredentialTimeLimit.ofSeconds(1)) {
            WorkflowRun build = jenkins.waitForCompletion(
                    start(jenkins.createProject(WorkflowJob.class, HANGING_JOB), api.step("")));

            jenkins.assertBuildStatus(Result.FAILURE, build);
            jenkins.assertLogContains("Credentials “itwin” could not be looked up within 1 seconds", build);
        }
    }

    /** Blocks the first line that a wait writes. */
    @TestExtension({"aLogThatBlocks", "aLogThatBlocksWhileTheWaitFails"})
    public static final class BlockingLogs implements TaskListenerDecorator.Factory {

        @Override
        public TaskListenerDecorator of(FlowExecutionOwner owner) {
            try {
                return owner.getExecutable() instanceof Run<?, ?> run
                                && run.getParent().getName().startsWith(HANGING_JOB)
                        ? new BlockingLog()
                        : null;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class BlockingLog extends TaskListenerDecorator {

        private static final long serialVersionUID = 1;

        @NonNull
        @Override
        public OutputStream decorate(@NonNull OutputStream log) {
            return new FilterOutputStream(log) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    if (Thread.currentThread().getName().startsWith("itwin-synchronization")) {
                        try {
                            hang(HANGING_JOB);
                        } catch (InterruptedException aborted) {
                            throw new InterruptedIOException("aborted");
                        }
                    }
                    out.write(bytes, from, length);
                }
            };
        }
    }

    /** Its uploads hang. */
    public static final class HangingFactory extends ArtifactManagerFactory {

        @Override
        public ArtifactManager managerFor(Run<?, ?> build) {
            return build.getParent().getName().startsWith(HANGING_JOB) ? new HangingManager() : null;
        }

        /** Its descriptor. */
        @TestExtension
        public static final class DescriptorImpl extends ArtifactManagerFactoryDescriptor {}
    }

    private static final class HangingManager extends ArtifactManager {

        @Override
        public void onLoad(Run<?, ?> build) {}

        @Override
        public void archive(FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> files)
                throws InterruptedException {
            hang(HANGING_JOB);
        }

        @Override
        public boolean delete() {
            return false;
        }

        @Override
        public VirtualFile root() {
            return VirtualFile.forFile(new java.io.File("nothing"));
        }
    }

    /** A vault that hangs for some jobs. */
    @TestExtension({"aVaultThatHangs", "aVaultThatHangsForTooLongFailsTheWaitAndNamesTheCredentials"})
    public static final class HangingVault extends CredentialsProvider {

        @Override
        public <C extends Credentials> List<C> getCredentialsInItem(
                Class<C> type, Item item, Authentication user, List<DomainRequirement> requirements) {
            try {
                hang(item.getName());
            } catch (InterruptedException aborted) {
                throw new IllegalStateException("aborted");
            }
            return List.of();
        }

        @Override
        public <C extends Credentials> List<C> getCredentialsInItemGroup(
                Class<C> type, ItemGroup group, Authentication user, List<DomainRequirement> requirements) {
            return List.of();
        }
    }
}
