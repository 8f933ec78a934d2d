package io.jenkins.plugins.synchronization.config;

import static io.jenkins.plugins.synchronization.config.Secrets.client;
import static io.jenkins.plugins.synchronization.config.Secrets.domain;
import static io.jenkins.plugins.synchronization.config.Secrets.file;
import static io.jenkins.plugins.synchronization.config.Secrets.inFolder;
import static io.jenkins.plugins.synchronization.config.Secrets.inSystem;
import static io.jenkins.plugins.synchronization.config.Secrets.ofUser;
import static io.jenkins.plugins.synchronization.config.Secrets.systemOnly;
import static io.jenkins.plugins.synchronization.config.Secrets.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsParameterDefinition;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Computer;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.polling.CredentialException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.authorizeproject.AuthorizeProjectProperty;
import org.jenkinsci.plugins.authorizeproject.ProjectQueueItemAuthenticator;
import org.jenkinsci.plugins.authorizeproject.strategy.SpecificUsersAuthorizationStrategy;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class BuildCredentialTest {

    private static final Duration GENEROUS = Duration.ofSeconds(60);

    private static JenkinsRule jenkins;
    private SynchronizationConfiguration configuration;
    private ServerTarget production;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void clear() throws Exception {
        configuration = ClearedConfiguration.get();
        production = configuration.target(null);
    }

    @Test
    void aSecretTextIsABearerToken() throws Exception {
        inSystem(text("system-text", " Bearer s3cret-1 "));

        assertThat(resolve(build(), "system-text")).isEqualTo(bearer("s3cret-1"));
    }

    @Test
    void aUserNameWithPasswordIsAnOAuthClientOfTheServersTokenUrl() throws Exception {
        inSystem(client("system-client", "service-abc", "s3cret-2"));

        assertThat(resolve(build(), "system-client"))
                .isEqualTo(new Credential.Client("service-abc", "s3cret-2", ServerUrl.PRODUCTION_TOKENS));
    }

    @Test
    void foldersWithTheSameIdHaveTheirOwnSecrets() throws Exception {
        Folder north = folder("north");
        Folder south = folder("south");
        inSystem(text("itwin", "of-system"));
        inFolder(north, text("itwin", "of-north"));
        inFolder(south, client("itwin", "south", "of-south"));

        assertThat(resolve(build(north), "itwin")).isEqualTo(bearer("of-north"));
        assertThat(resolve(build(north.createProject(Folder.class, "inner")), "itwin"))
                .isEqualTo(bearer("of-north"));
        assertThat(resolve(build(south), "itwin"))
                .isEqualTo(new Credential.Client("south", "of-south", ServerUrl.PRODUCTION_TOKENS));
        assertThat(resolve(build(), "itwin")).isEqualTo(bearer("of-system"));
    }

    @Test
    void oneThatIsNotThereOrOutOfScopeIsMissing() throws Exception {
        inFolder(folder("other"), text("of-other-folder", "s3cret-3"));
        inSystem(systemOnly("of-jenkins", "s3cret-3"));
        FreeStyleBuild build = build();

        for (String id : new String[] {"nowhere", "of-other-folder", "of-jenkins"}) {
            assertRefused(build, id, "Cannot find credentials “" + id + "”. They must be in the system store");
        }
        assertRefused(build, " ", "Select credentials");
        assertRefused(build, null, "Select credentials");
    }

    @Test
    void oneOfAnotherKindIsRefusedWithItsKind() throws Exception {
        inSystem(file("a-file", "s3cret-4"));

        assertRefused(build(), "a-file", "Credentials “a-file” are of kind “Secret file”");
    }

    @Test
    void oneWhoseDomainDoesNotAllowWhereItWouldGoIsRefusedWithTheHost() throws Exception {
        inSystem(domain("other.example.com"), text("for-other", "s3cret-5"), client("client-other", "c", "s3cret-5"));
        inSystem(domain("api.bentley.com"), text("for-api", "good"), client("client-api", "c", "s3cret-5"));
        inSystem(domain("ims.bentley.com"), text("for-tokens", "s3cret-5"), client("client-tokens", "c", "good"));
        FreeStyleBuild build = build();

        assertThat(resolve(build, "for-api")).isEqualTo(bearer("good"));
        assertThat(resolve(build, "client-tokens")).isInstanceOf(Credential.Client.class);
        assertRefused(build, "for-other", "does not include api.bentley.com");
        assertRefused(build, "for-tokens", "does not include api.bentley.com");
        assertRefused(build, "client-other", "does not include ims.bentley.com");
        assertRefused(build, "client-api", "does not include ims.bentley.com");
    }

    @Test
    void aHostThatIsNoProperHostNameDoesNotPassByTheDomain() throws Exception {
        configuration.setServers(List.of(new SynchronizationServer("Odd", "https://my_host.example.com")));
        inSystem(domain("api.example.org"), text("for-org", "s3cret-6"));

        assertRefused(build(), "for-org", configuration.target("Odd"), "does not include my_host.example.com");
    }

    @Test
    void aSecretThatIsNoTokenIsRefusedWithoutBeingShown() throws Exception {
        inSystem(text("sentence", "s3cret with spaces"), client("nameless", "", "s3cret-7"));

        assertRefused(build(), "sentence", "do not contain an access token");
        assertRefused(build(), "nameless", "lack a username or password");
    }

    @Test
    void aTokenOrAClientsSecretGivenInsteadOfAnIdIsNotRepeated() throws Exception {
        for (int length : new int[] {65, 88, 600}) {
            String secret = "s3cret".repeat(100).substring(0, length);

            assertRefused(build(), secret, "Cannot find credentials “s3cr…”");
            assertThat(new BuildCredential(build(), secret, production).name()).isEqualTo("s3cr…");
        }
        assertThat(new BuildCredential(build(), "a\nFinished: SUCCESS\u202E", production).name())
                .isEqualTo("a Finished: SUCCESS");
    }

    @Test
    void aJobThatRunsAsAUserHasWhatThatUserMayUseButItsFormLendsItToNobodyElse() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        MockAuthorizationStrategy rights = new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD, Computer.BUILD, CredentialsProvider.USE_OWN)
                .everywhere()
                .to("bob");
        jenkins.jenkins.setAuthorizationStrategy(rights);
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .replace(new ProjectQueueItemAuthenticator(
                        new HashSet<>(Set.of(jenkins.jenkins
                                .getDescriptorOrDie(SpecificUsersAuthorizationStrategy.class)
                                .getId())),
                        new HashSet<>()));
        inSystem(text("of-all", "s3cret-8"));
        ofUser("bob", text("of-bob", "bobs"));
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.addProperty(new AuthorizeProjectProperty(new SpecificUsersAuthorizationStrategy("bob")));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(project);

        assertThat(resolve(build, "of-bob")).isEqualTo(bearer("bobs"));
        assertRefused(build, "of-all", "but the user whom this job runs as may not use them");
        assertRefused(build(), "of-bob", "Cannot find credentials");

        rights.grant(Item.CONFIGURE).onItems(project).to("bob");
        assertThat(resolve(build, "of-all")).isEqualTo(bearer("s3cret-8"));

        rights.grant(Item.CONFIGURE).onItems(project).to("carol");
        assertThat(askedBy("bob", project, "of-bob")).succeedsWithin(GENEROUS).isEqualTo(bearer("bobs"));
        assertThat(askedBy("carol", project, "of-all")).succeedsWithin(GENEROUS).isEqualTo(bearer("s3cret-8"));
        assertThat(askedBy("carol", project, "of-bob"))
                .failsWithin(GENEROUS)
                .withThrowableThat()
                .withMessageContaining("Cannot find credentials “of-bob”");
    }

    @Test
    void aCredentialsParameterIsFollowed() throws Exception {
        inSystem(text("by-parameter", "chosen"));
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.addProperty(new ParametersDefinitionProperty(new CredentialsParameterDefinition(
                "WHICH", null, "by-parameter", StringCredentials.class.getName(), true)));

        assertThat(resolve(jenkins.buildAndAssertSuccess(project), "${WHICH}")).isEqualTo(bearer("chosen"));
    }

    @Test
    void aRotatedSecretIsFoundTheNextTime() throws Exception {
        inSystem(text("rotated", "old"));
        BuildCredential credential = new BuildCredential(build(), "rotated", production);
        assertThat(resolve(credential)).isEqualTo(bearer("old"));

        Secrets.storeOf(jenkins.jenkins)
                .updateCredentials(Domain.global(), text("rotated", "old"), text("rotated", "new"));

        assertThat(resolve(credential)).isEqualTo(bearer("new"));
    }

    @Test
    void nothingIsSentWhereThereIsNoServerAnyMore() throws Exception {
        inSystem(text("kept", "s3cret-9"));
        configuration.setServers(List.of(new SynchronizationServer("Gone", "https://gone.example.com")));
        BuildCredential credential = new BuildCredential(build(), "kept", configuration.target("Gone"));
        assertThat(resolve(credential)).isEqualTo(bearer("s3cret-9"));

        configuration.setServers(List.of());

        assertThatThrownBy(() -> resolve(credential))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("are no longer sent: server “Gone” was removed or changed");
    }

    @Test
    void noTextHasTheSecret() throws Exception {
        inSystem(text("shy", "s3cret-10"));
        BuildCredential credential = new BuildCredential(build(), "shy", production);

        assertThat(credential.name()).isEqualTo("shy");
        assertThat(credential + " " + resolve(credential)).contains("shy").doesNotContain("s3cret");
    }

    private FreeStyleBuild build() throws Exception {
        return jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
    }

    /** As the check of a form asks for it. */
    private CompletableFuture<Credential> askedBy(String user, FreeStyleProject project, String id) {
        try (ACLContext as = ACL.as(User.getById(user, true))) {
            return new ItemCredential(project, id, production).resolve();
        }
    }

    private static FreeStyleBuild build(Folder folder) throws Exception {
        return jenkins.buildAndAssertSuccess(folder.createProject(FreeStyleProject.class, "job"));
    }

    private static Folder folder(String name) throws Exception {
        return jenkins.createProject(Folder.class, name);
    }

    private static Credential bearer(String token) {
        return new Credential.Bearer(AccessToken.of(token));
    }

    private Credential resolve(Run<?, ?> build, String id) throws Exception {
        return resolve(new BuildCredential(build, id, production));
    }

    private static Credential resolve(BuildCredential credential) throws Exception {
        try {
            return credential.resolve().orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            throw (Exception) failed.getCause();
        }
    }

    private void assertRefused(Run<?, ?> build, String id, String message) {
        assertRefused(build, id, production, message);
    }

    private static void assertRefused(Run<?, ?> build, String id, ServerTarget target, String message) {
        assertThatThrownBy(() -> resolve(new BuildCredential(build, id, target)))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("s3cret-")
                .hasMessageNotContaining("s3crets3cret")
                .hasNoCause();
    }
}
