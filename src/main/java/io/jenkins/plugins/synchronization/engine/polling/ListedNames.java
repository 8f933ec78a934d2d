package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.run.FileNames;

/**
 * What came of listing a connection's source files.
 *
 * @param names the names, never null; some of them where the listing broke off
 * @param gap why names may be missing, or null where the whole list was read
 * @param failure the response that ended the listing, with {@link Gap#FAILED}; else null
 */
public record ListedNames(FileNames names, Gap gap, ApiFailure failure) {

    /** Why names may be missing. */
    public enum Gap {
        /** A request failed. */
        FAILED,
        /** The credential could not be resolved; the wait says why. */
        CREDENTIAL,
        /** The time for it has ended. */
        TIMED_OUT,
        /** The list has more pages than are read. */
        TOO_LONG,
        /** A link led to another server or list. */
        LINKS_ELSEWHERE,
        /** A bug, which is in the system log. */
        INTERNAL
    }

    /** There is nothing to list. */
    static final ListedNames NONE = new ListedNames(FileNames.NONE, null, null);
}
