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

    private final Map<String, String> environment;
    private final NoProxy exceptions;

    ProxyEnvironment(Map<String, String> environment) {
        this.environment = environment;
        exceptions = NoProxy.parse(variable("no_proxy"));
    }

    private HttpProxy proxy(String name) {
        String value = variable(name);
        try {
            return value == null ? null : HttpProxy.parse(value);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "The environment variable " + name.toUpperCase(Locale.ROOT) + " " + wrong.getMessage());
        }
    }

    private String variable(String lowerCase) {
        String value = environment.get(lowerCase);
        if (value == null || value.isBlank()) {
            value = environment.get(lowerCase.toUpperCase(Locale.ROOT));
        }
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Whether the environment names any proxy at all. */
    boolean isEmpty() {
        return variable("https_proxy") == null && variable("http_proxy") == null;
    }

    /**
     * The proxy for a request, or null where there is none.
     *
     * @throws IllegalArgumentException if the variable for it does not name a proxy; the message names the variable, and
     *     never repeats a password
     */
    HttpProxy proxyFor(URI request) {
        // Unlike URI, it knows hosts with an underscore.
        HttpUrl url = HttpUrl.get(request);
        if (url == null || exceptions.covers(url.host(), url.port())) {
            return null;
        }
        HttpProxy forHttps = url.isHttps() ? proxy("https_proxy") : null;
        return forHttps == null ? proxy("http_proxy") : forHttps;
    }
}
