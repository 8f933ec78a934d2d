package io.jenkins.plugins.synchronization.freestyle;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.AbortException;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Descriptor;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.tasks.Builder;
import hudson.util.Secret;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.Eventually;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.CaptureEnvironmentBuilder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The build step of freestyle projects. */
@WithJenkins
class SynchronizationRunBuilderTest {

    private static final String OTHER_RUN = "another-run";

    private JenkinsRule jenkins;
    private PlayedApi api;
    private FreeStyleProject project;

    @BeforeEach
    void startApi(JenkinsRule rule) throws Exception {
        jenkins = rule;
        api = PlayedApi.start();
        api.configure();
        project = jenkins.createFreeStyleProject();
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    private SynchronizationRunBuilder step(String runId) {
        return new SynchronizationRunBuilder(api.api().connectionId(), runId, PlayedApi.TOKEN_ID);
    }

    private SynchronizationRunBuilder step() {
        return step(api.api().runId());
    }

    private FreeStyleBuild start() throws Exception {
        return project.scheduleBuild2(0).waitForStart();
    }

    private FreeStyleBuild build(Result expected) throws Exception {
        return jenkins.assertBuildStatus(expected, project.scheduleBuild2(0));
    }

    @ParameterizedTest
    @CsvSource({
        "Success, SUCCESS, true",
        "PartialSuccess, UNSTABLE, true",
        "Error, FAILURE, false",
        "TimedOut, FAILURE, false",
        "Undetermined, FAILURE, false",
        "Canceled, ABORTED, false",
        "Skipped, SUCCESS, true",
        "SomethingNew, FAILURE, false"
    })
    void theRunsResultBecomesTheBuildsAndSaysWhetherTheNextStepRuns(String result, String expected, boolean goesOn)
            throws Exception {
        api.finish(result);
        CaptureEnvironmentBuilder next = new CaptureEnvironmentBuilder();
        project.getBuildersList().addAll(List.of(step(), next));

        FreeStyleBuild build = build(Result.fromString(expected));

        assertThat(next.getEnvVars() != null).isEqualTo(goesOn);
        jenkins.assertLogNotContains("\tat ", build);
        if (!expected.equals("SUCCESS")) {
            jenkins.assertLogContains("Synchronization run " + api.api().runId() + ": " + result, build);
            jenkins.assertLogContains("Run error: One file is broken", build);
        }
    }

    @Test
    void aResultMayBeMappedToAnotherAndNeverImprovesTheBuilds() throws Exception {
        api.finish("PartialSuccess");
        api.finish(OTHER_RUN, "Success");
        SynchronizationRunBuilder mapped = step();
        mapped.setOnPartialSuccess("SUCCESS");
        project.getBuildersList().add(mapped);
        build(Result.SUCCESS);

        project.getBuildersList().replaceBy(List.of(step(), step(OTHER_RUN)));
        build(Result.UNSTABLE);

        SynchronizationRunBuilder notBuilt = step();
        notBuilt.setOnPartialSuccess("NOT_BUILT");
        project.getBuildersList().replaceBy(List.of(notBuilt));
        build(Result.NOT_BUILT);
    }

    @Test
    void laterStepsFindTheLastRunInTheirEnvironment() throws Exception {
        api.finish("PartialSuccess");
        api.finish(OTHER_RUN, "Success");
        CaptureEnvironmentBuilder before = new CaptureEnvironmentBuilder();
        CaptureEnvironmentBuilder afterOne = new CaptureEnvironmentBuilder();
        CaptureEnvironmentBuilder afterTwo = new CaptureEnvironmentBuilder();
        project.getBuildersList().addAll(List.of(before, step(), afterOne, step(OTHER_RUN), afterTwo));

        FreeStyleBuild build = build(Result.UNSTABLE);

        assertThat(before.getEnvVars()).doesNotContainKey("SYNCHRONIZATION_RESULT");
        assertThat(afterOne.getEnvVars())
                .containsEntry("SYNCHRONIZATION_RESULT", "PartialSuccess")
                .containsEntry("SYNCHRONIZATION_OUTCOME", "UNSTABLE")
                .containsEntry("SYNCHRONIZATION_TASKS", "3")
                .containsEntry("SYNCHRONIZATION_TASKS_SUCCEEDED", "2")
                .containsEntry("SYNCHRONIZATION_TASKS_FAILED", "1")
                .containsEntry("SYNCHRONIZATION_TASKS_SKIPPED", "0")
                .containsEntry(
                        "SYNCHRONIZATION_REPORT_URL", jenkins.getURL() + build.getUrl() + "synchronization/run/1/");
        assertThat(afterTwo.getEnvVars())
                .containsEntry("SYNCHRONIZATION_RESULT", "Success")
                .containsEntry("SYNCHRONIZATION_TASKS_FAILED", "0");
        assertThat(build.getAction(SynchronizationAction.class).getRuns())
                .extracting(RunRecord::getKey)
                .containsExactly("1", "2");
        assertThat(build.getRootDir().toPath().resolve("build.xml")).content().doesNotContain("RunVariables");
    }

    @Test
    void aResultThatIsNoNameCannotBecomeACommand() throws Exception {
        api.finish("\"-No&calc.exe|$(id)\"");
        SynchronizationRunBuilder step = step();
        step.setArchiveReport(true);
        project.getBuildersList().add(step);

        FreeStyleBuild build = build(Result.FAILURE);

        assertThat(build.getEnvironment(jenkins.createTaskListener()))
                .containsEntry("SYNCHRONIZATION_RESULT", "_No_calc_exe___id_");
    }

    @Test
    void parametersAndVariablesAreReplacedInTheIdsTheNameAndTheNamesOfFiles() throws Exception {
        project.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("CONNECTION"), new StringParameterDefinition("RUN")));
        SynchronizationRunBuilder step = new SynchronizationRunBuilder("${CONNECTION}", " $RUN ", PlayedApi.TOKEN_ID);
        step.setName("of ${JOB_NAME}");
        step.setFileNames("c.dwg,Plant of ${JOB_NAME}");
        project.getBuildersList().add(step);
        api.finish("PartialSuccess");

