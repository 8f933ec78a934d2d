package io.jenkins.plugins.synchronization.page;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.browser.Browser;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.openqa.selenium.Keys;

/** A page that stays open in a real browser while something changes. */
@WithJenkins
class OpenPageTest {

    private static final String REGION = ".synchronization-later";

    @Test
    void theOpenReportSaysThatThereAreMoreRunsAndLinksToAll(JenkinsRule jenkins) throws Exception {
        try (PlayedApi api = PlayedApi.start();
                Browser browser = Browser.start()) {
            api.configure();
            api.finish("first", "Success");
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            String wait = api.step("");
            job.setDefinition(new CpsFlowDefinition(
                    wait.replace(api.api().runId(), "first") + "\nsemaphore 'later'\n" + wait, true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            SemaphoreStep.waitForStart("later/1", build);

            browser.open(jenkins.getURL() + build.getUrl() + "synchronization/", 1200, false);
            assertThat(browser.find(REGION + " a").isDisplayed()).isFalse();
            SemaphoreStep.success("later/1", null);
            browser.until(driver -> browser.find(REGION + " a").isDisplayed());

            assertThat(browser.find(REGION).getText()).contains("This build has more runs now.", "Show all runs");
            api.finish("Success");
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            browser.find(REGION + " a").click();
            browser.until(driver -> browser.find("#main-panel").getText().contains("2 runs"));
            assertThat(browser.count(REGION)).as("of a build that has ended").isZero();
        }
    }

    @Test
    void aPageWhoseSessionHasExpiredSaysToSignInAgain(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        FullControlOnceLoggedInAuthorizationStrategy signedInOnly = new FullControlOnceLoggedInAuthorizationStrategy();
        signedInOnly.setAllowAnonymousRead(false);
        jenkins.jenkins.setAuthorizationStrategy(signedInOnly);
        try (PlayedApi api = PlayedApi.start();
                Browser browser = Browser.start()) {
            api.configure();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition(api.step(""), true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            api.awaitPoll();
            browser.open(jenkins.getURL() + "login", 1200, false);
            browser.find("#j_username").sendKeys("alice");
            browser.find("#j_password").sendKeys("alice", Keys.ENTER);
            browser.until(driver -> browser.count("#side-panel, #main-panel") > 0
                    && !driver.getCurrentUrl().contains("login"));

            browser.open(jenkins.getURL() + build.getUrl() + "synchronization/", 1200, false);
            assertThat(browser.find(".synchronization-live__note").getText()).isEmpty();
            browser.evaluate("return fetch(arguments[0])", jenkins.getURL() + "logout");

            browser.until(driver -> browser.find(".synchronization-live__note")
                    .getText()
                    .equals("You can no longer view this page. Reload it to sign in again."));
            build.doStop();
            jenkins.waitForCompletion(build);
        }
    }
}
