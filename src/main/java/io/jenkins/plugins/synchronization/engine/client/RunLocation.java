package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import java.util.Arrays;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * Reads the location of a run: the {@code Location} header of a response, a link, or what a user pasted. It is a path or an
 * absolute URL that ends in {@code …/manifestconnections/ID/runs/ID} or the same of a storage connection, with names in any
 * letter case.
 */
public final class RunLocation {

    private static final int MAX_LENGTH = 4096;

    private RunLocation() {}

    /** Whether a text is meant as a location rather than an ID. */
    public static boolean isMeantBy(String text) {
        return text.indexOf('/') >= 0;
    }

    /**
     * Reads a location.
     *
     * @param server the server that the run must be on
     * @throws UnusableTextException if it does not lead to a run of that server; the message says why, and does not
     *     repeat the location
     */
    public static RunAddress parse(String text, ServerUrl server) {
        String location = text.strip();
        HttpUrl url = location.isEmpty() || location.length() > MAX_LENGTH
                ? null
                : server.url().resolve(location);
        if (url == null) {
            throw new UnusableTextException("location.url");
        }
        if (!isOf(server, url)) {
            throw new UnusableTextException("location.server", server.toString());
        }
        List<String> path = url.pathSegments();
        int size = path.get(path.size() - 1).isEmpty() ? path.size() - 1 : path.size();
        ConnectionType type = size < 4 ? null : type(path.get(size - 4));
        if (type == null || !path.get(size - 2).equalsIgnoreCase("runs")) {
            throw new UnusableTextException("location.path");
        }
        String connectionId = path.get(size - 3);
        String runId = path.get(size - 1);
        if (!RunAddress.isId(connectionId) || !RunAddress.isId(runId)) {
            throw new UnusableTextException("location.id");
        }
        return new RunAddress(server, type, connectionId, runId);
    }

    /** Also without user information: what is pasted is sent to the server that is configured, as it is configured. */
    static boolean isOf(ServerUrl server, HttpUrl url) {
        return url.scheme().equals(server.url().scheme())
                && url.host().equals(server.url().host())
                && url.port() == server.url().port()
                && url.username().isEmpty()
                && url.password().isEmpty();
    }

    private static ConnectionType type(String segment) {
        return Arrays.stream(ConnectionType.values())
                .filter(type -> type.pathSegment().equalsIgnoreCase(segment))
                .findFirst()
                .orElse(null);
    }
}