        FreeStyleBuild build = jenkins.assertBuildStatus(
                Result.UNSTABLE,
                project.scheduleBuild2(
                        0,
                        new ParametersAction(
                                new StringParameterValue("CONNECTION", api.api().connectionId()),
                                new StringParameterValue("RUN", api.api().runId()))));

        jenkins.assertLogContains("[of " + project.getName() + "] ", build);
        jenkins.assertLogContains("Plant of " + project.getName() + ": Error (TAE_BRG_1000)", build);

        FreeStyleBuild unset = build(Result.FAILURE);
        jenkins.assertLogContains("Check that it is an ID, not a URL, and that all variables in it are set", unset);
    }

    @Test
    void abortingTheBuildEndsTheWait() throws Exception {
        project.getBuildersList().add(step());
        FreeStyleBuild build = start();
        api.awaitPoll();
        assertThat(jenkins.jenkins.toComputer().countBusy()).isOne();

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(BuildWaits.get().list()).isEmpty();
        jenkins.assertLogNotContains("\tat ", build);
    }

    @Test
    void withoutAnAnswerTheBuildFailsAndSaysWhy() throws Exception {
        CredentialsProvider.lookupStores(jenkins.jenkins)
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new StringCredentialsImpl(
                                CredentialsScope.GLOBAL, "stale", "", Secret.fromString("no-longer-good")));
        project.getBuildersList()
                .add(new SynchronizationRunBuilder(
                        api.api().connectionId(), api.api().runId(), "stale"));
        FreeStyleBuild refused = build(Result.FAILURE);
        jenkins.assertLogContains("ERROR: The API did not accept the token", refused);
        jenkins.assertLogNotContains("no-longer-good", refused);
        jenkins.assertLogNotContains("\tat ", refused);

        project.getBuildersList()
                .replaceBy(List.of(new SynchronizationRunBuilder(
                        api.api().connectionId(), api.api().runId(), "none-such")));
        jenkins.assertLogContains("Cannot find credentials “none-such”", build(Result.FAILURE));

        project.getBuildersList()
                .replaceBy(List.of(new SynchronizationRunBuilder(
                        api.api().connectionId(), api.api().runId(), "")));
        jenkins.assertLogContains("ERROR: credentialsId is missing", build(Result.FAILURE));

        SynchronizationRunBuilder elsewhere = step();
        elsewhere.setServer("none such");
        project.getBuildersList().replaceBy(List.of(elsewhere));
        jenkins.assertLogContains("ERROR: Server “none such” does not exist", build(Result.FAILURE));

        SynchronizationRunBuilder wrong = step();
        wrong.setOnError("BROKEN");
        project.getBuildersList().replaceBy(List.of(wrong));
        jenkins.assertLogContains("ERROR: onError must be one of", build(Result.FAILURE));
    }

    @Test
    void aServerThatIsTakenAwayEndsTheWait() throws Exception {
        project.getBuildersList().add(step());
        FreeStyleBuild build = start();
        api.awaitPoll();

        SynchronizationConfiguration.get().setDefaultServer(null);
        SynchronizationConfiguration.get().setServers(List.of());

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("removed", build);
    }

    @Test
    void theFormLosesNothing() throws Exception {
        SynchronizationRunBuilder plain = step();
        jenkins.assertEqualDataBoundBeans(plain, jenkins.configRoundtrip(plain));

        SynchronizationRunBuilder full = new SynchronizationRunBuilder("$CONNECTION", "$RUN", PlayedApi.CLIENT_ID);
        full.setServer(PlayedApi.SERVER);
        full.setConnectionType("storage");
        full.setTimeoutMinutes(90);
        full.setName("model");
        full.setFileNames("a,Plant.dgn\nb,Site.dgn");
        full.setArchiveReport(true);
        full.setSkipPublishingChecks(true);
        full.setOnPartialSuccess("FAILURE");
        full.setOnError("UNSTABLE");
        full.setOnTimedOut("ABORTED");
        full.setOnCanceled("NOT_BUILT");
        full.setOnSkipped("UNSTABLE");
        full.setOnUndetermined("UNSTABLE");
        jenkins.assertEqualDataBoundBeans(full, jenkins.configRoundtrip(full));
    }

    @Test
    void choicesInTheOtherCaseSurviveTheForm() throws Exception {
        SynchronizationRunBuilder step = step();
        step.setStarts(true);
        step.setConnectionType("STORAGE");
        step.setIfActive("Join");
        step.setOnError("unstable");

        assertThat(jenkins.configRoundtrip(step))
                .returns("storage", SynchronizationRunBuilder::getConnectionType)
                .returns("join", SynchronizationRunBuilder::getIfActive)
                .returns("UNSTABLE", SynchronizationRunBuilder::getOnError);

        step.setConnectionType("MANIFEST");
        step.setIfActive("WAIT");

        assertThat(step)
                .returns(null, SynchronizationRunBuilder::getConnectionType)
                .returns(null, SynchronizationRunBuilder::getIfActive);
    }

    @Test
    void theConfigurationIsPlainAndReadWhereFieldsAreMissing() throws Exception {
        SynchronizationRunBuilder step = step();
        step.setOnError("UNSTABLE");
        project.getBuildersList().add(step);
        project.save();
        assertThat(project.getConfigFile().asString())
                .contains("<runId>" + api.api().runId() + "</runId>", "<onError>UNSTABLE</onError>")
                .doesNotContain("connectionType", "<entry>");

        String xml = project.getConfigFile()
                .asString()
                .replaceAll("<credentialsId>[^<]*</credentialsId>", "")
                .replace("UNSTABLE", "unstable");
        Files.writeString(project.getConfigFile().getFile().toPath(), xml);
        project.doReload();

        project = jenkins.jenkins.getItemByFullName(project.getFullName(), FreeStyleProject.class);
        assertThat(project.getBuildersList()
                        .get(SynchronizationRunBuilder.class)
                        .getOnError())
                .as("as the form offers it")
                .isEqualTo("UNSTABLE");
        jenkins.assertLogContains("ERROR: credentialsId is missing", build(Result.FAILURE));
    }

    /** Goes on after a step that fails, as plugins with conditions do. */
    public static final class Regardless extends Builder {

        private final SynchronizationRunBuilder step;

        Regardless(SynchronizationRunBuilder step) {
            this.step = step;
        }

        @Override
        public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                throws InterruptedException, IOException {
            try {
                step.perform(build, launcher, listener);
            } catch (AbortException failed) {
                listener.error(failed.getMessage());
            }
            return true;
        }
    }

    @Test
    void waitsWithoutAResultAndRunsHaveKeysOfTheirOwn() throws Exception {
        api.finish("Success");
        project.getBuildersList().add(new Regardless(step("no/id")));
        project.getBuildersList().add(new Regardless(step()));
        project.getBuildersList().add(new Regardless(step("also/none")));
        project.getBuildersList().add(new Regardless(step()));

        FreeStyleBuild build = project.scheduleBuild2(0).get();

        SynchronizationAction stored = SynchronizationAction.of(build);
        assertThat(stored.getEndedWaits()).extracting(EndedWait::getKey).containsExactly("1", "3");
        assertThat(stored.getRuns()).extracting(RunRecord::getKey).containsExactly("2", "4");
    }

    @Test
    void aWaitThatCouldNotBeginIsStoredWhileTheBuildGoesOn() throws Exception {
        project.getBuildersList().add(new Regardless(step("no/id")));
        project.getBuildersList().add(step());
        FreeStyleBuild build = start();
        api.awaitPoll();

        Path stored = build.getRootDir().toPath().resolve("build.xml");
        Eventually.holds(() -> Files.exists(stored) && Files.readString(stored).contains(EndedWait.NOT_STARTED));

        assertThat(build.isBuilding()).isTrue();
        api.finish("Success");
        jenkins.waitForCompletion(build);
        assertThat(SynchronizationAction.of(build).getEndedWaits()).hasSize(1);
    }

    @Test
    void anAbortedWaitSaysByWhom() throws Exception {
        project.getBuildersList().add(step());
        FreeStyleBuild build = start();
        api.awaitPoll();

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        Eventually.holds(() -> !SynchronizationAction.of(build).getEndedWaits().isEmpty());
        assertThat(SynchronizationAction.of(build).getEndedWaits())
                .singleElement()
                .satisfies(wait -> {
                    assertThat(wait.getReason()).isEqualTo(EndedWait.ABORTED);
                    assertThat(wait.getMessage()).startsWith("Aborted");
                });
    }

    @Test
    void configurationAsCodeNamesTheBuildStepAsAPipelineDoes() throws Exception {
        Descriptor<?> found = SymbolLookup.get().findDescriptor(Builder.class, "waitForSynchronizationRun");

        Object step = new DescribableModel<>(found.clazz)
                .instantiate(Map.of(
                        "connectionId", "c", "runId", "r", "credentialsId", "itwin", "onPartialSuccess", "SUCCESS"));

        assertThat(step)
                .isInstanceOf(SynchronizationRunBuilder.class)
                .extracting("runId", "onPartialSuccess")
                .containsExactly("r", "SUCCESS");
    }
}
