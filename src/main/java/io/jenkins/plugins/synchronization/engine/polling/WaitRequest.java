package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What to wait for, and how.
 *
 * @param address the run
 * @param credentials what to show to the API
 * @param settings how long and how often
 * @param limits how many requests the API allows for that credential; read before each request, on the watcher's thread,
 *     so that changes take effect at the next one. Among the waits on one subscription the strictest limits apply. Waits
 *     that are configured in the same place should give equal suppliers: each different one is read each time.
 * @param begun when the wait first began, by the time of day; its deadline is that plus the timeout
 * @param resumed whether the wait continues after a restart: it then gets one good response, or one give-up window, even
 *     if its deadline has passed, and takes its place in the queue of resumed waits
 */
public record WaitRequest(
        RunAddress address,
        CredentialSource credentials,
        WaitSettings settings,
        Supplier<RequestLimits> limits,
        Instant begun,
        boolean resumed) {

    /** A wait that begins now. */
    public static WaitRequest begin(
            RunAddress address,
            CredentialSource credentials,
            WaitSettings settings,
            Supplier<RequestLimits> limits,
            Instant now) {
        return new WaitRequest(address, credentials, settings, limits, now, false);
    }

    /** The time after which the run is not waited for any more. */
    public Instant deadline() {
        return begun.plus(settings.timeout());
    }
}
