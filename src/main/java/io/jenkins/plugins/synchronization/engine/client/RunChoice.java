package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import java.util.Optional;

/**
 * Which run a user named: by its ID, by its URL as the API gives it in {@code Location}, or {@value #LATEST}.
 *
 * @param connection the connection of the run
 * @param runId the run, or null for the newest
 */
public record RunChoice(ConnectionAddress connection, String runId) {

    /** Stands for the newest run of a connection. */
    public static final String LATEST = "latest";

    /**
     * Reads what a user wrote.
     *
     * @param run an ID, a URL, or {@value #LATEST} in any letter case; not null
     * @param connectionId the connection; null or empty where a URL is to name it
     * @param type the kind of connection; a URL names its own
     * @param server the server, which a URL has to be of
     * @throws UnusableTextException if it names no run, or not one of that connection; the message says why
     */
    public static RunChoice parse(String run, String connectionId, ConnectionType type, ServerUrl server) {
        boolean hasConnection = connectionId != null && !connectionId.isEmpty();
        if (RunLocation.isMeantBy(run)) {
            return ofUrl(run, hasConnection ? connectionId : null, server);
        }
        ConnectionAddress connection = new ConnectionAddress(server, type, hasConnection ? connectionId : "");
        return run.strip().equalsIgnoreCase(LATEST)
                ? new RunChoice(connection, null)
                : new RunChoice(connection, connection.run(run).runId());
    }

    private static RunChoice ofUrl(String url, String connectionId, ServerUrl server) {
        RunAddress address;
        try {
            address = RunLocation.parse(url, server);
        } catch (UnusableTextException noRun) {
            throw new UnusableTextException("run.url", noRun);
        }
        if (connectionId != null && !connectionId.equals(address.connectionId())) {
            throw new UnusableTextException("run.connection");
        }
        return new RunChoice(address.connection(), address.runId());
    }

    /** The run; empty where it is the newest, which has to be found. */
    public Optional<RunAddress> address() {
        return Optional.ofNullable(runId).map(connection::run);
    }
}
