package io.jenkins.plugins.synchronization.engine.outcome;

/** What a run's result means for the build that waited for it: the results of Jenkins. */
public enum Outcome {
    /** All is well. */
    SUCCESS,

    /** Done, with reservations. */
    UNSTABLE,

    /** It failed. */
    FAILURE,

    /** Nothing was done. */
    NOT_BUILT,

    /** Somebody stopped it. */
    ABORTED
}
