package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.RunReference;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import java.time.Duration;

/**
 * Is notified of what becomes of each wait, in order, on threads that may be used for I/O and that no wait needs. What an
 * observer throws is logged and has no effect on the build. After a restart of Jenkins a notification may come again.
 */
public interface WaitObserver extends ExtensionPoint {

    /** A wait begins, or was resumed after a restart. */
    default void begun(@NonNull ObservedWait wait, @NonNull RunReference run) {}

    /**
     * A poll found that the run has ended. Not called for a run that had ended before the wait began, or whose end the API
     * does not report.
     *
     * @param sinceEnd how long ago, by the clocks of the API and of Jenkins; 0 or more
     */
    default void detected(@NonNull ObservedWait wait, @NonNull Duration sinceEnd) {}

    /** The run is completed and stored. */
    default void completed(@NonNull ObservedWait wait, @NonNull RecordedRun recorded) {}

    /** The wait could not begin, or ended without a result. */
    default void ended(@NonNull ObservedWait wait, @NonNull EndedWait ended) {}
}
