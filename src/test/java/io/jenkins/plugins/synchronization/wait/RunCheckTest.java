package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Fingerprint;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;
import hudson.util.Secret;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.freestyle.SynchronizationRunBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlElementUtil;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The button "Check run", as a browser presses it. */
@WithJenkins
class RunCheckTest {

    private static final String BUILDER = "descriptorByName/" + SynchronizationRunBuilder.class.getName() + "/checkRun";

    private JenkinsRule jenkins;
    private PlayedApi api;
    private FreeStyleProject project;

    @BeforeEach
    void startApi(JenkinsRule rule) throws Exception {
        jenkins = rule;
        api = PlayedApi.start();
        api.configure();
        project = jenkins.createFreeStyleProject("job");
        CredentialsProvider.USE_ITEM.setEnabled(true);
    }

    @AfterEach
    void stopApi() {
        api.close();
        CredentialsProvider.USE_ITEM.setEnabled(false);
    }

    private String check(WebClient user, String url, String runId, String credentialsId, String server)
            throws Exception {
        WebRequest request = new WebRequest(user.createCrumbedUrl(url), HttpMethod.POST);
        List<NameValuePair> parameters = new ArrayList<>();
        Map.of(
                        "server", server,
                        "connectionType", "manifest",
                        "connectionId", api.api().connectionId(),
                        "runId", runId,
                        "credentialsId", credentialsId)
                .forEach((name, value) -> parameters.add(new NameValuePair(name, value)));
        request.setRequestParameters(parameters);
        Page page = user.getPage(request);
        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(200);
        return page.getWebResponse().getContentAsString();
    }

    /** Each check is somebody else's, so that none has to wait for the one before. */
    private String check(String user, String runId, String credentialsId, String server) throws Exception {
        return check(jenkins.createWebClient().login(user), "job/job/" + BUILDER, runId, credentialsId, server);
    }

    /** The API shows a run as executing when it is first asked for. */
    private String checkOnceItHasEnded() throws Exception {
        String shown = "";
        for (int user = 0; !shown.contains("The run ended"); user++) {
            shown = check("user" + user, api.api().runId(), PlayedApi.TOKEN_ID, "");
        }
        return shown;
    }

