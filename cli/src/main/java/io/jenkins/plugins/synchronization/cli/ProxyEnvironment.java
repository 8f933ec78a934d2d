package io.jenkins.plugins.synchronization.cli;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * Which proxy the environment names for a request: {@code HTTPS_PROXY}, or {@code HTTP_PROXY} where that is not set, but
 * for the hosts in {@code NO_PROXY}. As with other tools the names in lower case go first.
 */
final class ProxyEnvironment {

    private final HttpProxy forHttps;
    private final HttpProxy forHttp;
    private final NoProxy exceptions;

    /**
     * Reads the variables.
     *
     * @throws IllegalArgumentException if one does not name a proxy; the message names the variable, and never repeats
     *     a password
     */
    ProxyEnvironment(Map<String, String> environment) {
        forHttp = proxy(environment, "http_proxy");
        HttpProxy https = proxy(environment, "https_proxy");
        forHttps = https == null ? forHttp : https;
        exceptions = NoProxy.parse(variable(environment, "no_proxy"));
    }

    private static HttpProxy proxy(Map<String, String> environment, String name) {
        String value = variable(environment, name);
        try {
            return value == null ? null : HttpProxy.parse(value);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "The environment variable " + name.toUpperCase(Locale.ROOT) + " " + wrong.getMessage());
        }
    }

    private static String variable(Map<String, String> environment, String lowerCase) {
        String value = environment.get(lowerCase);
        if (value == null || value.isBlank()) {
            value = environment.get(lowerCase.toUpperCase(Locale.ROOT));
        }
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Whether the environment names any proxy at all. */
    boolean isEmpty() {
        return forHttps == null && forHttp == null;
    }

    /** The proxy for a request, or null where there is none. */
    HttpProxy proxyFor(URI request) {
        // Unlike URI, it knows hosts with an underscore.
        HttpUrl url = HttpUrl.get(request);
        return url == null || exceptions.covers(url.host(), url.port()) ? null : url.isHttps() ? forHttps : forHttp;
    }
}
