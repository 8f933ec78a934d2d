package io.jenkins.plugins.synchronization.simulator;

import java.time.Duration;

/**
 * When a trouble applies: all conditions must be met.
 *
 * @param firstRequest the number of the first request that it applies to, from 1
 * @param lastRequest the number of the last one
 * @param every of these only each n-th, counted from the first request of all; 1 for each
 * @param from the run time from which it applies
 * @param until the run time from which it no longer applies, or null
 */
record Occasion(int firstRequest, int lastRequest, int every, Duration from, Duration until) {

    boolean holds(int request, Duration runTime) {
        return request >= firstRequest
                && request <= lastRequest
                && request % every == 0
                && runTime.compareTo(from) >= 0
                && (until == null || runTime.compareTo(until) < 0);
    }
}
