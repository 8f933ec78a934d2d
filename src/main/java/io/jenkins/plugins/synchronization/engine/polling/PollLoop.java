package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The polls of one run with one credential, shared by all waits for it. One request at a time. Lives on the watcher's
 * thread; nothing that is thrown leaves it. All times are monotonic.
 */
final class PollLoop implements Exchange.Owner<RunAnswer> {

    /** What waits must have in common to share polls. */
    record Key(RunAddress address, String credentialDigest) {}

    private final Key key;
    private final Credential credential;
    private final RunWatcher watcher;
    private final RequestBudget budget;
    private final String correlationId = UUID.randomUUID().toString();
    private final List<ActiveWait> waits = new ArrayList<>(1);

    private Instant timerAt;
    private Runnable timer;
    private Exchange<RunAnswer> exchange;
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

    /** For how long nothing could be sent because of a 429, all pauses together, up to now. */
    Duration pausedFor() {
        return budget.pausedFor();
    }

    /** Since when the server has responded to no request, or null while it does. Monotonic. */
    Instant silentSince() {
        return budget.silentSince();
    }

    /** Whether the next poll has been due since, and its turn has not come. */
    boolean isQueued() {
        return exchange != null && !exchange.isUnderWay();
    }

    /** Whether polls queue because others, which have no response yet, take all slots of the server. */
    boolean awaitsSlot() {
        return budget.awaitsSlot();
    }

    /** A wait joins: the run is polled at once, if that is not under way. */
    void join(ActiveWait wait) {
        waits.add(wait);
        budget.join(wait.request().limits());
        wait.pollAt(watcher.scheduler().monotonic());
        reschedule();
        if (isQueued()) {
            wait.delayed(budget.pausedUntil());
        }
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
            next().send();
        }
        return exchange != null && exchange.isUnderWay();
    }

    private boolean isBusy() {
        return closed || exchange != null;
    }

    private void due() {
        timer = null;
        timerAt = null;
        for (ActiveWait wait : List.copyOf(waits)) {
            wait.refreshCredential();
        }
        if (!isBusy()) {
            next().queue();
        }
    }

    private Exchange<RunAnswer> next() {
        exchange = new Exchange<>(watcher, budget, credential, correlationId, this);
        return exchange;
    }

    @Override
    public Runnable send(AccessToken token, Consumer<RunAnswer> receiver) {
        return watcher.api().get(key.address(), token, correlationId, answer -> watcher.arrived(answer, receiver));
    }

    @Override
    public RunAnswer failed(ApiFailure failure) {
        return new RunAnswer.Failed(failure);
    }

    @Override
    public void delayed() {
        List.copyOf(waits).forEach(wait -> wait.delayed(budget.pausedUntil()));
    }

    @Override
    public void answered(RunAnswer answer, AccessToken token) {
        exchange = null;
        if (!waits.isEmpty()) {
            ApiFailure failure = answer instanceof RunAnswer.Failed failed ? failed.failure() : null;
            budget.ended(failure, token, waits.get(0).request().settings());
        }
        for (ActiveWait wait : List.copyOf(waits)) {
            wait.answered(answer, token);
        }
        reschedule();
    }

    @Override
    public void broken(Throwable bug) {
        exchange = null;
        List.copyOf(waits).forEach(wait -> wait.fail(bug));
    }

    /** What is thrown here ends the waits: no response will come that they could wait for. */
    private void guarded(Runnable step) {
        if (!closed) {
            watcher.attempt(step, this::broken);
        }
    }

    private void close() {
        closed = true;
        cancelTimer();
        if (exchange != null) {
            exchange.cancel();
            exchange = null;
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
