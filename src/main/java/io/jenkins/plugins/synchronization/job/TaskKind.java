package io.jenkins.plugins.synchronization.job;

import io.jenkins.plugins.synchronization.model.TaskCounts;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How a task ended, as far as the trend distinguishes. */
@Restricted(NoExternalUse.class)
public enum TaskKind {
    /** Error or TimedOut. */
    FAILED,
    /** Canceled. */
    CANCELED,
    /** Any other result, or none. */
    OTHERS,
    /** Skipped. */
    SKIPPED,
    /** Success. */
    SUCCEEDED;

    /** How many tasks ended so. */
    public int count(TaskCounts tasks) {
        return switch (this) {
            case FAILED -> tasks.getFailed();
            case CANCELED -> tasks.getCanceled();
            case OTHERS -> tasks.getOthers();
            case SKIPPED -> tasks.getSkipped();
            case SUCCEEDED -> tasks.getSucceeded();
        };
    }

    /** The name for a CSS class, such as {@code failed}. */
    public String cssName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word in the reader's language. */
    public String word() {
        return switch (this) {
            case FAILED -> Messages.TaskKind_failed();
            case CANCELED -> Messages.TaskKind_canceled();
            case OTHERS -> Messages.TaskKind_others();
            case SKIPPED -> Messages.TaskKind_skipped();
            case SUCCEEDED -> Messages.TaskKind_succeeded();
        };
    }
}
