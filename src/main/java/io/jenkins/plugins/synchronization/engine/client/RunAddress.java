package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import java.util.Objects;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Which run: "get run" of the API's page.
 *
 * @param server where the API is, not null
 * @param type the kind of connection, not null
 * @param connectionId the connection's id: 1 to 128 of {@code A-Z a-z 0-9 _ -}
 * @param runId the run's id, of the same form
 */
public record RunAddress(ServerUrl server, ConnectionType type, String connectionId, String runId) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /**
     * Checks the ids.
     *
     * @throws UnusableTextException if an id is not of the form; the message says which, and does not repeat it
     */
    public RunAddress {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(type, "type");
        requireId("connectionId", connectionId);
        requireId("runId", runId);
    }

    /** Whether a text has the form of the API's ids; null has not. */
    public static boolean isId(String text) {
        return text != null && ID.matcher(text).matches();
    }

    static void requireId(String name, String id) {
        if (!isId(id)) {
            throw new UnusableTextException(name);
        }
    }

    /** The address of its connection. */
    public ConnectionAddress connection() {
        return new ConnectionAddress(server, type, connectionId);
    }

    /** The URL to get the run from; the ids can change neither its host nor its path. */
    HttpUrl url() {
        return connection().url("runs").newBuilder().addPathSegment(runId).build();
    }
}
