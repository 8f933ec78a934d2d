package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.TokenException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * One request from its place in a subscription's queue until its response: a turn, a token where there is none, the request
 * itself. Lives on the watcher's thread; nothing that is thrown leaves it.
 *
 * @param <A> the response
 */
final class Exchange<A> {

    /** How long a token may take: longer than the HTTP client waits for it. */
    private static final Duration TOKEN_LIMIT = Duration.ofSeconds(150);

    /** How much longer than the HTTP client a response is waited for. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** Whose request it is. Unless it is cancelled, it ends with one call of {@link #answered} or {@link #broken}. */
    interface Owner<A> {

        /** Sends the request; the receiver has to be called on the watcher's thread. Returns what cancels it. */
        Runnable send(AccessToken token, Consumer<A> receiver);

        /** The response that stands for a failure. */
        A failed(ApiFailure failure);

        /** The request has to queue. */
        void delayed();

        /** The response, and the token that it was got with, or null where there was none. */
        void answered(A answer, AccessToken token);

        /** A bug, which has been reported; no response comes. */
        void broken(Throwable bug);
    }

    private final RunWatcher watcher;
    private final RequestBudget budget;
    private final Credential credential;
    private final String correlationId;
    private final Owner<A> owner;

    private AccessToken tokenForNextTurn;

    /** How long nothing could be sent because of a 429 when that token came. */
    private Duration pausedBefore;

    private RequestBudget.Ticket ticket;
    private boolean underWay;
    private boolean sent;
    private boolean holdsSlot;
    private boolean ended;
    private Runnable cancelRequest = () -> {};
    private Runnable overdue = () -> {};

    Exchange(RunWatcher watcher, RequestBudget budget, Credential credential, String correlationId, Owner<A> owner) {
        this.watcher = watcher;
        this.budget = budget;
        this.credential = credential;
        this.correlationId = correlationId;
        this.owner = owner;
    }

    /** Sends the request when its turn has come, perhaps at once. */
    void queue() {
        RequestBudget.Ticket place = budget.acquire(this::send);
        if (!place.isServed()) {
            ticket = place;
            owner.delayed();
        }
    }

    /** Whether its turn has come; it may still wait for a token. */
    boolean isUnderWay() {
        return underWay;
    }

    /** Whether the request itself has been sent, or is about to be. */
    boolean isSent() {
        return sent;
    }

    /** Ends it without a response; without effect once it has ended. */
    void cancel() {
        if (ended) {
            return;
        }
        if (ticket != null) {
            ticket.cancel();
            ticket = null;
        }
        // First the request, then its slot, which is used at once.
        watcher.attempt(cancelRequest);
        end();
    }

    /** The limits allow one request now. */
    void send() {
        ticket = null;
        if (ended) {
            budget.giveBack();
            return;
        }
        underWay = true;
        holdsSlot = true;
        guarded(this::requestToken);
    }

    private void requestToken() {
        AccessToken inHand = tokenForNextTurn;
        tokenForNextTurn = null;
        CompletableFuture<AccessToken> future = watcher.tokens().token(credential, correlationId);
        if (future.isDone()) {
            request(future);
        } else if (inHand != null && pausedBefore.equals(budget.pausedFor())) {
            request(CompletableFuture.completedFuture(inHand));
        } else {
            // What is sent when the token has come counts then, not now.
            holdsSlot = false;
            budget.giveBack();
            giveUpAfter(TOKEN_LIMIT, ApiFailure.Kind.TOKEN_UNAVAILABLE, null);
            future.whenComplete((any, failure) ->
                    watcher.attempt(() -> watcher.scheduler().execute(() -> guarded(() -> tokenArrived(future)))));
        }
    }

    /** By its contract a response or a failure comes before; if not, its owner goes on all the same. */
    private void giveUpAfter(Duration limit, ApiFailure.Kind kind, AccessToken token) {
        overdue = watcher.scheduler()
                .after(
                        limit,
                        () -> guarded(() -> {
                            watcher.attempt(cancelRequest);
                            answered(owner.failed(ApiFailure.late(kind, limit, correlationId)), token);
                        }));
    }

    private void tokenArrived(CompletableFuture<AccessToken> future) {
        overdue.run();
        if (future.isCompletedExceptionally()) {
            request(future);
        } else if (budget.tryAcquire()) {
            holdsSlot = true;
            request(future);
        } else {
            underWay = false;
            tokenForNextTurn = future.join();
            pausedBefore = budget.pausedFor();
            queue();
        }
    }

    private void request(CompletableFuture<AccessToken> future) {
        AccessToken token;
        try {
            token = future.join();
        } catch (CompletionException failed) {
            if (holdsSlot) {
                // Without a token nothing is sent to the API, and nothing counts.
                holdsSlot = false;
                budget.giveBack();
            }
            if (failed.getCause() instanceof TokenException refused) {
                answered(owner.failed(refused.failure()), null);
            } else {
                Throwable bug = failed.getCause() == null ? failed : failed.getCause();
                watcher.report(bug);
                broken(bug);
            }
            return;
        }
        giveUpAfter(watcher.api().requestLimit().plus(MARGIN), ApiFailure.Kind.UNREACHABLE, token);
        sent = true;
        cancelRequest = owner.send(token, answer -> guarded(() -> answered(answer, token)));
    }

    /** A response; whatever else comes of the same exchange later is too late. */
    private void answered(A answer, AccessToken token) {
        if (ended) {
            return;
        }
        end();
        watcher.attempt(() -> owner.answered(answer, token), owner::broken);
    }

    private void end() {
        ended = true;
        underWay = false;
        overdue.run();
        if (holdsSlot) {
            holdsSlot = false;
            budget.release();
        }
    }

    private void guarded(Runnable step) {
        if (!ended) {
            watcher.attempt(step, this::broken);
        }
    }

    private void broken(Throwable bug) {
        cancel();
        owner.broken(bug);
    }
}
