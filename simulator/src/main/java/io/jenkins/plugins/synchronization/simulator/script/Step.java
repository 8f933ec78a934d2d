package io.jenkins.plugins.synchronization.simulator.script;

import java.time.Duration;

/**
 * One state on a run's timeline.
 *
 * @param state the run's state
 * @param phase the run's phase, or null to keep the one before
 * @param lasts how long, in run time
 */
public record Step(String state, String phase, Duration lasts) {}