    private void everybodyMay() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .toEveryone());
    }

    @Test
    void itSaysHowTheRunStandsAndEndsNothing() throws Exception {
        everybodyMay();
        assertThat(check("a", api.api().runId(), PlayedApi.TOKEN_ID, ""))
                .contains("class=\"ok\"", "The run is executing, phase MasterFile; 0 of 2 tasks completed");
        assertThat(check("b", api.api().runId(), PlayedApi.CLIENT_ID, PlayedApi.SERVER))
                .contains("class=\"ok\"", "The run is executing");

        api.finish("PartialSuccess");

        assertThat(checkOnceItHasEnded())
                .contains("class=\"ok\"", "The run ended after", ": partial success. 3 tasks: 1 failed, 2 succeeded");
        assertThat(BuildWaits.get().list()).isEmpty();
    }

    @Test
    void theCredentialsKnowThatTheJobUsedThem() throws Exception {
        everybodyMay();

        check("a", api.api().runId(), PlayedApi.TOKEN_ID, "");

        Fingerprint uses = CredentialsProvider.getFingerprintOf(CredentialsProvider.findCredentialByIdInItem(
                PlayedApi.TOKEN_ID,
                StandardCredentials.class,
                jenkins.jenkins.getItemByFullName("job", Item.class),
                ACL.SYSTEM2,
                List.of()));
        assertThat(uses.getFacets()).isNotEmpty();
    }

    @Test
    void itSaysWhatIsWrong() throws Exception {
        everybodyMay();
        assertThat(check("a", "no-such-run", PlayedApi.TOKEN_ID, ""))
                .contains("class=\"error\"", "The API cannot find the run", "Check the run ID");
        assertThat(check("b", api.api().runId(), "none-such", ""))
                .contains("class=\"error\"", "Cannot find credentials “none-such”");
        assertThat(check("c", "https://evil.example/runs/1", PlayedApi.TOKEN_ID, ""))
                .contains("class=\"error\"", "The URL of the run is not on the server");
        assertThat(check("c2", "a b", PlayedApi.TOKEN_ID, ""))
                .contains("class=\"error\"", "runId must be 1–128 letters");
        assertThat(check("d", "${RUN}", PlayedApi.TOKEN_ID, ""))
                .contains("class=\"warning\"", "because the IDs contain variables.");
        assertThat(check("e", api.api().runId(), PlayedApi.TOKEN_ID, "http://evil.example/"))
                .contains("class=\"error\"", "does not exist");
        api.close();
        assertThat(check("f", api.api().runId(), PlayedApi.TOKEN_ID, ""))
                .contains("class=\"error\"", "The API cannot be reached", "Correlation ID for support");
    }

    @Test
    void hostileTextStaysText() throws Exception {
        everybodyMay();
        api.finish("<script>alert(1)</script>");

        String shown = checkOnceItHasEnded();
        String server = check("b", api.api().runId(), PlayedApi.TOKEN_ID, "<img src=x onerror=alert(1)>");

        assertThat(shown).contains("The run ended").doesNotContain("<script>");
        assertThat(server).contains("does not exist").doesNotContain("<img src=x");
    }

    @Test
    void itNeedsBothPermissionsOnTheItem() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new WithoutImplications(Map.of(
                "configures", Set.of(Item.CONFIGURE),
                "uses", Set.of(CredentialsProvider.USE_ITEM),
                "both", Set.of(Item.CONFIGURE, CredentialsProvider.USE_ITEM),
                "admin", Set.of(Jenkins.ADMINISTER))));

        for (String user : List.of("neither", "configures", "uses")) {
            assertThat(check(user, api.api().runId(), PlayedApi.TOKEN_ID, ""))
                    .contains("class=\"error\"", "Required permissions")
                    .doesNotContain("executing");
        }
        assertThat(api.polls()).isZero();

        assertThat(check("both", api.api().runId(), PlayedApi.TOKEN_ID, "")).contains("The run is executing");
        assertThat(check(
                        jenkins.createWebClient().login("both"),
                        BUILDER,
                        api.api().runId(),
                        PlayedApi.TOKEN_ID,
                        ""))
                .contains("Required permissions");
        assertThat(check(
                        jenkins.createWebClient().login("admin"),
                        BUILDER,
                        api.api().runId(),
                        PlayedApi.TOKEN_ID,
                        ""))
                .contains("The run is executing");
    }

    @Test
    void aSecondCheckRightAfterTheFirstIsPutOff() throws Exception {
        WebClient user = jenkins.createWebClient();
        String url = "job/job/" + BUILDER;
        String first = check(user, url, api.api().runId(), PlayedApi.TOKEN_ID, "");
        List<String> later = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            later.add(check(user, url, api.api().runId(), PlayedApi.TOKEN_ID, ""));
        }

        assertThat(first).contains("The run is executing");
        assertThat(later)
                .anyMatch(answer -> answer.contains("class=\"warning\"") && answer.contains("Please wait a moment"));
        assertThat(api.polls()).isLessThan(4);
    }

    @Test
    void aJobFindsTheCredentialsOfItsFolders() throws Exception {
        everybodyMay();
        Folder folder = jenkins.createProject(Folder.class, "folder");
        folder.createProject(FreeStyleProject.class, "inner");
        CredentialsProvider.lookupStores(folder)
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new StringCredentialsImpl(
                                CredentialsScope.GLOBAL,
                                "of-folder",
                                "",
                                Secret.fromString(api.api().validToken())));

        assertThat(check(
                        jenkins.createWebClient().login("a"),
                        "job/folder/job/inner/" + BUILDER,
                        api.api().runId(),
                        "of-folder",
                        ""))
                .contains("The run is executing");
        assertThat(check("b", api.api().runId(), "of-folder", "")).contains("Cannot find credentials “of-folder”");
    }

    @Test
    void theButtonInTheFormShowsTheAnswerAndAGetIsRefused() throws Exception {
        project.getBuildersList()
                .add(new SynchronizationRunBuilder(
                        api.api().connectionId(), api.api().runId(), PlayedApi.TOKEN_ID));
        WebClient user = jenkins.createWebClient();
        HtmlPage form = user.getPage(project, "configure");
        HtmlButton button = form.getFirstByXPath("//button[contains(@class,'validate-button')]");

        HtmlElementUtil.click(button);
        user.waitForBackgroundJavaScript(20_000);

        assertThat(form.asNormalizedText()).contains("The run is executing, phase MasterFile");
        user.assertFails("job/job/" + BUILDER + "?runId=x", 405);
    }

    /** Elsewhere who may configure a job may use its credentials too. */
    private static final class WithoutImplications extends AuthorizationStrategy {

        private static final Set<Permission> EVERYBODYS =
                Set.of(Jenkins.READ, Item.DISCOVER, Item.READ, Item.EXTENDED_READ);

        private final Map<String, Set<Permission>> granted;

        private WithoutImplications(Map<String, Set<Permission>> granted) {
            this.granted = granted;
        }

        @Override
        public ACL getRootACL() {
            return ACL.lambda2((user, permission) -> EVERYBODYS.contains(permission)
                    || granted.getOrDefault(user.getName(), Set.of()).contains(permission));
        }

        @Override
        public Collection<String> getGroups() {
            return Set.of();
        }
    }
}
