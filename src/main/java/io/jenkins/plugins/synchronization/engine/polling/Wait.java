package io.jenkins.plugins.synchronization.engine.polling;

/** A wait in flight. Safe for use by several threads. */
public interface Wait {

    /** What is waited for; never null. */
    WaitRequest request();

    /** How it stands; never null. */
    WaitStatus status();

    /**
     * Ends the wait, and its request if one is under way.
     *
     * @return whether this ended it: the listener is not called any more. False if it was over already.
     */
    boolean cancel();
}
