package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.http.Delivery;
import java.time.Duration;
import java.util.List;

/**
 * An error of the API on purpose.
 *
 * @param at which requests it applies to
 * @param when the occasion
 * @param refusal the response instead of the usual one, or null for that
 * @param delivery how the response is sent
 * @param processed whether the request is processed all the same: a run is started, and the client does not get to know
 */
record Trouble(Target at, Occasion when, Refusal refusal, Delivery delivery, boolean processed) {

    /** The first that applies to a request, or null. */
    static Trouble first(List<Trouble> troubles, Target at, int request, Duration runTime) {
        return troubles.stream()
                .filter(trouble -> trouble.at == at && trouble.when.holds(request, runTime))
                .findFirst()
                .orElse(null);
    }
}
