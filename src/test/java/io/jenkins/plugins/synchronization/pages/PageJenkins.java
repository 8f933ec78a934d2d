package io.jenkins.plugins.synchronization.pages;

import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.browser.Browser;
import java.io.IOException;
import org.jvnet.hudson.test.fixtures.RealJenkinsFixture;

/**
 * A Jenkins in a process of its own, with the plugin installed as users have it, the policy of pages enforced, and a
 * theme that is light or dark as the browser says; and a browser that is logged in.
 */
final class PageJenkins implements AutoCloseable {

    /** The header of a policy that is enforced; the other one only has violations reported. */
    static final String POLICY = "Content-Security-Policy";

    private static final int HOUR = 3600;

    private final Browser browser;
    private final PlayedApi api;
    private final RealJenkinsFixture jenkins;
    private String user = "";

    private PageJenkins(Browser browser, PlayedApi api, RealJenkinsFixture jenkins) {
        this.browser = browser;
        this.api = api;
        this.jenkins = jenkins;
    }

    /** Starts everything, or ends the test as skipped where the machine has no browser. */
    static PageJenkins start(Class<?> test) throws Throwable {
        Browser browser = Browser.start();
        browser.onEachPage(FocusWalk.WITHOUT_TRANSITIONS);
        PageJenkins started = new PageJenkins(
                browser,
                PlayedApi.start(Scenarios.RUNNING),
                new RealJenkinsFixture()
                        .javaOptions("-Djenkins.security.csp.CspHeader.headerName=" + POLICY)
                        .withTimeout(HOUR));
        try {
            started.startJenkins(test);
        } catch (Throwable e) {
            started.close();
            throw e;
        }
        return started;
    }

    private void startJenkins(Class<?> test) throws Throwable {
        jenkins.setUp(test.getName(), "pages");
        jenkins.startJenkins();
        String url = api.url();
        String tokenUrl = api.api().tokenUrl().toString();
        String token = api.api().validToken();
        String id = api.api().clientId();
        String secret = api.api().clientSecret();
        run(rule -> PlayedApi.configure(url, tokenUrl, token, id, secret));
        run(rule -> Users.add());
    }

    Browser browser() {
        return browser;
    }

    PlayedApi api() {
        return api;
    }

    /** Does something in the Jenkins. */
    void run(RealJenkinsFixture.Step step) throws Throwable {
        jenkins.runRemotely(step);
    }

    /** Where a page is. */
    String address(String path) throws IOException {
        return jenkins.getUrl() + path;
    }

    /** Opens a page as a user, once that user is logged in. */
    void open(String path, Users as, int width, boolean dark) throws IOException {
        if (!as.id().equals(user)) {
            logIn(as);
        }
        browser.open(address(path), width, dark);
    }

    private void logIn(Users as) throws IOException {
        browser.open(address("logout"), 1440, false);
        browser.open(address("login"), 1440, false);
        browser.find("#j_username").sendKeys(as.id());
        browser.find("#j_password").sendKeys(as.id());
        browser.find("button[name=Submit]").click();
        browser.until(driver -> !driver.getCurrentUrl().contains("login"));
        user = as.id();
        browser.complaints();
    }

    @Override
    public void close() throws Exception {
        try {
            browser.close();
        } finally {
            try {
                jenkins.tearDown();
            } finally {
                api.close();
            }
        }
    }
}
