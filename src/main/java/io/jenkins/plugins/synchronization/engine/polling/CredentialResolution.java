package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

/** Resolves the credential of one wait, once at a time. Lives on the watcher's thread. */
final class CredentialResolution {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final RunWatcher watcher;
    private final CredentialSource source;
    private final WaitSettings settings;
    private final BiConsumer<Credential, CredentialException> receiver;

    private CompletableFuture<Credential> underWay;
    private Runnable timeout;
    private Instant patienceEnd;
    private Runnable retry = () -> {};
    private Instant resolvedAt;

    /** The receiver gets the credential, or null and why there is none. */
    CredentialResolution(
            RunWatcher watcher,
            CredentialSource source,
            WaitSettings settings,
            BiConsumer<Credential, CredentialException> receiver) {
        this.watcher = watcher;
        this.source = source;
        this.settings = settings;
        this.receiver = receiver;
    }

    /** When a credential says that it ends, or null. */
    static Instant tokenEnd(Credential credential) {
        return credential instanceof Credential.Bearer bearer
                ? bearer.token().expiresAt().orElse(null)
                : null;
    }

    /** Resolves if that was last done longer ago than the settings say; does nothing before the first time. */
    void resolveIfDue() {
        if (resolvedAt != null
                && !watcher.scheduler().monotonic().isBefore(resolvedAt.plus(settings.credentialRefresh()))) {
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
            timeout = watcher.scheduler()
                    .after(
                            settings.giveUpAfter(),
                            () -> future.completeExceptionally(
                                    new CredentialException(new ReasonText("credentials.late"))));
            future.whenComplete(
                    (any, failure) -> watcher.attempt(() -> watcher.scheduler().execute(() -> arrived(future))));
        }
    }

    /**
     * Resolves again in a while: what is replaced in place may be late, or half written.
     *
     * @param patience for how long, from the first of these calls since the last {@link #forgetPatience}
     * @return false once that has passed
     */
    boolean resolveLater(Duration patience) {
        Instant now = watcher.scheduler().monotonic();
        if (patienceEnd == null) {
            patienceEnd = now.plus(patience);
        }
        if (!now.isBefore(patienceEnd)) {
            return false;
        }
        Instant next = now.plus(BETWEEN_LOOKS);
        retry = watcher.scheduler()
                .at(next.isAfter(patienceEnd) ? patienceEnd : next, () -> watcher.attempt(this::resolve));
        return true;
    }

    /** The next {@link #resolveLater} is a first one. */
    void forgetPatience() {
        patienceEnd = null;
    }

    /** A copy: the source may give one future to several waits, and each has its own time limit. */
    private CompletableFuture<Credential> ask() {
        try {
            return source.resolve().copy();
        } catch (Throwable bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }

    private void arrived(CompletableFuture<Credential> future) {
        if (underWay != future) {
            return;
        }
        endUnderWay();
        resolvedAt = watcher.scheduler().monotonic();
        Credential credential = null;
        CredentialException failure = null;
        try {
            credential = future.join();
            if (credential == null) {
                failure = new CredentialException(new ReasonText("credentials.none"));
            }
        } catch (CompletionException failed) {
            failure = reason(failed.getCause() == null ? failed : failed.getCause());
        }
        receiver.accept(credential, failure);
    }

    private CredentialException reason(Throwable cause) {
        if (cause instanceof CredentialException known) {
            return known;
        }
        watcher.report(CredentialException.forLog(cause));
        return new CredentialException(
                new ReasonText("credentials.failed", cause.getClass().getName()));
    }

    /** Nothing is resolved any more. */
    void close() {
        watcher.attempt(retry);
        endUnderWay();
    }

    private void endUnderWay() {
        underWay = null;
        if (timeout != null) {
            timeout.run();
            timeout = null;
        }
    }
}
