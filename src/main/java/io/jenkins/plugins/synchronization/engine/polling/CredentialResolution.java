package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.Credential;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

/** Resolves the credential of one wait, once at a time. Lives on the watcher's thread. */
final class CredentialResolution {

    private final Scheduler scheduler;
    private final CredentialSource source;
    private final WaitSettings settings;
    private final BiConsumer<Credential, CredentialException> receiver;

    private CompletableFuture<Credential> underWay;
    private Runnable timeout;
    private Instant resolvedAt;

    /** The receiver gets the credential, or null and why there is none. */
    CredentialResolution(
            Scheduler scheduler,
            CredentialSource source,
            WaitSettings settings,
            BiConsumer<Credential, CredentialException> receiver) {
        this.scheduler = scheduler;
        this.source = source;
        this.settings = settings;
        this.receiver = receiver;
    }

    /** Resolves if that was last done longer ago than the settings say; does nothing before the first time. */
    void resolveIfDue() {
        if (resolvedAt != null && !scheduler.now().isBefore(resolvedAt.plus(settings.credentialRefresh()))) {
            resolve();
        }
    }

    /** Resolves; a source that answers at once is heard before this returns. */
    void resolve() {
        if (underWay != null) {
            return;
        }
        CompletableFuture<Credential> future = ask();
        underWay = future;
        if (future.isDone()) {
            arrived(future);
        } else {
            timeout = scheduler.at(
                    scheduler.now().plus(settings.giveUpAfter()),
                    () -> future.completeExceptionally(
                            new CredentialException("The credential could not be resolved in time")));
            future.whenComplete((any, failure) -> scheduler.execute(() -> arrived(future)));
        }
    }

    /** A copy: the source may give one future to several waits, and each has its own time limit. */
    private CompletableFuture<Credential> ask() {
        try {
            return source.resolve().copy();
        } catch (RuntimeException bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }

    private void arrived(CompletableFuture<Credential> future) {
        if (underWay != future) {
            return;
        }
        close();
        resolvedAt = scheduler.now();
        Credential credential = null;
        CredentialException failure = null;
        try {
            credential = future.join();
        } catch (CompletionException failed) {
            failure = failed.getCause() instanceof CredentialException known
                    ? known
                    : new CredentialException("Resolving it failed with "
                            + failed.getCause().getClass().getName());
        }
        receiver.accept(credential, failure);
    }

    void close() {
        underWay = null;
        if (timeout != null) {
            timeout.run();
            timeout = null;
        }
    }
}
