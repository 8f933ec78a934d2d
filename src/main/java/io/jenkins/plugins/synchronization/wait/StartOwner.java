package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.synchronization.engine.polling.StartIntention;
import io.jenkins.plugins.synchronization.engine.polling.StartedRun;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whoever a run is started or searched for: a pipeline step or a build step. Called on threads that may be used for I/O.
 * One of {@link #found} and {@link #notFound} ends it; nothing is called after {@link BuildStart#cancel}.
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

    /** There is none; the message says why and what to do, in one line. */
    void notFound(@NonNull String message);
}
