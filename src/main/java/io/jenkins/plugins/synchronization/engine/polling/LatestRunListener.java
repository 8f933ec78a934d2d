package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.RunAddress;

/** Hears of the newest run of a connection. Exactly one of {@link #found} and {@link #failed} ends the search. */
public interface LatestRunListener extends OperationListener {

    /** The newest run. */
    void found(RunAddress run);
}
