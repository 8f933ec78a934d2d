package io.jenkins.plugins.synchronization.wait;

import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.recording.RecordedRun;

/**
 * Whoever a wait is for: a pipeline step or a build step. RecordingVisitor of the end once, on a thread that may be used for I/O;
 * never after {@link BuildWait#cancel}.
 */
public interface WaitOwner {

    /**
     * The run is over, and what the build keeps of it is stored.
     *
     * @param recorded what the build keeps, never null
     * @param outcome what that means for the build, never null
     */
    void completed(RecordedRun recorded, Outcome outcome);

    /**
     * There is no answer.
     *
     * @param message what happened, what it concerns and what to do, in one line; never null
     */
    void failed(String message);

    /** Somebody ended the wait on the administrators' page. Never null. */
    void ended(String byWhom);

    /** The build is not running any more: it was killed or deleted. Nothing is left to be told to it. */
    default void dropped() {}
}
