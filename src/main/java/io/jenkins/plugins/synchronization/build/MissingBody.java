package io.jenkins.plugins.synchronization.build;

/** Why a build has no body of a run. The names are kept in builds. */
enum MissingBody {
    /** It is larger than the administrator allows. */
    TOO_LARGE,

    /** It could not be written; the system log says why. */
    NOT_WRITTEN
}
