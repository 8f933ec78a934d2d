package io.jenkins.plugins.synchronization.storage;

import java.time.Instant;
import java.util.Date;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A wait that ended without an answer. All texts are plain and untrusted.
 *
 * @param key tells the runs of a build apart, not null
 * @param title the user's name for the run, else its id; not null
 * @param message what happened, what it concerns and what to do, without any secret; not null
 * @param time when it was, not null
 */
@Restricted(NoExternalUse.class)
public record FailedWait(String key, String title, String message, Instant time) {

    /** When it was, for the tags that format dates. */
    public Date date() {
        return Date.from(time);
    }
}
