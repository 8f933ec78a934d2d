package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.client.TokenException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The polls of one run with one credential, shared by all waits for it. One request at a time. Lives on the watcher's
 * thread; nothing that is thrown leaves it. All times are monotonic.
 */
final class PollLoop {

    /** How long a token may take: longer than the HTTP client waits for it. */
    private static final Duration TOKEN_LIMIT = Duration.ofSeconds(150);

    /** How much longer than the HTTP client a run's response is waited for. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** What waits must have in common to share polls. */
    record Key(RunAddress address, String credentialDigest) {}

    /** What is under way, from its turn until its response: first a token where there is none, then the run. */
    private static final class Exchange {
        private boolean holdsSlot = true;
        private Runnable cancelRequest = () -> {};
        private Runnable overdue = () -> {};
    }

    private final Key key;
    private final Credential credential;
    private final RunWatcher watcher;
    private final RequestBudget budget;
    private final String correlationId = UUID.randomUUID().toString();
    private final List<ActiveWait> waits = new ArrayList<>(1);

    private AccessToken token;
    private AccessToken tokenForNextTurn;
    private Instant timerAt;
    private Runnable timer;
    private RequestBudget.Ticket ticket;
    private Exchange underWay;
    private boolean closed;

    PollLoop(Key key, Credential credential, RunWatcher watcher, RequestBudget budget) {
        this.key = key;
        this.credential = credential;
        this.watcher = watcher;
        this.budget = budget;
    }

    Key key() {
        return key;
    }

    Credential credential() {
        return credential;
    }

    /** Until when nothing is sent after a 429; may be in the past. Safe for any thread. */
    Instant pausedUntil() {
        return budget.pausedUntil();
    }

    /** A wait joins: the run is polled at once, if that is not under way. */
    void join(ActiveWait wait) {
        waits.add(wait);
        budget.join(wait.request().limits());
        wait.pollAt(watcher.scheduler().monotonic());
        reschedule();
    }

    /** A wait leaves; the last one ends the loop and its request. */
    void leave(ActiveWait wait) {
        if (waits.remove(wait)) {
            budget.leave(wait.request().limits());
        }
        if (waits.isEmpty()) {
            watcher.forget(this);
            close();
        }
    }

    /** The token is not accepted; returns whether there may be another for the same credential. */
    boolean rejectToken(AccessToken rejected) {
        return watcher.tokens().reject(credential, rejected);
    }

    /** Takes the waits' next polls into account again. */
    void reschedule() {
        if (isBusy()) {
            return;
        }
        Instant next = null;
        for (ActiveWait wait : waits) {
            Instant at = wait.nextPoll();
            next = at != null && (next == null || at.isBefore(next)) ? at : next;
        }
        if (next == null || next.equals(timerAt)) {
            return;
        }
        cancelTimer();
        timerAt = next;
        timer = watcher.scheduler().at(next, () -> guarded(this::due));
    }

    /** Polls now if that is possible at once; returns whether a request is under way. */
    boolean pollNow() {
        if (!isBusy() && budget.tryAcquire()) {
            cancelTimer();
            send();
        }
        return underWay != null;
    }

    private boolean isBusy() {
        return closed || underWay != null || ticket != null;
    }

    private void due() {
        timer = null;
        timerAt = null;
        for (ActiveWait wait : List.copyOf(waits)) {
            wait.refreshCredential();
        }
        if (!isBusy()) {
            queue();
        }
    }

    private void queue() {
        RequestBudget.Ticket place = budget.acquire(this::send);
        if (!place.isServed()) {
            ticket = place;
            List.copyOf(waits).forEach(wait -> wait.delayed(budget.pausedUntil()));
        }
    }

    /** The limits allow one request now. */
    private void send() {
        ticket = null;
        if (closed) {
            budget.giveBack();
            return;
        }
        Exchange exchange = new Exchange();
        underWay = exchange;
        guarded(() -> requestToken(exchange));
    }

