package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.http.Delivery;

/**
 * Something that goes wrong on occasion.
 *
 * @param atToken whether it strikes the token endpoint instead of the run
 * @param when the occasion
 * @param refusal the response instead of the run or token, or null for the usual one
 * @param delivery how the response is sent
 */
record Trouble(boolean atToken, Occasion when, Refusal refusal, Delivery delivery) {}
