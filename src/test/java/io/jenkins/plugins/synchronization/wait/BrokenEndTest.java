package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import com.thoughtworks.xstream.converters.Converter;
import com.thoughtworks.xstream.converters.MarshallingContext;
import com.thoughtworks.xstream.converters.UnmarshallingContext;
import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import com.thoughtworks.xstream.io.HierarchicalStreamWriter;
import hudson.model.Action;
import hudson.model.InvisibleAction;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.Eventually;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.simulator.Scenario;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import jenkins.model.CauseOfInterruption;
import jenkins.model.TransientActionFactory;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Runs and waits that have ended, where something is broken. */
@WithJenkins
class BrokenEndTest {

    private static WorkflowRun start(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun run(JenkinsRule jenkins, String script) throws Exception {
        return jenkins.waitForCompletion(start(jenkins, script));
    }

    private static WorkflowRun waiting(JenkinsRule jenkins, PlayedApi api) throws Exception {
        WorkflowRun build = start(jenkins, api.step(""));
        api.awaitPoll();
        return build;
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
            awaitEmpty(build.getRootDir().toPath().resolve("synchronization"));
        }
    }

    /** What was stored of a run that does not count is removed once the build has its result. */
    private static void awaitEmpty(Path folder) throws Exception {
        Eventually.holds(() -> folder.toFile().list().length == 0);
    }

    @Test
    void aStoppedWaitEndsItsBuildThoughThatCannotBeSaved(JenkinsRule jenkins) throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            WorkflowRun build = waiting(jenkins, api);
            build.addAction(new Unsaveable());

            BuildWaits.get().list().forEach(wait -> wait.abort("alice"));

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            jenkins.assertLogContains("alice", build);
        }
    }

    @Test
    void aFailedWaitEndsItsBuildThoughThatCannotBeSaved(JenkinsRule jenkins) throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            WorkflowRun build = waiting(jenkins, api);
            build.addAction(new Unsaveable());

            SynchronizationConfiguration.get().setServers(List.of());

            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            jenkins.assertLogContains("was removed from or changed in the Jenkins configuration", build);
        }
    }

    @Test
    void aRunIsStartedAndAwaitedThoughTheLogOfItsBuildIsBroken(JenkinsRule jenkins) throws Exception {
        try (PlayedApi api = PlayedApi.start("""
                connection: storage
                connectionId: ours
                iModelId: the-imodel
                states: [{state: Executing, for: 1s}]
                result: Success
                """)) {
            api.configure();

            WorkflowRun build = run(jenkins, "synchronizeITwin(connectionId: 'ours', credentialsId: 'itwin')");

            jenkins.assertBuildStatusSuccess(build);
        }
    }

    @Test
    void aFailedWaitEndsItsBuildThoughTheFailureCannotBeDescribed(JenkinsRule jenkins) throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            WorkflowRun build = waiting(jenkins, api);

            BuildWaits.get().list().forEach(wait -> wait.failed(null));

            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            jenkins.assertLogContains("NullPointerException", build);
        }
    }

    @Test
    void aFailedStartEndsItsBuildThoughTheFailureCannotBeDescribed(JenkinsRule jenkins) throws Exception {
        String scenario = """
                connection: storage
                connectionId: %s
                iModelId: the-imodel
                states: [{state: Executing, for: 24h}]
                result: Success
                """;
        try (PlayedApi api = PlayedApi.start(scenario.formatted("ours"))) {
            api.configure();
            api.api().startRun(Scenario.parse(scenario.formatted("another")));
            WorkflowRun build = start(jenkins, "synchronizeITwin(connectionId: 'ours', credentialsId: 'itwin')");
            jenkins.waitForMessage("of connection another is active for the same iModel", build);

            BuildWaits.get().starts().forEach(start -> start.failed(null));

            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            jenkins.assertLogContains("NullPointerException", build);
        }
    }

    @Test
    void aStepWaitsThoughItCannotWarnOfTheExecutorThatItOccupies(JenkinsRule jenkins) throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            WorkflowRun build = start(jenkins, "node {" + api.step("") + "}");
            api.awaitPoll();

            api.finish("Success");

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            assertThat(SynchronizationAction.of(build).getEndedWaits()).isEmpty();
        }
    }

    @Test
    void anAbortEndsTheWaitThoughItsCauseCannotBeDescribed(JenkinsRule jenkins) throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            WorkflowRun build =
                    start(jenkins, "try {" + api.step("") + "} catch (any) { echo 'The build goes on' }\nsleep 600");
            api.awaitPoll();

            build.getExecution().interrupt(Result.ABORTED, new NoDescription());

            jenkins.waitForMessage("The build goes on", build);
            assertThat(BuildWaits.get().list()).isEmpty();
            build.doStop();
            jenkins.waitForCompletion(build);
        }
    }

    @Test
    void aRunIsRecordedThoughAnotherPluginsActionsAreBroken(JenkinsRule jenkins) throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            api.finish("Success");

            jenkins.assertBuildStatusSuccess(run(jenkins, api.step("")));
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

    /** What another plugin makes of the lines of our threads and of the warning of a step, and part of which is missing. */
    @TestExtension({
        "aRunIsStartedAndAwaitedThoughTheLogOfItsBuildIsBroken",
        "aStepWaitsThoughItCannotWarnOfTheExecutorThatItOccupies"
    })
    public static final class BrokenLog implements TaskListenerDecorator.Factory {

        @Override
        public TaskListenerDecorator of(FlowExecutionOwner owner) {
            return new Decorator();
        }

        private static final class Decorator extends TaskListenerDecorator {
            private static final long serialVersionUID = 1;

            @Override
            public OutputStream decorate(OutputStream log) {
                return new FilterOutputStream(log) {
                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        if (Thread.currentThread().getName().startsWith("itwin-synchronization")
                                || new String(bytes, from, length, StandardCharsets.UTF_8).contains("executor")) {
                            throw new NoClassDefFoundError("of another plugin's log");
                        }
                        out.write(bytes, from, length);
                    }
                };
            }
        }
    }

    /** Adds actions to builds, and part of which is missing. */
    @TestExtension("aRunIsRecordedThoughAnotherPluginsActionsAreBroken")
    public static final class BrokenActions extends TransientActionFactory<Run> {

        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Collection<? extends Action> createFor(Run target) {
            if (Thread.currentThread().getName().startsWith("itwin-synchronization-work")) {
                throw new NoClassDefFoundError("of another plugin's action");
            }
            return List.of();
        }
    }

    private static final class NoDescription extends CauseOfInterruption {
        private static final long serialVersionUID = 1;

        @Override
        public String getShortDescription() {
            if (Arrays.stream(Thread.currentThread().getStackTrace())
                    .anyMatch(frame -> frame.getClassName().contains("synchronization.wait.CauseText"))) {
                throw new NoClassDefFoundError("of another plugin's cause");
            }
            return "another plugin";
        }
    }

    /** What another plugin adds to a build, which our threads cannot save then, since part of it is missing. */
    public static final class Unsaveable extends InvisibleAction {

        /** Jenkins itself saves the build, too. */
        public static final class ConverterImpl implements Converter {

            @Override
            public boolean canConvert(Class type) {
                return type == Unsaveable.class;
            }

            @Override
            public void marshal(Object action, HierarchicalStreamWriter writer, MarshallingContext context) {
                if (Thread.currentThread().getName().startsWith("itwin-synchronization")) {
                    throw new NoClassDefFoundError("of another plugin's action");
                }
            }

            @Override
            public Object unmarshal(HierarchicalStreamReader reader, UnmarshallingContext context) {
                return new Unsaveable();
            }
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
