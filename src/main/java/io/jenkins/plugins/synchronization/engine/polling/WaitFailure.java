package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.time.Duration;
import java.time.Instant;

/**
 * Why a wait ended without an answer.
 *
 * @param reason what kind of end, never null
 * @param address the run that was waited for, never null
 * @param credentialName how people know the credential, never null
 * @param credentialIsFile as {@link CredentialSource#isFile} says
 * @param at when the wait ended, never null
 * @param waited how long the wait lasted, 0 or more
 * @param last the last answer that was not a run, or null
 * @param tokenEnds when the bearer token in use says that it ends, or null where it does not or was exchanged
 * @param text a sentence for the reasons {@code CREDENTIAL} and {@code INTERNAL}, else null
 */
public record WaitFailure(
        Reason reason,
        RunAddress address,
        String credentialName,
        boolean credentialIsFile,
        Instant at,
        Duration waited,
        ApiFailure last,
        Instant tokenEnds,
        ReasonText text)
        implements Failure {

    @Override
    public ServerUrl server() {
        return address.server();
    }

    /** The kinds of end without an answer. */
    public enum Reason {
        /** The credential cannot be resolved. */
        CREDENTIAL,
        /** 401, 403, or the token endpoint refused the client. */
        NOT_AUTHORIZED,
        /** The API refused the request: 404, 422, another 4xx, or a redirect; or no token endpoint is at the token URL. */
        REFUSED,
        /** TLS or the proxy: no connection can be made until somebody changes how this is set up. */
        CONNECTION,
        /** The API was unreachable or broken for too long. */
        GAVE_UP,
        /** The run did not complete in time. */
        TIMED_OUT,
        /** A mistake of this program. */
        INTERNAL
    }
}
