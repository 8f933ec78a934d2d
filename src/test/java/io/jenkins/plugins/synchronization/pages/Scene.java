package io.jenkins.plugins.synchronization.pages;

import hudson.model.FreeStyleProject;
import hudson.model.ListView;
import hudson.model.Result;
import hudson.views.BuildButtonColumn;
import hudson.views.JobColumn;
import hudson.views.StatusColumn;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.config.SynchronizationServer;
import io.jenkins.plugins.synchronization.freestyle.SynchronizationRunBuilder;
import io.jenkins.plugins.synchronization.job.SynchronizationColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** Jobs and builds to look at. All but one are over. */
final class Scene {

    private static final String SITE = "site-model";

    private Scene() {}

    /** Has the API play the runs, and the Jenkins wait for them. */
    static void set(PageJenkins jenkins) throws Throwable {
        PlayedApi api = jenkins.api();
        jenkins.run(Scene::nameServer);
        String connection = api.api().connectionId();
        List<String> nights = nights();
        for (int i = 1; i <= nights.size(); i++) {
            api.play(night(i), nights.get(i - 1));
        }
        api.play("empty", Scenarios.EMPTY);
        api.play("huge", Scenarios.HUGE);
        int builds = nights.size();
        jenkins.run(rule -> buildSite(rule, connection, builds));
        jenkins.run(rule -> buildOthers(rule, connection));
        String running = api.api().runId();
        jenkins.run(rule -> start(rule, "running", connection, running, "'Site model'"));
        api.awaitPoll();
        api.awaitNextPoll();
    }

    private static void nameServer(JenkinsRule rule) {
        SynchronizationConfiguration configuration = SynchronizationConfiguration.get();
        SynchronizationServer played = configuration.getServers().get(0);
        SynchronizationServer server = new SynchronizationServer("iTwin Platform", played.getApiUrl());
        server.setTokenUrl(played.getTokenUrl());
        server.setMinIntervalSeconds(played.getMinIntervalSeconds());
        server.setMaxIntervalSeconds(played.getMaxIntervalSeconds());
        configuration.setServers(List.of(server));
        configuration.setDefaultServer(server.getName());
    }

    /** The ID of the run of a night, which looks as the API's do. */
    private static String night(int number) {
        return UUID.nameUUIDFromBytes(("night " + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static List<String> nights() {
        return List.of(
                Scenarios.night(12, "Success"),
                Scenarios.night(13, "PartialSuccess", "Tower-B-Interior.rvt"),
                Scenarios.night(14, "Success"),
                Scenarios.night(15, "Canceled"),
                Scenarios.night(
                        16,
                        "Error",
                        "Site-Utilities-Existing.dwg",
                        "Plant-Pump-House.ifc",
                        "Tower-B-Interior.rvt",
                        "Tower-A-Structure.rvt"),
                Scenarios.night(17, "PartialSuccess", "Site-Utilities-Existing.dwg", "Tower-A-Structure.rvt"),
                Scenarios.night(
                        18,
                        "PartialSuccess",
                        "Site-Utilities-Existing.dwg",
                        "Plant-Pump-House.ifc",
                        "Tower-B-Interior.rvt"));
    }

    private static void buildSite(JenkinsRule rule, String connection, int builds) throws Exception {
        WorkflowJob site = rule.createProject(WorkflowJob.class, SITE);
        for (int i = 1; i <= builds; i++) {
            site.setDefinition(pipeline(wait(connection, night(i), "'Site model'")));
            rule.waitForCompletion(site.scheduleBuild2(0).waitForStart());
        }
    }

    private static void buildOthers(JenkinsRule rule, String connection) throws Exception {
        build(
                rule,
                "two-models",
                wait(connection, night(7), "'Site model'") + "\n" + wait(connection, night(3), "'Plant model'"));
        build(rule, "empty", wait(connection, "empty", ""));
        build(rule, "success", wait(connection, night(1), "'Site model'"));
        build(rule, "huge", wait("archive", "huge", "'All files of the archive'"));
        ListView view = new ListView("Synchronization");
        view.setIncludeRegex("site-model|two-models|success|huge|empty");
        view.getColumns()
                .replaceBy(List.of(
                        new StatusColumn(), new JobColumn(), new SynchronizationColumn(), new BuildButtonColumn()));
        rule.jenkins.addView(view);
        FreeStyleProject freestyle = rule.createFreeStyleProject("freestyle");
        SynchronizationRunBuilder step = new SynchronizationRunBuilder(connection, night(1), PlayedApi.TOKEN_ID);
        step.setConnectionType("storage");
        freestyle.getBuildersList().add(step);
        rule.buildAndAssertStatus(Result.SUCCESS, freestyle);
    }

    private static void build(JenkinsRule rule, String name, String script) throws Exception {
        WorkflowJob job = rule.createProject(WorkflowJob.class, name);
        job.setDefinition(pipeline(script));
        rule.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    /** Begins a build that waits for a run. */
    static void start(JenkinsRule rule, String name, String connection, String run, String label) throws Exception {
        WorkflowJob job = rule.createProject(WorkflowJob.class, name);
        job.setDefinition(pipeline(wait(connection, run, label)));
        job.scheduleBuild2(0).waitForStart();
    }

    private static String wait(String connection, String run, String name) {
        List<String> arguments = new ArrayList<>(List.of(
                "connectionId: '" + connection + "'",
                "connectionType: 'storage'",
                "runId: '" + run + "'",
                "credentialsId: '" + PlayedApi.TOKEN_ID + "'"));
        if (!name.isEmpty()) {
            arguments.add("name: " + name);
        }
        return "stage('Synchronize') { waitForSynchronizationRun(" + String.join(", ", arguments) + ") }";
    }

    private static CpsFlowDefinition pipeline(String script) throws Exception {
        return new CpsFlowDefinition(script, true);
    }
}
