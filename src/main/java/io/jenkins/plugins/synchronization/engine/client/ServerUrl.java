package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The address of a server that may be given a credential: https, or http to this machine; without user information,
 * query and fragment.
 */
public final class ServerUrl {

    /** Where the API is. */
    public static final ServerUrl PRODUCTION_API = parse("https://api.bentley.com");

    /** Where tokens for it are issued. */
    public static final ServerUrl PRODUCTION_TOKENS = parse("https://ims.bentley.com/connect/token");

    /** Where tokens for the QA and development servers of the API are issued. */
    public static final ServerUrl QA_TOKENS = parse("https://qa-ims.bentley.com/connect/token");

    private static final int MAX_LENGTH = 2048;
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}|::1");
    private static final Pattern LOCALHOST = Pattern.compile("(.+\\.)?localhost\\.?");
    private static final Pattern QA_HOST = Pattern.compile("(qa|dev)-api\\.bentley\\.com");
    private static final String PRODUCTION_HOST = "api.bentley.com";

    private final HttpUrl url;

    private ServerUrl(HttpUrl url) {
        this.url = url;
    }

    /**
     * Reads an address.
     *
     * @param text such as {@code https://api.bentley.com}
     * @throws UnusableTextException if it is no address, or not a safe one; the message says why, on one line, and
     *     does not repeat user information
     */
    public static ServerUrl parse(String text) {
        HttpUrl url = text.length() > MAX_LENGTH || !isUri(text) ? null : HttpUrl.parse(text);
        if (url == null || url.toString().length() > MAX_LENGTH) {
            throw new UnusableTextException("server.url");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new UnusableTextException("server.user");
        }
        if (url.query() != null || url.fragment() != null) {
            throw new UnusableTextException("server.query");
        }
        if (!url.isHttps() && !LOOPBACK.matcher(url.host()).matches()) {
            throw new UnusableTextException("server.http");
        }
        return new ServerUrl(url);
    }

    /** Also with two slashes before its host: OkHttp does without, and finds a host where others find none. */
    private static boolean isUri(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            return scheme != null && scheme.toLowerCase(Locale.ROOT).matches("https?") && uri.getRawAuthority() != null;
        } catch (URISyntaxException notOne) {
            return false;
        }
    }

    /** The token server that belongs to this API server: QA's for the QA and development hosts, else production's. */
    public ServerUrl impliedTokenUrl() {
        return QA_HOST.matcher(url.host()).matches() ? QA_TOKENS : PRODUCTION_TOKENS;
    }

    /** Whether this is one of Bentley's own API servers, so that its token server is known. */
    public boolean isBentleys() {
        return url.host().equals(PRODUCTION_HOST) || QA_HOST.matcher(url.host()).matches();
    }

    /** Whether this is a server on this machine, which is never reached through a proxy. */
    public boolean isLoopback() {
        return LOOPBACK.matcher(url.host()).matches()
                || LOCALHOST.matcher(url.host()).matches();
    }

    /** The address for OkHttp; never null. */
    public HttpUrl url() {
        return url;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServerUrl server && url.equals(server.url);
    }

    @Override
    public int hashCode() {
        return url.hashCode();
    }

    /** The address without a slash at its end; {@link #parse} reads it as the same address. */
    @Override
    public String toString() {
        String text = url.toString();
        return text.endsWith("/") && !text.endsWith("//") ? text.substring(0, text.length() - 1) : text;
    }
}
