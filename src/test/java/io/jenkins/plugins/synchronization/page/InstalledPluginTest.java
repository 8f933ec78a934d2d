package io.jenkins.plugins.synchronization.page;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.nio.charset.StandardCharsets;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** In a Jenkins of its own process, where the plugin has class loaders of its own and the policy of pages is enforced. */
class InstalledPluginTest {

    private static final String POLICY = "Content-Security-Policy";

    @RegisterExtension
    private final RealJenkinsExtension jenkins =
            new RealJenkinsExtension().javaOptions("-Djenkins.security.csp.CspHeader.headerName=" + POLICY);

    @Test
    void pagesAndDownloadsAreMade() throws Throwable {
        jenkins.then(InstalledPluginTest::lookAtEverything);
    }

    private static void lookAtEverything(JenkinsRule rule) throws Exception {
        Pages pages = new Pages(rule);
        FreeStyleBuild build = pages.build();
        Recording.in(build).labelled("first").archived().record("7", Bodies.threeJobs());
        assertThat(Pages.text(pages.open(build, "synchronization/")))
                .contains("first", "! partial success", "Site/Utilities-Existing.dwg");
        Recording.in(build).labelled("second").record("8", Bodies.run("Success", "Success"));

        assertThat(Pages.text(pages.open(build, "synchronization/")))
                .contains("2 runs, worst first", "first\npartial success", "second\nsucceeded");
        assertThat(Pages.text(pages.open(build, ""))).contains("second", "✓ succeeded");
        assertThat(pages.get(build, "synchronization/").getResponseHeaderValue(POLICY))
                .contains("default-src 'self'");
        WebResponse report = pages.get(build, "synchronization/run/7/report.html");
        assertThat(report.getContentAsString(StandardCharsets.UTF_8)).contains("Site/Drainage.dwg");
        assertThat(pages.get(build, "synchronization/run/7/tasks.csv").getContentAsString())
                .contains("Site/Drainage.dwg");
        assertThat(pages.get(build, "artifact/synchronization-report/7/synchronization-report.html")
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("Site/Drainage.dwg");
    }
}
