package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.synchronization.freestyle.SynchronizationRunBuilder;
import java.util.List;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The form that build step and pipeline step share, in a Jenkins of its own process, where the plugin has class loaders of its own. */
class InstalledFormsTest {

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    @Test
    void theFormHasItsFields() throws Throwable {
        jenkins.then(InstalledFormsTest::lookAtForms);
    }

    private static void lookAtForms(JenkinsRule rule) throws Exception {
        FreeStyleProject project = rule.createFreeStyleProject();
        project.getBuildersList().add(new SynchronizationRunBuilder("connection", "run", "itwin"));
        try (JenkinsRule.WebClient web = rule.createWebClient()) {
            expectFields(web.getPage(project, "configure"));
        }
    }

    private static void expectFields(HtmlPage page) {
        List<String> names = page.getElementsByTagName("*").stream()
                .map(element -> ((DomElement) element).getAttribute("name"))
                .toList();
        assertThat(names)
                .contains("_.connectionId", "_.runId", "_.credentialsId", "_.timeoutMinutes", "_.onPartialSuccess");
        assertThat(page.getWebResponse().getContentAsString()).contains("Timeout (minutes)");
    }
}
