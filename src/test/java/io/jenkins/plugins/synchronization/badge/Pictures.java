package io.jenkins.plugins.synchronization.badge;

import java.io.IOException;
import java.net.URL;
import java.util.Map;
import java.util.TreeMap;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.util.NameValuePair;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;

/** Badges as a page that shows them gets them. */
final class Pictures {

    private final JenkinsRule jenkins;
    private final String user;

    private Pictures(JenkinsRule jenkins, String user) {
        this.jenkins = jenkins;
        this.user = user;
    }

    static Pictures forAnonymous(JenkinsRule jenkins) {
        return new Pictures(jenkins, null);
    }

    static Pictures forUser(JenkinsRule jenkins, String user) {
        return new Pictures(jenkins, user);
    }

    WebResponse get(String address) throws Exception {
        return get(address, Map.of());
    }

    WebResponse get(String address, Map<String, String> headers) throws Exception {
        return send(HttpMethod.GET, address, headers);
    }

    WebResponse send(HttpMethod method, String address, Map<String, String> headers) throws Exception {
        try (WebClient client = jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .withRedirectEnabled(false)) {
            if (user != null) {
                client.withBasicApiToken(user);
            }
            WebRequest request = new WebRequest(new URL(jenkins.getURL(), address), method);
            headers.forEach(request::setAdditionalHeader);
            return client.loadWebResponse(request);
        }
    }

    /** What it says to a reader who does not see it. */
    String words(String address) throws Exception {
        return words(get(address));
    }

    static String words(WebResponse badge) throws IOException {
        return badge.getContentAsString().replaceAll("(?s).*<title>(.*)</title>.*", "$1");
    }

    /** The whole answer, without what tells one moment from another. */
    static String answer(WebResponse response) {
        Map<String, String> headers = new TreeMap<>();
        for (NameValuePair header : response.getResponseHeaders()) {
            headers.merge(header.getName(), header.getValue(), (one, other) -> one + ", " + other);
        }
        headers.computeIfPresent("Date", (name, value) -> "some time");
        return response.getStatusCode() + " " + headers + "\n" + response.getContentAsString();
    }
}
