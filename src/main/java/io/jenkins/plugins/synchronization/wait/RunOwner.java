package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.polling.RequestFailure;
import io.jenkins.plugins.synchronization.engine.polling.StartIntention;
import io.jenkins.plugins.synchronization.engine.polling.StartedRun;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whoever a run is started, searched and waited for: a pipeline step or a build step. Called on threads that may be used for
 * I/O. One of {@link #found}, {@link #failed} and {@link #aborted} ends a start or a search, one of {@link #completed}, {@link
 * #failed}, {@link #aborted} and {@link #dropped} a wait; nothing is called after a cancellation.
 */
public interface RunOwner {

    /**
     * Stores what is intended, or null once it came to nothing.
     *
     * @return ends when that is stored, or exceptionally if it cannot be
     */
    @NonNull
    default CompletionStage<?> store(@CheckForNull StartIntention intention) {
        return CompletableFuture.completedFuture(null);
    }

    /** There is a run, which can be waited for. */
    void found(@NonNull StartedRun run);

    /** The run is completed and stored, and means this for the build. */
    void completed(@NonNull RecordedRun recorded, @NonNull Outcome outcome);

    /**
     * There is no run, or no result of it; the build has an entry with the same reason and message.
     *
     * @param reason why, as a name for scripts: of a {@link WaitFailure.Reason} or a {@link RequestFailure.Problem}, or one of
     *     {@link EndedWait}'s own
     * @param message what happened, what it concerns and what to do, in one line
     */
    void failed(@NonNull String reason, @NonNull String message);

    /** A user stopped it; the message says who, and the build has an entry with it. */
    void aborted(@NonNull String message);

    /** The build is no longer running: it was killed or deleted. */
    default void dropped(@NonNull String message) {}
}
