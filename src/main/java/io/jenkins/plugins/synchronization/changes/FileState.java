package io.jenkins.plugins.synchronization.changes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.synchronization.model.Change;

/**
 * What there is to say of a source file after a run.
 *
 * @param name the file's ID, bounded
 * @param kind why there is something to say
 * @param since the number of the build since which the file fails, or failed until it was fixed
 * @param missed in how many runs in a row nothing was reported about the file
 */
record FileState(
        @JsonProperty("name") String name,
        @JsonProperty("kind") Kind kind,
        @JsonProperty("since") int since,
        @JsonProperty("missed") int missed) {

    /** Why there is something to say of a file. The names are stored. */
    enum Kind {
        /** It fails, and there was nothing to compare with. */
        FAILING(null),
        /** See {@link Change#NEW}. */
        NEW(Change.NEW),
        /** See {@link Change#STILL}. */
        STILL(Change.STILL),
        /** See {@link Change#FIXED}. */
        FIXED(Change.FIXED),
        /** It failed when it was last reported; this run says nothing about it. */
        AWAY(null);

        private final Change change;

        Kind(Change change) {
            this.change = change;
        }

        Change change() {
            return change;
        }
    }

    /** Whether the last that was reported of the file is that it failed. */
    boolean fails() {
        return kind != Kind.FIXED;
    }

    /** Whether it can be what a build stored: a file on disk may be damaged. */
    boolean isSound(int build) {
        return name != null && kind != null && since >= 1 && since <= build && missed >= 0;
    }
}
