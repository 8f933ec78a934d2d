package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.recording.RecordedRun;

/**
 * Whoever a wait is for: a pipeline step or a build step. One of these methods is called once, on a thread that may be used
 * for I/O; none after {@link BuildWait#cancel}.
 */
public interface WaitOwner {

    /** The run is completed and stored, and means this for the build. */
    void completed(@NonNull RecordedRun recorded, @NonNull Outcome outcome);

    /**
     * The wait ended without a result.
     *
     * @param reason as for {@link io.jenkins.plugins.synchronization.model.EndedWait#getReason}
     * @param message what happened, what it concerns and what to do, in one line
     */
    void failed(@NonNull String reason, @NonNull String message);

    /** A user ended the wait; the message says who. */
    void aborted(@NonNull String message);

    /** The build is no longer running: it was killed or deleted. */
    default void dropped(@NonNull String message) {}
}
