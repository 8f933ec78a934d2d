package io.jenkins.plugins.synchronization.engine.client;

import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * The address of a connection, whose runs can be listed and started.
 *
 * @param server the API, not null
 * @param type the kind of connection, not null
 * @param connectionId the connection's ID: 1 to 128 of {@code A-Z a-z 0-9 _ -}
 */
public record ConnectionAddress(ServerUrl server, ConnectionType type, String connectionId) {

    /**
     * Checks the ID.
     *
     * @throws IllegalArgumentException if the ID is not of the form; the message does not repeat it
     */
    public ConnectionAddress {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(type, "type");
        RunAddress.requireId("connectionId", connectionId);
    }

    /**
     * The address of one of its runs.
     *
     * @throws IllegalArgumentException if the ID is not of the form; the message does not repeat it
     */
    public RunAddress run(String runId) {
        return new RunAddress(server, type, connectionId, runId);
    }

    /** The URL of the connection; the ID can change neither its host nor its path. */
    HttpUrl url() {
        return server.url()
                .newBuilder()
                .addPathSegment("synchronization")
                .addPathSegment("imodels")
                .addPathSegment(type.pathSegment())
                .addPathSegment(connectionId)
                .build();
    }

    HttpUrl url(String below) {
        return url().newBuilder().addPathSegment(below).build();
    }
}
