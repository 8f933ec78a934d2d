package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.config.SynchronizationServer;
import io.jenkins.plugins.synchronization.step.StartSynchronizationRunStep;
import java.util.List;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who is told something by the fields of forms: anybody may send them requests. */
@WithJenkins
class FormAccessTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void letSomeConfigureAndOthersRead(JenkinsRule rule) {
        jenkins = rule;
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE, Item.EXTENDED_READ)
                .everywhere()
                .to("configurer")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("viewer"));
    }

    private static <T> T as(String user, Supplier<T> action) {
        try (ACLContext who = ACL.as2(User.getById(user, true).impersonate2())) {
            return action.get();
        }
    }

    @Test
    void theFieldsOfAJobTellOnlyThoseWhoMayReadItsConfigurationWhatIsWrong() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        StartForm form = (StartForm) jenkins.jenkins.getDescriptorOrDie(StartSynchronizationRunStep.class);
        List<Supplier<FormValidation>> checks = List.of(
                () -> form.doCheckConnectionId(job, "no id"),
                () -> form.doCheckRunId(job, "no id"),
                () -> form.doCheckManifest(job, "no manifest"));

        for (Supplier<FormValidation> check : checks) {
            assertThat(as("configurer", check).kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(as("reader", check).kind).isEqualTo(FormValidation.Kind.OK);
        }
    }

    @Test
    void theNamesOfServersAreListedForThoseWhoMayReadTheSystemsConfiguration() {
        SynchronizationConfiguration configuration = SynchronizationConfiguration.get();
        configuration.setServers(List.of(new SynchronizationServer("Inner", "https://inner.example.com")));

        assertThat(as("viewer", () -> configuration.doFillDefaultServerItems("")))
                .extracting(option -> option.value)
                .contains("Inner");
        assertThat(as("reader", () -> configuration.doFillDefaultServerItems("")))
                .extracting(option -> option.value)
                .containsExactly("");
    }
}
