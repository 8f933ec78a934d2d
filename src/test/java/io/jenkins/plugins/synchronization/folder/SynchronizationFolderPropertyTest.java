package io.jenkins.plugins.synchronization.folder;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.config.FolderDefaults;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.freestyle.SynchronizationRunBuilder;
import io.jenkins.plugins.synchronization.step.WaitForSynchronizationRunStep;
import io.jenkins.plugins.synchronization.wait.RunForm;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Jobs in a folder within a folder. The default server of Jenkins is one that does not work. */
@WithJenkins
class SynchronizationFolderPropertyTest {

    private static final String BUILT_IN = SynchronizationConfiguration.BUILT_IN_SERVER;

    private static final String MANIFEST = "{\"sourceFiles\": [{\"id\": \"a.dwg\"}]}";

    private JenkinsRule jenkins;
    private PlayedApi api;
    private Folder outer;
    private Folder inner;

    @BeforeEach
    void startApi(JenkinsRule rule) throws Exception {
        jenkins = rule;
        api = PlayedApi.start();
        api.configure();
        api.finish("Success");
        SynchronizationConfiguration.get().setDefaultServer("none");
        outer = jenkins.createProject(Folder.class, "outer");
        inner = outer.createProject(Folder.class, "inner");
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    private static void set(Folder folder, String server, String credentialsId) throws Exception {
        folder.getProperties().replace(property(server, credentialsId));
    }

    private static SynchronizationFolderProperty property(String server, String credentialsId) {
        SynchronizationFolderProperty property = new SynchronizationFolderProperty();
        property.setServer(server);
        property.setCredentialsId(credentialsId);
        return property;
    }

    private static void secret(Folder folder, String id, String secret) throws Exception {
        CredentialsStore store =
                CredentialsProvider.lookupStores(folder).iterator().next();
        store.addCredentials(
                Domain.global(),
                new StringCredentialsImpl(CredentialsScope.GLOBAL, id, null, Secret.fromString(secret)));
    }

    private Run<?, ?> run(Folder folder, String script, Result expected) throws Exception {
        WorkflowJob job = folder.createProject(WorkflowJob.class, "job");
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.assertBuildStatus(expected, job.scheduleBuild2(0));
    }

    private String ids() {
        return "connectionId: '" + api.api().connectionId() + "', runId: '"
                + api.api().runId() + "'";
    }

    private Run<?, ?> runWaiting(String more, Result expected) throws Exception {
        return run(inner, "waitForSynchronizationRun(" + ids() + more + ")", expected);
    }

    @Test
    void aStepNeedsOnlyItsRunAndEachFieldComesFromTheNearestFolderThatSetsIt() throws Exception {
        set(outer, PlayedApi.SERVER, "wrong");
        set(inner, null, PlayedApi.TOKEN_ID);

        runWaiting("", Result.SUCCESS);
    }

    @Test
    void whatTheStepSaysComesFirst() throws Exception {
        set(outer, BUILT_IN, "wrong");
        set(inner, "no such server", "wrong");

        runWaiting(", server: 'played', credentialsId: 'itwin-client'", Result.SUCCESS);
    }

    @Test
    void aJobAboveTheFolderHasNoneOfItsDefaults() throws Exception {
        set(inner, PlayedApi.SERVER, PlayedApi.TOKEN_ID);

        Run<?, ?> build = run(outer, "waitForSynchronizationRun(" + ids() + ")", Result.FAILURE);

        jenkins.assertLogContains("credentialsId is missing", build);
    }

    @Test
    void aFolderWithoutServerLeavesThatOfTheConfiguration() throws Exception {
        set(inner, null, PlayedApi.TOKEN_ID);

        jenkins.assertLogContains("Server “none” does not exist", runWaiting("", Result.FAILURE));
    }

    @Test
    void aStepThatStartsARunHasTheDefaults() throws Exception {
        set(outer, PlayedApi.SERVER, PlayedApi.TOKEN_ID);
        String connection = api.api().connectionId();

        run(
                inner,
                "startSynchronizationRun(connectionId: '" + connection + "', manifest: '" + MANIFEST + "')",
                Result.SUCCESS);

        assertThat(api.api().manifests(connection)).containsExactly(MANIFEST);
    }

    @Test
    void aFreestyleJobHasTheDefaultsAndItsOwnFieldsComeFirst() throws Exception {
        set(inner, PlayedApi.SERVER, "wrong");
        FreeStyleProject job = inner.createProject(FreeStyleProject.class, "freestyle");
        String run = api.api().runId();
        job.getBuildersList().add(new SynchronizationRunBuilder(api.api().connectionId(), run, PlayedApi.TOKEN_ID));
        jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));

        set(inner, null, null);
        set(outer, PlayedApi.SERVER, PlayedApi.TOKEN_ID);
        job.getBuildersList().replace(new SynchronizationRunBuilder(api.api().connectionId(), run, ""));

        jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));
    }

    @Test
    void aFolderNamesCredentialsButGivesAJobNoneThatItCouldNotUse() throws Exception {
        Folder neighbor = jenkins.createProject(Folder.class, "neighbor");
        secret(neighbor, "neighbors", api.api().validToken());
        set(outer, PlayedApi.SERVER, "neighbors");

        Run<?, ?> build = runWaiting("", Result.FAILURE);

        jenkins.assertLogContains("Cannot find credentials “neighbors”", build);
        assertThat(api.polls()).isZero();
    }

    @Test
    void credentialsAreThoseOfTheJobsOwnScopeAlsoIfAFolderAboveNamesThem() throws Exception {
        secret(outer, "same", "not-valid");
        secret(inner, "same", api.api().validToken());
        set(outer, PlayedApi.SERVER, "same");

        runWaiting("", Result.SUCCESS);
    }

    @Test
    void theFormLosesNothingAndAnEmptyOneStoresNothing() throws Exception {
        set(outer, PlayedApi.SERVER, PlayedApi.TOKEN_ID);

        jenkins.configRoundtrip(outer);
        jenkins.configRoundtrip(inner);

        jenkins.assertEqualDataBoundBeans(
                property(PlayedApi.SERVER, PlayedApi.TOKEN_ID),
                outer.getProperties().get(SynchronizationFolderProperty.class));
        assertThat(inner.getProperties().get(SynchronizationFolderProperty.class))
                .isNull();
    }

    @Test
    void onlyWhoMayConfigureTheFolderIsShownWhatItMayName() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("configurer")
                .grant(Jenkins.READ, Item.READ, CredentialsProvider.USE_ITEM)
                .everywhere()
                .to("user"));
        set(outer, PlayedApi.SERVER, null);
        SynchronizationFolderProperty.DescriptorImpl form =
                ExtensionList.lookupSingleton(SynchronizationFolderProperty.DescriptorImpl.class);

        try (ACLContext as = ACL.as(User.getById("configurer", true))) {
            assertThat(values(form.doFillServerItems(inner, ""))).containsExactly("", BUILT_IN, PlayedApi.SERVER);
            assertThat(form.doFillServerItems(inner, "").get(0).name).isEqualTo("Default (played)");
            assertThat(form.doFillServerItems(outer, "").get(0).name).isEqualTo("Default (none)");
            assertThat(values(form.doFillCredentialsIdItems(inner, "", ""))).contains(PlayedApi.TOKEN_ID);
            assertThat(form.doCheckCredentialsId(inner, "", "gone").kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(form.doCheckCredentialsId(inner, "", "").kind).isEqualTo(FormValidation.Kind.OK);
            assertThat(form.doCheckCredentialsId(inner, "", PlayedApi.TOKEN_ID).kind)
                    .isEqualTo(FormValidation.Kind.OK);
        }
        try (ACLContext as = ACL.as(User.getById("user", true))) {
            assertThat(values(form.doFillServerItems(inner, "mine"))).containsExactly("mine");
            assertThat(values(form.doFillCredentialsIdItems(inner, "", "mine"))).containsExactly("mine");
            assertThat(form.doCheckCredentialsId(inner, "", "gone").kind).isEqualTo(FormValidation.Kind.OK);
        }
    }

    @Test
    void outsideAFolderTheFormRepeatsWhatWasSent() {
        SynchronizationFolderProperty.DescriptorImpl form =
                ExtensionList.lookupSingleton(SynchronizationFolderProperty.DescriptorImpl.class);

        assertThat(values(form.doFillServerItems(null, "mine"))).containsExactly("mine");
        assertThat(values(form.doFillCredentialsIdItems(null, "", "mine"))).containsExactly("mine");
        assertThat(form.doCheckCredentialsId(null, "", "gone").kind).isEqualTo(FormValidation.Kind.OK);
    }

    private static List<String> values(ListBoxModel list) {
        return list.stream().map(option -> option.value).toList();
    }

    @Test
    void theFormOfAStepKnowsTheDefaults() throws Exception {
        set(outer, PlayedApi.SERVER, PlayedApi.TOKEN_ID);
        WorkflowJob job = inner.createProject(WorkflowJob.class, "job");
        RunForm form = ExtensionList.lookupSingleton(WaitForSynchronizationRunStep.DescriptorImpl.class);

        assertThat(form.doFillServerItems(job, "").get(0).name).isEqualTo("Default (played)");
        assertThat(form.doCheckCredentialsId(job, "", "").kind).isEqualTo(FormValidation.Kind.OK);
        set(inner, null, "gone");
        assertThat(form.doCheckCredentialsId(job, "", "").getMessage()).contains("Cannot find credentials “gone”");
        assertThat(FolderDefaults.server(null, null)).isNull();
    }

    @Test
    void aStepWithoutServerAndCredentialsIsShortInTheSnippetGenerator() throws Exception {
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        new WaitForSynchronizationRunStep("connection", "run", ""),
                        "waitForSynchronizationRun connectionId: 'connection', runId: 'run'");
    }

    @Test
    void scriptsCallThePropertyByItsSymbol() throws Exception {
        assertThat(SymbolLookup.get().findDescriptor(AbstractFolderProperty.class, "itwinSynchronizationDefaults"))
                .isInstanceOf(SynchronizationFolderProperty.DescriptorImpl.class);
        SynchronizationFolderProperty made = new DescribableModel<>(SynchronizationFolderProperty.class)
                .instantiate(Map.of("server", "a", "credentialsId", "b"), null);
        jenkins.assertEqualDataBoundBeans(property("a", "b"), made);
    }
}
