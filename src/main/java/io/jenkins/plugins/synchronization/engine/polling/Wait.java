package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Duration;

/** An active wait. Safe for use by several threads. */
public interface Wait extends Operation {

    /** What is waited for. */
    WaitRequest request();

    /** How it stands. */
    WaitStatus status();

    /**
     * Steers the polls by how long earlier runs of the connection took, from the next response on. Not needed: without it
     * the polls depend on nothing but the run and the settings.
     */
    void expect(RunHistory history);

    /**
     * Somebody watches the run for so long: until then it is polled at most 15 s after the last response, or as soon after
     * that as limits and the shortest interval allow. Errors and pauses keep their intervals.
     */
    void watchedFor(Duration duration);

    /**
     * Ends the wait, and its request if one is under way.
     *
     * @return whether this ended it: no call of the listener begins after this returned. One that the watcher's thread had
     *     begun before may still be running. False if the wait had ended already.
     */
    @Override
    boolean cancel();
}
