package io.jenkins.plugins.synchronization.model;

/** Why a build has no response data of a run. The names are stored in builds. */
public enum MissingBody {
    /** It is larger than the administrator allows. */
    TOO_LARGE,

    /** It could not be written; the system log says why. */
    NOT_WRITTEN
}
