package io.jenkins.plugins.synchronization.badge;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.security.AuthorizationStrategy;
import hudson.security.GlobalMatrixAuthorizationStrategy;
import hudson.security.Permission;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.badge.actions.PublicBuildStatusAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who sees a job's badge, and that all others cannot tell whether there is such a job. */
@WithJenkins
class BadgeAccessTest {

    private static final String PUBLIC = "synchronization-badge/badge.svg?job=";

    private JenkinsRule jenkins;
    private Pictures anonymous;
    private FreeStyleProject shown;
    private FreeStyleProject hidden;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        anonymous = Pictures.forAnonymous(rule);
        MockFolder folder = jenkins.createFolder("models");
        shown = withRun(folder.createProject(FreeStyleProject.class, "shown"));
        hidden = withRun(folder.createProject(FreeStyleProject.class, "hidden"));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
    }

    @AfterEach
    void openAgain() {
        jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
    }

    @Test
    void whoHasOnlyOurPermissionSeesTheBadgeAndNothingElse() throws Exception {
        restrict();

        WebResponse badge = anonymous.get(PUBLIC + "models/shown");

        assertThat(badge.getStatusCode()).isEqualTo(200);
        assertThat(Pictures.words(badge)).isEqualTo("Synchronization: partial success");
        assertThat(badge.getResponseHeaderValue("Cache-Control")).isEqualTo("public, no-cache");
        for (String page : List.of("", "synchronization/", "synchronization/badge.svg", "1/", "api/json")) {
            assertThat(anonymous.get(shown.getUrl() + page).getStatusCode())
                    .as(page)
                    .isIn(403, 404);
        }
    }

    @Test
    void whoMayNotSeeAJobGetsTheAnswerThatThereIsNone() throws Exception {
        restrict();
        for (Pictures reader : List.of(anonymous, Pictures.forUser(jenkins, "stranger"))) {
            for (String parameters :
                    List.of("", "&label=x&style=flat-square", "&build=1", "&connection=" + Recording.CONNECTION)) {
                String none = Pictures.answer(reader.get(PUBLIC + "models/nothing" + parameters));

                assertThat(none).startsWith("404 ").contains("<svg ").doesNotContain("Location", "partial success");
                for (String other :
                        List.of("models/hidden", "models", "nothing/at/all", "", "%00", "..%2F..", "models/")) {
                    assertThat(Pictures.answer(reader.get(PUBLIC + other + parameters)))
                            .as(other + parameters)
                            .isEqualTo(none);
                }
            }
        }
        Map<String, String> any = Map.of("If-None-Match", "*");
        assertThat(Pictures.answer(anonymous.get(PUBLIC + "models/hidden", any)))
                .startsWith("404 ")
                .isEqualTo(Pictures.answer(anonymous.get(PUBLIC + "models/nothing", any)));
        assertThat(Pictures.answer(anonymous.get("synchronization-badge/badge.svg")))
                .isEqualTo(Pictures.answer(anonymous.get(PUBLIC + "models/nothing")));
    }

    @Test
    void aBuildIsOnlyForWhoMayReadTheJob() throws Exception {
        restrict();
        Pictures reader = Pictures.forUser(jenkins, "reader");

        assertThat(reader.words(PUBLIC + "models/hidden&build=1")).endsWith(": partial success");
        assertThat(reader.get(PUBLIC + "models/hidden&build=1").getResponseHeaderValue("Cache-Control"))
                .isEqualTo("private, no-cache");
        assertThat(reader.get(PUBLIC + "models/hidden").getResponseHeaderValue("Cache-Control"))
                .isEqualTo("private, no-cache");
        assertThat(Pictures.answer(anonymous.get(PUBLIC + "models/shown&build=1")))
                .isEqualTo(Pictures.answer(anonymous.get(PUBLIC + "models/nothing&build=1")));
        assertThat(reader.words(hidden.getUrl() + "synchronization/badge.svg")).endsWith(": partial success");
    }

    @Test
    void thePermissionIsImpliedByReadingTheJobAndImpliesNothing() {
        assertThat(BadgePermission.VIEW_BADGE.impliedBy).isEqualTo(Item.READ);
        assertThat(BadgePermission.VIEW_BADGE.getId()).isEqualTo(BadgePermission.class.getName() + ".ViewBadge");
        assertThat(Permission.fromId(BadgePermission.class.getName() + ".ViewBadge"))
                .isSameAs(BadgePermission.VIEW_BADGE);
        assertThat(Permission.getAll()).noneMatch(permission -> permission.impliedBy == BadgePermission.VIEW_BADGE);
    }

    @Test
    void configurationAsCodeGrantsThePermission(@TempDir Path folder) throws Exception {
        Path yaml = folder.resolve("jenkins.yaml");
        Files.writeString(yaml, """
                jenkins:
                  authorizationStrategy:
                    globalMatrix:
                      entries:
                        - user:
                            name: "anonymous"
                            permissions:
                              - "Synchronization/ViewBadge"
                """);
        ConfigurationAsCode.get().configure(yaml.toString());

        assertThat(jenkins.jenkins.getAuthorizationStrategy()).isInstanceOf(GlobalMatrixAuthorizationStrategy.class);
        assertThat(anonymous.words(PUBLIC + "models/hidden")).endsWith(": partial success");
        assertThat(anonymous.get("").getStatusCode()).isEqualTo(403);
    }

    @Test
    void besideThePluginOfBuildBadgesBothHaveTheirPermissionAndTheirBadge() throws Exception {
        assertThat(PublicBuildStatusAction.VIEW_STATUS).isNotEqualTo(BadgePermission.VIEW_BADGE);
        assertThat(Permission.getAll()).contains(PublicBuildStatusAction.VIEW_STATUS, BadgePermission.VIEW_BADGE);
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(BadgePermission.VIEW_BADGE)
                .onItems(shown)
                .toEveryone()
                .grant(PublicBuildStatusAction.VIEW_STATUS)
                .onItems(hidden)
                .toEveryone());

        assertThat(anonymous.words(PUBLIC + "models/shown")).endsWith(": partial success");
        assertThat(anonymous.get(PUBLIC + "models/hidden").getStatusCode()).isEqualTo(404);
        assertThat(anonymous.get("buildStatus/icon?job=models/hidden").getContentAsString())
                .contains("passing");
        assertThat(anonymous.get("buildStatus/icon?job=models/shown").getContentAsString())
                .contains("not run");
    }

    private void restrict() {
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(BadgePermission.VIEW_BADGE)
                .onItems(shown)
                .toEveryone()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
    }

    private FreeStyleProject withRun(FreeStyleProject job) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        Recording.in(build).record("7", Bodies.threeJobs());
        return job;
    }
}
