package io.jenkins.plugins.synchronization.folder;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.synchronization.config.FolderDefaults;
import io.jenkins.plugins.synchronization.freestyle.SynchronizationRunBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A Jenkins of its own process without the plugin of folders. */
class NoFoldersTest {

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension().omitPlugins("cloudbees-folder");

    @Test
    void thePluginLoadsAndItsFormsWork() throws Throwable {
        jenkins.then(NoFoldersTest::look);
    }

    private static void look(JenkinsRule rule) throws Exception {
        assertThat(rule.jenkins.getPluginManager().getPlugin("cloudbees-folder"))
                .isNull();
        assertThat(rule.jenkins
                        .getPluginManager()
                        .getPlugin("itwin-synchronization")
                        .isActive())
                .isTrue();
        assertThat(ExtensionList.lookup(FolderDefaults.class)).isEmpty();
        FreeStyleProject project = rule.createFreeStyleProject();
        project.getBuildersList().add(new SynchronizationRunBuilder("connection", "run", "itwin"));

        rule.configRoundtrip(project);

        assertThat(project.getBuildersList()
                        .get(SynchronizationRunBuilder.class)
                        .getCredentialsId())
                .isEqualTo("itwin");
    }
}
