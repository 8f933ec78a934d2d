package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import java.util.concurrent.CompletionStage;

/** Hears how the start of a run goes. Exactly one of {@link #started} and {@link #failed} ends it. */
public interface StartListener extends OperationListener {

    /**
     * The request to start a run is about to be sent; it is sent when the result has ended well. Whoever can be restarted
     * stores the intention before, and hands it over again to continue.
     *
     * @param intention what to store
     * @return ends on any thread when the intention is stored, or exceptionally if it cannot be: nothing is sent then
     */
    CompletionStage<?> intends(StartIntention intention);

    /** The intention came to nothing, no run was started: what was stored of it has to be forgotten. */
    default void withdrawn() {}

    /** Another run is active for the iModel; the start goes on when that has ended. */
    default void active(RunAddress run) {}

    /** There is a run. */
    void started(StartedRun run);
}
