package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * For which connection requests are sent, and how.
 *
 * @param connection the connection
 * @param credentials what to show to the API
 * @param settings how long and how often
 * @param limits how many requests the API allows for that credential: see {@link WaitRequest#limits}
 * @param begun when it first began, by the time of day; its deadline is that plus the timeout
 * @param resumed whether it continues after a restart: a run that was started before is then looked for even if the deadline
 *     has passed, for as long as it takes to give up
 */
public record RequestTerms(
        ConnectionAddress connection,
        CredentialSource credentials,
        WaitSettings settings,
        Supplier<RequestLimits> limits,
        Instant begun,
        boolean resumed) {}
