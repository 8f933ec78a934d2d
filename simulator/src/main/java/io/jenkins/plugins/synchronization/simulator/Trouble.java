package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.http.Delivery;

/**
 * An error of the API on purpose.
 *
 * @param atToken whether it applies to the token endpoint instead of the run
 * @param when the occasion
 * @param refusal the response instead of the run or token, or null for the usual one
 * @param delivery how the response is sent
 */
record Trouble(boolean atToken, Occasion when, Refusal refusal, Delivery delivery) {}
