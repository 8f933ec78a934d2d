package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.time.Duration;
import java.time.Instant;

/**
 * Why a start, or the search for a run, ended without one.
 *
 * @param reason what kind of end, never null
 * @param problem what is wrong where the API did respond; else null
 * @param text what the problem is about, or a sentence for the reasons {@code CREDENTIAL} and {@code INTERNAL}; else null
 * @param connection the connection, never null
 * @param credentialName how people know the credential, never null
 * @param credentialIsFile as {@link CredentialSource#isFile} says
 * @param at when it ended, never null
 * @param waited how long it lasted, 0 or more
 * @param last the last response that was no use, or null
 * @param tokenEnds when the bearer token in use says that it ends, or null where it does not or was exchanged
 * @param mayHaveStarted whether a run may have been started all the same
 */
public record RequestFailure(
        WaitFailure.Reason reason,
        Problem problem,
        ReasonText text,
        ConnectionAddress connection,
        String credentialName,
        boolean credentialIsFile,
        Instant at,
        Duration waited,
        ApiFailure last,
        Instant tokenEnds,
        boolean mayHaveStarted)
        implements Failure {

    /** What can be wrong with a response that is none of the API's failures. */
    public enum Problem {
        /** A run is active, and was not to be joined or waited for. */
        ACTIVE,
        /** The response does not lead to a run of the server. */
        LOCATION,
        /** The connection has no run. */
        NO_RUN,
        /** The connection has no link to its newest run, and too many runs to find out which one that is. */
        TOO_MANY_RUNS,
        /** It is unknown whether a run was started, and the connection has too many runs to find out. */
        UNKNOWN_OUTCOME
    }

    @Override
    public ServerUrl server() {
        return connection.server();
    }
}
