package io.jenkins.plugins.synchronization.page;

import hudson.model.FreeStyleBuild;
import hudson.model.Run;
import java.util.List;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;

/** The pages of builds as a browser gets them. */
public final class Pages {

    private final JenkinsRule jenkins;

    public Pages(JenkinsRule jenkins) {
        this.jenkins = jenkins;
    }

    public FreeStyleBuild build() throws Exception {
        return jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
    }

    public HtmlPage open(Run<?, ?> build, String page) throws Exception {
        try (WebClient client = jenkins.createWebClient()) {
            return client.goTo(build.getUrl() + page);
        }
    }

    public HtmlPage openInGerman(Run<?, ?> build, String page) throws Exception {
        try (WebClient client = jenkins.createWebClient()) {
            client.addRequestHeader("Accept-Language", "de");
            return client.goTo(build.getUrl() + page);
        }
    }

    public WebResponse get(Run<?, ?> build, String page) throws Exception {
        try (WebClient client = client()) {
            return client.goTo(build.getUrl() + page, null).getWebResponse();
        }
    }

    public int statusAs(String user, Run<?, ?> build, String page) throws Exception {
        try (WebClient client = client()) {
            return client.login(user)
                    .goTo(build.getUrl() + page, null)
                    .getWebResponse()
                    .getStatusCode();
        }
    }

    private WebClient client() {
        return jenkins.createWebClient().withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false);
    }

    public static String text(HtmlPage page) {
        return page.asNormalizedText().replace('\u00a0', ' ');
    }

    public static List<String> addresses(HtmlPage page) {
        return page.getAnchors().stream().map(HtmlAnchor::getHrefAttribute).toList();
    }
}
