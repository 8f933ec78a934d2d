package io.jenkins.plugins.synchronization.simulator;

import java.time.Duration;

/**
 * How long tokens are good for.
 *
 * @param lives the time for which a token is accepted, on the clock
 * @param says the time in {@code expires_in} and the claim {@code exp}
 * @param limited whether the scenario sets it, so that {@link SimulatedApi#validToken()} is subject to it too
 */
record TokenLife(Duration lives, Duration says, boolean limited) {

    /** An hour, where a scenario does not say. */
    static final TokenLife USUAL = new TokenLife(Duration.ofHours(1), Duration.ofHours(1), false);
}
