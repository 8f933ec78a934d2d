package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.synchronization.engine.polling.RequestFailure;
import io.jenkins.plugins.synchronization.engine.polling.StartIntention;
import io.jenkins.plugins.synchronization.engine.polling.StartedRun;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.model.EndedWait;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whoever a run is started or searched for: a pipeline step or a build step. Called on threads that may be used for I/O.
 * One of {@link #found}, {@link #notFound} and {@link #aborted} ends it; nothing is called after {@link BuildStart#cancel}.
 */
public interface StartOwner {

    /**
     * Stores what is intended, or null once it came to nothing.
     *
     * @return ends when that is stored, or exceptionally if it cannot be
     */
    @NonNull
    default CompletionStage<?> store(@CheckForNull StartIntention intention) {
        return CompletableFuture.completedFuture(null);
    }

    /** There is a run. */
    void found(@NonNull StartedRun run);

    /**
     * There is none, and the build has an entry that says so.
     *
     * @param reason why, as a name for scripts: of a {@link WaitFailure.Reason} or a {@link RequestFailure.Problem}, or one of
     *     {@link EndedWait}'s own
     * @param message why, and what to do, in one line
     */
    void notFound(@NonNull String reason, @NonNull String message);

    /** A user stopped it, and the build has an entry that says so. */
    void aborted(@NonNull String message);
}