    private void requestToken(Exchange exchange) {
        AccessToken inHand = tokenForNextTurn;
        tokenForNextTurn = null;
        CompletableFuture<AccessToken> future = watcher.tokens().token(credential, correlationId);
        if (future.isDone()) {
            requestRun(exchange, future);
        } else if (inHand != null) {
            requestRun(exchange, CompletableFuture.completedFuture(inHand));
        } else {
            // What is sent when the token has come counts then, not now.
            exchange.holdsSlot = false;
            budget.giveBack();
            giveUpAfter(TOKEN_LIMIT, exchange, ApiFailure.Kind.TOKEN_UNAVAILABLE);
            future.whenComplete((any, failure) -> watcher.attempt(
                    () -> watcher.scheduler().execute(() -> guarded(() -> tokenArrived(exchange, future)))));
        }
    }

    /** By its contract a response or a failure comes before; if not, the run is polled again all the same. */
    private void giveUpAfter(Duration limit, Exchange exchange, ApiFailure.Kind kind) {
        Instant end = watcher.scheduler().monotonic().plus(limit);
        exchange.overdue = watcher.scheduler()
                .at(
                        end,
                        () -> guarded(() -> {
                            watcher.attempt(exchange.cancelRequest);
                            answered(
                                    exchange,
                                    new RunAnswer.Failed(new ApiFailure(
                                            kind,
                                            0,
                                            null,
                                            "No response within " + limit.toSeconds() + " s",
                                            List.of(),
                                            null,
                                            correlationId)));
                        }));
    }

    private void tokenArrived(Exchange exchange, CompletableFuture<AccessToken> future) {
        if (underWay != exchange) {
            return;
        }
        exchange.overdue.run();
        if (future.isCompletedExceptionally()) {
            requestRun(exchange, future);
        } else if (budget.tryAcquire()) {
            exchange.holdsSlot = true;
            requestRun(exchange, future);
        } else {
            underWay = null;
            tokenForNextTurn = future.join();
            queue();
        }
    }

    private void requestRun(Exchange exchange, CompletableFuture<AccessToken> future) {
        try {
            token = future.join();
        } catch (CompletionException failed) {
            token = null;
            if (exchange.holdsSlot) {
                // Without a token nothing is sent to the API, and nothing counts.
                exchange.holdsSlot = false;
                budget.giveBack();
            }
            if (failed.getCause() instanceof TokenException refused) {
                answered(exchange, new RunAnswer.Failed(refused.failure()));
            } else {
                broken(failed.getCause() == null ? failed : failed.getCause());
            }
            return;
        }
        giveUpAfter(watcher.api().requestLimit().plus(MARGIN), exchange, ApiFailure.Kind.UNREACHABLE);
        exchange.cancelRequest = watcher.api()
                .get(
                        key.address(),
                        token,
                        correlationId,
                        answer -> watcher.arrived(answer, arrived -> guarded(() -> answered(exchange, arrived))));
    }

    /** A response; whatever else comes of the same exchange later is too late. */
    private void answered(Exchange exchange, RunAnswer answer) {
        if (underWay != exchange) {
            return;
        }
        end(exchange);
        if (answer instanceof RunAnswer.Failed failed) {
            pauseIfThrottled(failed.failure());
        }
        for (ActiveWait wait : List.copyOf(waits)) {
            wait.answered(answer, token);
        }
        reschedule();
    }

    private void end(Exchange exchange) {
        underWay = null;
        exchange.overdue.run();
        if (exchange.holdsSlot) {
            budget.release();
        }
    }

    private void pauseIfThrottled(ApiFailure failure) {
        if (failure.kind() == ApiFailure.Kind.THROTTLED && !waits.isEmpty()) {
            WaitSettings settings = waits.get(0).request().settings();
            budget.pauseUntil(watcher.scheduler().monotonic().plus(WaitRules.pause(failure, settings)));
        }
    }

    /** What is thrown here ends the waits: no response will come that they could wait for. */
    private void guarded(Runnable step) {
        if (closed) {
            return;
        }
        try {
            step.run();
        } catch (Throwable bug) {
            broken(bug);
        }
    }

    private void broken(Throwable bug) {
        watcher.report(bug);
        List.copyOf(waits).forEach(wait -> wait.fail(bug));
    }

    private void close() {
        closed = true;
        cancelTimer();
        if (ticket != null) {
            ticket.cancel();
            ticket = null;
        }
        if (underWay != null) {
            Exchange exchange = underWay;
            // First the request, then its slot, which is used at once.
            watcher.attempt(exchange.cancelRequest);
            end(exchange);
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
