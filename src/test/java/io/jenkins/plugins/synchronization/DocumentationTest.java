package io.jenkins.plugins.synchronization;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.AdministrativeMonitor;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.yaml.YamlSource;
import io.jenkins.plugins.synchronization.config.ConfigurationMonitor;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.simulator.Scenario;
import io.jenkins.plugins.synchronization.step.StartSynchronizationRunStep;
import io.jenkins.plugins.synchronization.step.SynchronizationResult;
import io.jenkins.plugins.synchronization.step.SynchronizeITwinStep;
import io.jenkins.plugins.synchronization.step.WaitForSynchronizationRunStep;
import java.beans.Introspector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What README and docs promise: their examples run, and their tables name all there is. */
@WithJenkins
class DocumentationTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static String page(String name) throws IOException {
        return Files.readString(Path.of(name));
    }

    static Stream<String> blocks(String page, String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page(page))
                .results()
                .map(block -> block.group(1));
    }

    /** What the first column of a table has in code; a name that begins with a dot belongs to the object before it. */
    private static List<String> names(String page, String heading) throws IOException {
        List<String> names = new ArrayList<>();
        page(page)
                .lines()
                .dropWhile(line -> !line.equals("## " + heading))
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(line -> CODE.matcher(line.split("\\|")[1]).results())
                .map(code -> code.group(1))
                .forEach(name -> names.add(
                        name.startsWith(".")
                                ? names.get(names.size() - 1).replaceFirst("\\.[^.]*$", "") + name
                                : name));
        return names;
    }

    static Stream<String> pipelines() throws IOException {
        return Stream.concat(blocks("README.md", "groovy"), blocks("docs/pipeline.md", "groovy"))
                .filter(pipeline -> pipeline.matches(
                        "(?s).*(waitForSynchronizationRun|startSynchronizationRun|synchronizeITwin).*"));
    }

    private static final String MANIFEST = "writeFile file: 'manifest.json', text: '{\"sourceFiles\": []}'";

    /** Runs a pipeline, with the variables and parameters that the examples use, where all runs have ended in this way. */
    private static void run(JenkinsRule jenkins, String pipeline, String ended, Result expected) throws Exception {
        try (PlayedApi api = PlayedApi.start(PlayedApi.ended(ended))) {
            api.configure();
            // The connection's ID is one of a storage connection, too: the examples that start runs have both kinds.
            api.api().addConnection(Scenario.parse("""
                    connection: storage
                    connectionId: %s
                    iModelId: other
                    states: [{state: Executing, for: 0s}]
                    result: Success
                    """.formatted(api.api().connectionId())));
            String connection = api.api().connectionId();
            String run = api.api().runId();
            String variables =
                    "MODEL = BRIDGES = ROADS = '%s'; id = first = second = '%s'\n".formatted(connection, run);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.addProperty(new ParametersDefinitionProperty(
                    new StringParameterDefinition("CONNECTION", connection),
                    new StringParameterDefinition("RUN", run)));
            boolean declarative = pipeline.startsWith("pipeline");
            job.setDefinition(new CpsFlowDefinition(
                    declarative ? pipeline : variables + pipeline.replace("checkout scm", MANIFEST), true));

            jenkins.assertBuildStatus(
                    expected,
                    job.scheduleBuild2(
                            0,
                            new ParametersAction(
                                    new StringParameterValue("CONNECTION", connection),
                                    new StringParameterValue("RUN", run))));
        }
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void eachPipelineOfThePagesRuns(String pipeline, JenkinsRule jenkins) throws Exception {
        run(jenkins, pipeline, "Success", Result.SUCCESS);
    }

    @ParameterizedTest
    @CsvSource({"Error, FAILURE", "Canceled, ABORTED"})
    void theExampleThatReadsAFailedRunLeavesTheResultAsItIs(String ended, String expected, JenkinsRule jenkins)
            throws Exception {
        String example = pipelines()
                .filter(pipeline -> pipeline.contains("e.result.summary"))
                .findFirst()
                .orElseThrow();

        run(jenkins, example, ended, Result.fromString(expected));
    }

    @Test
    void theTableOfArgumentsHasAllArguments(JenkinsRule jenkins) throws Exception {
        assertThat(names("docs/pipeline.md", "Arguments"))
                .containsAll(new DescribableModel<>(WaitForSynchronizationRunStep.class)
                        .getParameters().stream()
                                .map(DescribableParameter::getName)
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(classes = {StartSynchronizationRunStep.class, SynchronizeITwinStep.class})
    void theTablesOfArgumentsHaveThoseOfTheStepsThatStart(Class<?> step, JenkinsRule jenkins) throws Exception {
        List<String> documented = new ArrayList<>(names("docs/pipeline.md", "Arguments"));
        documented.addAll(names("docs/pipeline.md", "Starting runs"));

        assertThat(documented)
                .containsAll(new DescribableModel<>(step)
                        .getParameters().stream()
                                .map(DescribableParameter::getName)
                                .toList());
    }

    @Test
    void aSandboxedScriptReadsEachPropertyOfTheReturnValue(JenkinsRule jenkins) throws Exception {
        List<String> names = names("docs/pipeline.md", "Return value");

        // Without an error there is none to read.
        run(
                jenkins,
                "def run = waitForSynchronizationRun(connectionId: MODEL, runId: id, credentialsId: 'itwin')\n"
                        + names.stream()
                                .filter(name -> !name.startsWith("error."))
                                .map(name -> "echo \"%s: ${run.%s}\"".formatted(name, name))
                                .collect(Collectors.joining("\n")),
                "Success",
                Result.SUCCESS);
        assertThat(names.stream().map(name -> name.replaceFirst("\\..*", "")))
                .containsAll(Arrays.stream(SynchronizationResult.class.getMethods())
                        .filter(method -> method.isAnnotationPresent(Whitelisted.class))
                        .map(Method::getName)
                        .filter(name -> name.startsWith("get"))
                        .map(name -> Introspector.decapitalize(name.substring(3)))
                        .toList());
    }

    @Test
    void theConfigurationAsCodeOfThePageIsAccepted(JenkinsRule jenkins) throws Exception {
        for (String yaml : blocks("docs/configuration.md", "yaml").toList()) {
            ConfigurationAsCode.get()
                    .configureWith(YamlSource.of(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))));
        }

        assertThat(SynchronizationConfiguration.get().target(null).name()).isEqualTo("QA");
        assertThat(AdministrativeMonitor.all().get(ConfigurationMonitor.class).isActivated())
                .isFalse();
    }
}
