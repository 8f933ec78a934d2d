package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import java.time.Instant;

/**
 * What to wait for, and how.
 *
 * @param address the run, not null
 * @param credentials what to show to the API, not null
 * @param settings how long and how often, not null
 * @param limits how many requests the API allows for that credential, not null; waits on one subscription share the
 *     limits that the first of them brought
 * @param begun when the wait first began, not null; its deadline is that plus the timeout
 * @param resumed whether the wait goes on after a restart: it then gets one good answer, or one give-up window, even if
 *     its deadline has passed, and takes its place in the queue of resumed waits
 */
public record WaitRequest(
        RunAddress address,
        CredentialSource credentials,
        WaitSettings settings,
        RequestLimits limits,
        Instant begun,
        boolean resumed) {

    /** A wait that begins now. */
    public static WaitRequest begin(
            RunAddress address,
            CredentialSource credentials,
            WaitSettings settings,
            RequestLimits limits,
            Instant now) {
        return new WaitRequest(address, credentials, settings, limits, now, false);
    }

    /** The time after which the run is not waited for any more. */
    public Instant deadline() {
        return begun.plus(settings.timeout());
    }
}
