package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.client.TokenException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The polls of one run with one credential, shared by all waits for it. One request at a time. Lives on the watcher's
 * thread.
 */
final class PollLoop {

    /** What waits must have in common to share polls. */
    record Key(RunAddress address, String credentialDigest) {}

    private final Key key;
    private final Credential credential;
    private final RunWatcher watcher;
    private final RequestBudget budget;
    private final String correlationId = UUID.randomUUID().toString();
    private final List<WaitInFlight> waits = new ArrayList<>(1);

    private AccessToken token;
    private AccessToken tokenForNextTurn;
    private Instant timerAt;
    private Runnable timer;
    private RequestBudget.Ticket ticket;
    private boolean underWay;
    private Runnable cancelRequest;
    private boolean closed;

    PollLoop(Key key, Credential credential, RunWatcher watcher, RequestBudget budget) {
        this.key = key;
        this.credential = credential;
        this.watcher = watcher;
        this.budget = budget;
        budget.join();
    }

    Key key() {
        return key;
    }

    Credential credential() {
        return credential;
    }

    /** Whether a request is under way, for a token or for the run. */
    boolean isUnderWay() {
        return underWay;
    }

    /** A wait joins: the run is asked for at once, if that is not under way. */
    void join(WaitInFlight wait) {
        waits.add(wait);
        wait.pollAt(watcher.scheduler().now());
        reschedule();
    }

    /** A wait leaves; the last one ends the loop and its request. */
    void leave(WaitInFlight wait) {
        waits.remove(wait);
        if (waits.isEmpty()) {
            close();
            watcher.forget(this);
        }
    }

    /** The token is not accepted; returns whether another can be had for the same credential. */
    boolean rejectToken(AccessToken rejected) {
        return watcher.tokens().reject(credential, rejected);
    }

    /** Takes the waits' next polls into account anew. */
    void reschedule() {
        if (closed || underWay || ticket != null) {
            return;
        }
        Instant next = null;
        for (WaitInFlight wait : waits) {
            Instant at = wait.nextPoll();
            next = at != null && (next == null || at.isBefore(next)) ? at : next;
        }
        if (next == null || next.equals(timerAt)) {
            return;
        }
        cancelTimer();
        timerAt = next;
        timer = watcher.scheduler().at(next, this::due);
    }

    /** Asks now if the limits allow it; returns whether a request is under way. */
    boolean askNow() {
        if (!underWay && ticket == null && budget.tryAcquire()) {
            cancelTimer();
            send();
        }
        return underWay;
    }

    private void due() {
        timer = null;
        timerAt = null;
        for (WaitInFlight wait : List.copyOf(waits)) {
            wait.refreshCredential();
        }
        if (closed || underWay || ticket != null) {
            return;
        }
        RequestBudget.Ticket place = budget.acquire(this::send);
        ticket = place.isServed() ? null : place;
    }

    /** The limits allow one request now. */
    private void send() {
        ticket = null;
        if (closed) {
            return;
        }
        underWay = true;
        try {
            AccessToken inHand = tokenForNextTurn;
            tokenForNextTurn = null;
            CompletableFuture<AccessToken> future = watcher.tokens().token(credential, correlationId);
            if (future.isDone()) {
                ask(future);
            } else if (inHand != null) {
                ask(CompletableFuture.completedFuture(inHand));
            } else {
                // What is sent when the token has come counts then, not now.
                budget.giveBack();
                future.whenComplete((any, failure) -> watcher.scheduler().execute(() -> tokenArrived(future)));
            }
        } catch (RuntimeException bug) {
            broken(bug);
        }
    }

    private void tokenArrived(CompletableFuture<AccessToken> future) {
        if (closed) {
            return;
        }
        if (future.isCompletedExceptionally() || budget.tryAcquire()) {
            ask(future);
            return;
        }
        underWay = false;
        tokenForNextTurn = future.join();
        RequestBudget.Ticket place = budget.acquire(this::send);
        ticket = place.isServed() ? null : place;
        if (ticket != null) {
            List.copyOf(waits).forEach(WaitInFlight::delayed);
        }
    }

    private void ask(CompletableFuture<AccessToken> future) {
        try {
            token = future.join();
        } catch (CompletionException failed) {
            answered(new RunAnswer.Failed(failureOf(failed.getCause())));
            return;
        }
        try {
            cancelRequest = watcher.api()
                    .get(key.address(), token, correlationId, answer -> watcher.arrived(answer, this::answered));
        } catch (RuntimeException bug) {
            broken(bug);
        }
    }

    /** No answer will come: nobody may wait for one. */
    private void broken(RuntimeException bug) {
        underWay = false;
        List.copyOf(waits).forEach(wait -> wait.broken(bug));
    }

    private ApiFailure failureOf(Throwable cause) {
        return cause instanceof TokenException refused
                ? refused.failure()
                : new ApiFailure(
                        ApiFailure.Kind.TOKEN_UNAVAILABLE,
                        0,
                        null,
                        cause.getClass().getName(),
                        List.of(),
                        null,
                        correlationId);
    }

    private void answered(RunAnswer answer) {
        if (closed) {
            return;
        }
        underWay = false;
        cancelRequest = null;
        if (answer instanceof RunAnswer.Failed failed) {
            pauseIfThrottled(failed.failure());
        }
        for (WaitInFlight wait : List.copyOf(waits)) {
            wait.answered(answer, token);
        }
        reschedule();
    }

    private void pauseIfThrottled(ApiFailure failure) {
        if (failure.kind() == ApiFailure.Kind.THROTTLED && !waits.isEmpty()) {
            WaitSettings settings = waits.get(0).request().settings();
            budget.pauseUntil(watcher.scheduler().now().plus(WaitRules.pause(failure, settings)));
        }
    }

    private void close() {
        if (closed) {
            return;
        }
        closed = true;
        budget.leave();
        cancelTimer();
        if (ticket != null) {
            ticket.cancel();
            ticket = null;
        }
        if (cancelRequest != null) {
            cancelRequest.run();
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.run();
            timer = null;
            timerAt = null;
        }
    }
}
