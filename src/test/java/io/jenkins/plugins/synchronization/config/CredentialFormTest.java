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

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** One Jenkins with credentials of all kinds and places, looked at by all kinds of people. */
@WithJenkins
class CredentialFormTest {

    private static final String ADMIN = "admin";
    private static final String CONFIGURER = "configurer";
    private static final String READER = "reader";
    private static final String ANONYMOUS = null;

    private static FreeStyleProject topLevel;
    private static FreeStyleProject inFolder;

    @BeforeAll
    static void fill(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        Folder folder = jenkins.createProject(Folder.class, "folder");
        topLevel = jenkins.createFreeStyleProject("top");
        inFolder = folder.createProject(FreeStyleProject.class, "job");
        inSystem(
                text("text", "s3cret"),
                client("client", "c", "s3cret"),
                file("file", "s3cret"),
                systemOnly("system", "s3cret"));
        inSystem(domain("api.bentley.com"), text("api-text", "s3cret"), client("api-client", "c", "s3cret"));
        inSystem(domain("ims.bentley.com"), text("ims-text", "s3cret"), client("ims-client", "c", "s3cret"));
        inFolder(folder, text("folder-text", "s3cret"));
        ofUser(CONFIGURER, text("own-text", "s3cret"));
        SynchronizationConfiguration.get()
                .setServers(List.of(
                        new SynchronizationServer("Elsewhere", "https://elsewhere.example.com"),
                        new SynchronizationServer("Broken", "http://broken.example.com")));
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to(ADMIN)
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to(CONFIGURER)
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to(READER)
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone());
    }

    @Test
    void whoMayConfigureAJobIsShownWhatTheJobMayUseWithTheServer() {
        for (String user : new String[] {ADMIN, CONFIGURER}) {
            assertThat(credentials(user, topLevel, "iTwin Platform", ""))
                    .containsExactlyInAnyOrder("", "text", "client", "api-text", "ims-client");
            assertThat(credentials(user, inFolder, null, null))
                    .containsExactlyInAnyOrder("", "text", "client", "api-text", "ims-client", "folder-text");
            assertThat(credentials(user, topLevel, "Elsewhere", ""))
                    .containsExactlyInAnyOrder("", "text", "client", "ims-client");
        }
    }

    @Test
    void aFolderIsShownWhatItsJobsMayUse() {
        assertThat(credentials(CONFIGURER, (Item) inFolder.getParent(), "", "")).contains("folder-text");
    }

    @Test
    void whatWasChosenStaysInTheListEvenIfItIsNotThere() {
        assertThat(credentials(CONFIGURER, topLevel, "", "gone")).contains("gone", "text");
        assertThat(credentials(CONFIGURER, topLevel, "Broken", "text")).containsExactlyInAnyOrder("", "text");
        assertThat(credentials(CONFIGURER, topLevel, "No such server", "text")).containsExactlyInAnyOrder("", "text");
    }

    @Test
    void whoMayOnlySeeTheJobIsShownNothingButWhatTheySent() {
        for (String user : new String[] {READER, ANONYMOUS}) {
            assertThat(credentials(user, topLevel, "", "text")).containsExactly("text");
            assertThat(credentials(user, topLevel, "", "")).isSubsetOf("");
            assertThat(check(user, topLevel, "", "nowhere").kind).isEqualTo(FormValidation.Kind.OK);
            assertThat(check(user, topLevel, "", "file").kind).isEqualTo(FormValidation.Kind.OK);
            assertThat(servers(user, topLevel, "Mine")).containsExactly("Mine");
        }
    }

    @Test
    void whereThereIsNoJobOnlyAdministratorsAreShownWhatJobsMayUse() {
        assertThat(credentials(ADMIN, null, "", ""))
                .containsExactlyInAnyOrder("", "text", "client", "api-text", "ims-client");
        for (String user : new String[] {CONFIGURER, READER, ANONYMOUS}) {
            assertThat(credentials(user, null, "", "text")).containsExactly("text");
            assertThat(check(user, null, "", "nowhere").kind).isEqualTo(FormValidation.Kind.OK);
        }
    }

    @Test
    void theCheckSaysWhatABuildWouldSay() {
        assertThat(check(CONFIGURER, topLevel, "", "text").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(check(CONFIGURER, topLevel, "", "ims-client").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(check(CONFIGURER, topLevel, "", "${WHICH}").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(check(CONFIGURER, inFolder, "", "folder-text").kind).isEqualTo(FormValidation.Kind.OK);
        assertError(topLevel, "", "", "Select credentials");
        assertError(topLevel, "", "nowhere", "Cannot find credentials “nowhere”");
        assertError(topLevel, "", "system", "Cannot find credentials “system”");
        assertError(topLevel, "", "folder-text", "Cannot find credentials “folder-text”");
        assertError(topLevel, "", "own-text", "Cannot find credentials “own-text”");
        assertError(topLevel, "", "file", "are of kind “Secret file”");
        assertError(topLevel, "", "ims-text", "does not include api.bentley.com");
        assertError(topLevel, "", "api-client", "does not include ims.bentley.com");
        assertError(topLevel, "Elsewhere", "api-text", "does not include elsewhere.example.com");
        assertError(topLevel, "Broken", "text", "Server “Broken” cannot be used");
        assertError(null, "", "system", "Cannot find credentials “system”");
    }

    @Test
    void theServersOfAJobAreTheDefaultAndAllNames() {
        assertThat(servers(CONFIGURER, topLevel, "")).containsExactly("", "iTwin Platform", "Elsewhere", "Broken");
        assertThat(servers(CONFIGURER, topLevel, "Gone")).contains("Gone", "Elsewhere");
        assertThat(as(CONFIGURER, () -> CredentialForm.servers(topLevel, null, null))
                        .get(0)
                        .name)
                .isEqualTo("Default (iTwin Platform)");
        assertThat(servers(ANONYMOUS, null, "")).containsExactly("");
    }

    private static void assertError(Item item, String server, String id, String message) {
        FormValidation answer = check(ADMIN, item, server, id);
        assertThat(answer.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(answer.getMessage()).contains(message).doesNotContain("s3cret");
    }

    private static FormValidation check(String user, Item item, String server, String id) {
        return as(user, () -> CredentialForm.check(item, server, id));
    }

    private static List<String> credentials(String user, Item item, String server, String current) {
        return values(as(user, () -> CredentialForm.fill(item, server, current)));
    }

    private static List<String> servers(String user, Item item, String current) {
        return values(as(user, () -> CredentialForm.servers(item, null, current)));
    }

    private static List<String> values(ListBoxModel list) {
        return list.stream().map(option -> option.value).toList();
    }

    private static <T> T as(String user, Supplier<T> action) {
        try (ACLContext as = user == null ? ACL.as2(Jenkins.ANONYMOUS2) : ACL.as(User.getById(user, true))) {
            return action.get();
        }
    }
}
