package io.jenkins.plugins.synchronization.engine.polling;

/** An active wait. Safe for use by several threads. */
public interface Wait {

    /** What is waited for. */
    WaitRequest request();

    /** How it stands. */
    WaitStatus status();

    /**
     * Ends the wait, and its request if one is under way.
     *
     * @return whether this ended it: no call of the listener begins after this returned. One that the watcher's thread had
     *     begun before may still be running. False if the wait had ended already.
     */
    boolean cancel();
}
