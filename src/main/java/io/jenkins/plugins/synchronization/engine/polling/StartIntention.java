package io.jenkins.plugins.synchronization.engine.polling;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;

/**
 * What is remembered, and stored, before the request to start a run is sent: without it, it would be unknown afterwards
 * whether a run was started. A run that is not among these was started since.
 */
public final class StartIntention implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashSet<String> knownRuns;
    private final boolean complete;

    StartIntention(Collection<String> knownRuns, boolean complete) {
        this.knownRuns = new HashSet<>(knownRuns);
        this.complete = complete;
    }

    /** Whether the connection had that run. */
    public boolean knows(String runId) {
        return knownRuns.contains(runId);
    }

    /** Whether these were all of them: a connection may have more than are listed. */
    public boolean isComplete() {
        return complete;
    }
}
