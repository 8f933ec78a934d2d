package io.jenkins.plugins.synchronization.page;

import static io.jenkins.plugins.synchronization.page.Pages.addresses;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Action;
import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;
import jenkins.model.TransientActionFactory;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class RunAccessTest {

    private static JenkinsRule jenkins;
    private static Pages pages;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        pages = new Pages(rule);
    }

    @AfterEach
    void openAgain() {
        jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
    }

    @Test
    void downloadsAreAttachmentsOfTheirKind() throws Exception {
        FreeStyleBuild build = pages.build();
        byte[] body = Bodies.threeJobs();
        Recording.in(build).record("7", body);

        WebResponse html = attachment(build, "report.html", "text/html", "synchronization-1-7.html");
        assertThat(html.getContentAsString(StandardCharsets.UTF_8))
                .contains(
                        "Site/Drainage.dwg", build.getParent().getFullDisplayName(), build.getDisplayName(), "<style>");
        WebResponse json = attachment(build, "run.json", "application/json", "synchronization-1-7.json");
        assertThat(json.getContentAsStream().readAllBytes()).isEqualTo(body);
        WebResponse csv = attachment(build, "tasks.csv", "text/csv", "synchronization-1-7.csv");
        assertThat(csv.getContentAsString(StandardCharsets.UTF_8).split("\r\n")).hasSize(13);
        assertThat(addresses(pages.open(build, "synchronization/")))
                .contains(
                        "/jenkins/" + build.getUrl() + "synchronization/run/7/report.html",
                        "/jenkins/" + build.getUrl() + "synchronization/run/7/run.json",
                        "/jenkins/" + build.getUrl() + "synchronization/run/7/tasks.csv");
    }

    @Test
    void whoMayNotReadTheBuildSeesNothing() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).record("7", Bodies.threeJobs());
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("reader")
                .grant(Item.DISCOVER)
                .everywhere()
                .to("discoverer"));

        for (String page : List.of(
                "synchronization/",
                "synchronization/run/7/",
                "synchronization/run/7/run.json",
                "synchronization/run/7/report.html",
                "synchronization/run/7/tasks.csv",
                "synchronization/api/json",
                "synchronization/run/7/api/json")) {
            assertThat(pages.statusAs("reader", build, page)).isEqualTo(200);
            assertThat(pages.statusAs("stranger", build, page)).isEqualTo(404);
            assertThat(pages.statusAs("discoverer", build, page)).isIn(403, 404);
        }
    }

    @Test
    void theRemoteApiHasTheSummaries() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).labelled("a").record("7", Bodies.threeJobs());

        for (String api : List.of("api/json", "synchronization/api/json", "synchronization/run/7/api/json")) {
            assertThat(pages.get(build, api).getContentAsString())
                    .contains("\"key\":\"7\"", "\"label\":\"a\"", "\"result\":\"PartialSuccess\"")
                    .contains("\"outcome\":\"UNSTABLE\"", "\"total\":12", "\"failed\":2")
                    .contains("\"summary\":\"PartialSuccess in 6 min 52 s: 2 of 12 tasks failed (")
                    .contains("\"reportUrl\":\"" + jenkins.getURL() + build.getUrl() + "synchronization/run/7/\"")
                    .doesNotContain(jenkins.jenkins.getRootDir().getName());
        }
    }

    @Test
    void theActionsOfOtherPluginsAreNotCreatedOnceMoreForABuildWithoutRuns() throws Exception {
        FreeStyleBuild build = pages.build();
        CountedActions.CREATED.set(0);

        build.getAllActions();

        assertThat(CountedActions.CREATED).hasValue(1);
    }

    /** Adds no action to a build, and counts how often it is asked. */
    @TestExtension
    public static final class CountedActions extends TransientActionFactory<FreeStyleBuild> {

        static final AtomicInteger CREATED = new AtomicInteger();

        @Override
        public Class<FreeStyleBuild> type() {
            return FreeStyleBuild.class;
        }

        @Override
        public Collection<? extends Action> createFor(FreeStyleBuild build) {
            CREATED.incrementAndGet();
            return List.of();
        }
    }

    private static WebResponse attachment(Run<?, ?> build, String name, String type, String fileName) throws Exception {
        WebResponse response = pages.get(build, "synchronization/run/7/" + name);
        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getContentType()).isEqualTo(type);
        assertThat(response.getResponseHeaderValue("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getResponseHeaderValue("Content-Security-Policy")).contains("sandbox");
        assertThat(response.getResponseHeaderValue("Content-Disposition"))
                .isEqualTo("attachment; filename=\"" + fileName + "\"");
        return response;
    }
}
