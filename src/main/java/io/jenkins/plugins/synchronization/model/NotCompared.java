package io.jenkins.plugins.synchronization.model;

import io.jenkins.plugins.synchronization.engine.report.page.Words;
import org.jvnet.localizer.LocaleProvider;

/** Why a run was compared with nothing. The names are kept in builds. */
public enum NotCompared {
    /** No earlier build of the job waited for a run of the connection. */
    FIRST,

    /** None of the builds before it did, as far back as it was looked. */
    TOO_FAR,

    /** The data of the run before was removed after the time that it is kept. */
    REMOVED,

    /** The data of the run before was too large to be kept. */
    TOO_LARGE,

    /** The data of the run before is not there for another reason. */
    MISSING,

    /** The data of the run before is damaged. */
    DAMAGED,

    /** Too many files failed in this run, or in the one before. */
    TOO_MANY_FILES,

    /** This run could not be compared; the system log says why. */
    FAILED;

    /** How many earlier builds are searched for a run to compare with: each may have to be read from disk. */
    public static final int MOST_BUILDS = 100;

    /** Runs in which more files failed are not compared: memory and files must have a bound. */
    public static final int MOST_FILES = 50_000;

    /** Says in the reader's language why; the build is the one that waited for the run before, or 0. */
    String explain(int build) {
        return switch (this) {
            case FIRST -> Messages.NotCompared_First();
            case TOO_FAR -> Messages.NotCompared_TooFar(MOST_BUILDS);
            case REMOVED -> Messages.NotCompared_Removed(build);
            case TOO_LARGE -> Messages.NotCompared_TooLarge(build);
            case MISSING -> Messages.NotCompared_Missing(build);
            case DAMAGED -> Messages.NotCompared_Damaged(build);
            case TOO_MANY_FILES ->
                Messages.NotCompared_TooManyFiles(
                        Words.of(LocaleProvider.getLocale()).number(MOST_FILES));
            case FAILED -> Messages.NotCompared_Failed();
        };
    }
}
