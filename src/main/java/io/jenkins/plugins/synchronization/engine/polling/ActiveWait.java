package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One wait: applies the rules to each response and notifies its listener. All but {@link #status} and {@link #cancel} lives
 * on the watcher's thread. All times are monotonic, but for those that people see.
 */
final class ActiveWait implements Wait {

    /** How long a wait may outlast its deadline: the time for a last look, a token exchange included. */
    static final Duration LAST_LOOK = Duration.ofMinutes(2);

    private final RunWatcher watcher;
    private final WaitRequest request;
    private final WaitListener listener;
    private final Instant begun;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CredentialResolution credential;
    private final Outlook outlook;
    private final WaitProgress progress = new WaitProgress();
    private volatile PollLoop loop;

    private WaitState state;
    private Duration paused;
    private Runnable expiry = () -> {};
    private Instant expiryAt;
    private Runnable silence = () -> {};
    private boolean credentialIsFresh;
    private boolean lastPoll;
    private boolean warnedOfTokenEnd;
    private ApiFailure unauthorized;
    private AccessToken rejected;

    ActiveWait(RunWatcher watcher, WaitRequest request, WaitListener listener) {
        this.watcher = watcher;
        this.request = request;
        this.listener = listener;
        outlook = new Outlook(request.settings());
        begun = watcher.begun(request.begun());
        credential =
                new CredentialResolution(watcher, request.credentials(), request.settings(), this::credentialArrived);
    }

    @Override
    public WaitRequest request() {
        return request;
    }

    @Override
    public WaitStatus status() {
        PollLoop polling = loop;
        return progress.status(watcher.scheduler(), polling == null ? Instant.MIN : polling.pausedUntil());
    }

    @Override
    public void expect(RunHistory history) {
        outlook.expect(history);
    }

    @Override
    public void watchedFor(Duration duration) {
        watcher.attempt(() -> watcher.scheduler()
                .execute(() -> guarded(() -> {
                    Instant now = watcher.scheduler().monotonic();
                    outlook.watchedUntil(now.plus(duration));
                    Instant planned = progress.nextPoll();
                    if (planned != null && loop != null) {
                        pollAt(outlook.next(planned, now));
                        loop.reschedule();
                    }
                })));
    }

    @Override
    public boolean cancel() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        watcher.attempt(() -> watcher.scheduler().execute(this::leave));
        return true;
    }

    /** The watcher closes: the listener is not called any more. */
    void detach() {
        ended.set(true);
    }

    /** When this wait wants the run to be polled next, or null while it does not. */
    Instant nextPoll() {
        return progress.nextPoll();
    }

    void pollAt(Instant time) {
        progress.pollAt(time);
    }

    /** Begins the wait: now, or at its place in the queue of resumed waits. */
    void begin() {
        guarded(() -> {
            Instant now = watcher.scheduler().monotonic();
            Instant firstPoll = request.resumed() ? watcher.nextResumed() : now;
            state = WaitState.begin(begun, firstPoll);
            armExpiry();
            if (firstPoll.isAfter(now)) {
                pollAt(firstPoll);
                watcher.scheduler().at(firstPoll, () -> guarded(credential::resolve));
            } else {
                credential.resolve();
            }
        });
    }

    /** Resolves the credential again where that is due. */
    void refreshCredential() {
        // Once for each response: a source that gives out another token each time must not keep the run from being
        // polled.
        if (unauthorized == null && !credentialIsFresh) {
            guarded(credential::resolveIfDue);
        }
    }

    private void credentialArrived(Credential resolved, CredentialException failure) {
        guarded(() -> useCredential(resolved, failure));
    }

    private void useCredential(Credential resolved, CredentialException failure) {
        credentialIsFresh = true;
        PollLoop.Key key = resolved == null ? null : new PollLoop.Key(request.address(), resolved.digest());
        if (key != null && (loop == null || !loop.key().equals(key))) {
            move(key, resolved);
            return;
        }
        boolean needed = loop == null || unauthorized != null && !pollWithNewToken();
        if (needed && !credential.resolveLater(patience())) {
            if (resolved == null) {
                fail(WaitFailure.Reason.CREDENTIAL, unauthorized, failure.text());
            } else {
                fail(WaitFailure.Reason.NOT_AUTHORIZED, unauthorized, null);
            }
        }
    }

    private void move(PollLoop.Key key, Credential resolved) {
        unauthorized = null;
        if (loop != null) {
            loop.leave(this);
        }
        warnIfTokenEndsEarly(resolved);
        loop = watcher.loop(key, resolved);
        paused = loop.pausedFor();
        loop.join(this);
        if (lastPoll && !loop.pollNow()) {
            fail(WaitFailure.Reason.TIMED_OUT, null, null);
        }
    }

    /**
     * Polls with another token for the same credential, if there may be one; that does not depend on whether the credential
     * can be resolved again at the moment.
     */
    private boolean pollWithNewToken() {
        if (!state.renewed()) {
            // A shared poll had a good response in the meantime: another wait got the new token first.
            unauthorized = null;
            return true;
        }
        if (unauthorized.kind() == ApiFailure.Kind.TOKEN_REFUSED || !loop.rejectToken(rejected)) {
            return false;
        }
        unauthorized = null;
        pollAt(watcher.scheduler().monotonic());
        loop.reschedule();
        return true;
    }

    private Duration patience() {
        CredentialSource source = request.credentials();
        boolean midWait = WaitRules.isMidWait(request.resumed(), state);
        return source.isFixed() ? Duration.ZERO : midWait ? WaitRules.SECOND_LOOK : source.patience();
    }

    private void warnIfTokenEndsEarly(Credential resolved) {
        Instant end = CredentialResolution.tokenEnd(resolved);
        if (end != null && !warnedOfTokenEnd && end.isBefore(request.deadline())) {
            warnedOfTokenEnd = true;
            notify(() -> listener.tokenEndsEarly(end));
        }
    }

    /** Applies the rules to a response that was got with that token, or null where there was none. */
    void answered(RunAnswer answer, AccessToken token) {
        guarded(() -> apply(answer, token));
    }

    /** Nothing that is thrown, by us or by a listener, may leave a wait that never ends, or reach another wait. */
    private void guarded(Runnable step) {
        if (!ended.get()) {
            watcher.attempt(step, this::fail);
        }
    }

    /** The run cannot be polled, because of a bug, which has been reported. */
    void fail(Throwable bug) {
        fail(WaitFailure.Reason.INTERNAL, null, ReasonText.of(watcher.describe(bug)));
    }

    /**
     * The request that was about to be sent has to queue: too long for a last look.
     *
     * @param pausedUntil until when nothing is sent after a 429, perhaps in the past
     */
    void delayed(Instant pausedUntil) {
        guarded(() -> {
            if (lastPoll) {
                fail(WaitFailure.Reason.TIMED_OUT, progress.failure(), null);
                return;
            }
            if (pausedUntil.isAfter(watcher.scheduler().monotonic())) {
                notify(() -> listener.paused(watcher.scheduler().timeOfDay(pausedUntil)));
            }
            giveUpInQueue();
        });
    }

    /** While requests without a response take all slots of a server, a queued poll could outlast the wait's patience by hours. */
    private void giveUpInQueue() {
        Instant now = watcher.scheduler().monotonic();
        Instant end = givesUpAt(now);
        if (loop.awaitsSlot() && !now.isBefore(end)) {
            fail(WaitFailure.Reason.GAVE_UP, progress.failure(), null);
            return;
        }
        silence.run();
        Instant next = now.isBefore(end) ? end : now.plus(request.settings().giveUpAfter());
        silence = watcher.scheduler().at(next, () -> guarded(this::giveUpIfQueued));
    }

    private void giveUpIfQueued() {
        if (loop.isQueued()) {
            giveUpInQueue();
        }
    }

    private Instant givesUpAt(Instant now) {
        Instant silent = loop.silentSince();
        return WaitRules.givesUpAt(request.settings(), state, silent == null ? now : silent);
    }

    private void apply(RunAnswer answer, AccessToken token) {
        credentialIsFresh = false;
        state = state.afterPause(loop.pausedFor().minus(paused));
        paused = loop.pausedFor();
        ApiFailure failure = answer instanceof RunAnswer.Failed failed ? failed.failure() : null;
        if (unauthorized != null && failure != null) {
            // Until the credential is resolved again, a response to the old one says nothing new.
            if (nextPoll() != null) {
                pollAt(watcher.scheduler().monotonic().plus(request.settings().minInterval()));
            }
            return;
        }
        Instant now = watcher.scheduler().monotonic();
        if (!lastPoll
                && failure != null
                && token != null
                && failure.kind().isSilence()
                && !now.isBefore(givesUpAt(now))) {
            fail(WaitFailure.Reason.GAVE_UP, failure, null);
            return;
        }
        Decision decision = WaitRules.decide(
                request, outlook.history(), state, answer, now, watcher.random().nextDouble());
        progress.answered(answer);
        if (decision instanceof Decision.Completed) {
            complete((RunAnswer.Found) answer);
        } else if (decision instanceof Decision.Fail fail
                && !(lastPoll && fail.reason() == WaitFailure.Reason.GAVE_UP)) {
            fail(fail.reason(), failure, null);
        } else if (lastPoll) {
            fail(WaitFailure.Reason.TIMED_OUT, failure, null);
        } else if (decision instanceof Decision.RenewToken renew) {
            state = renew.state();
            renewToken(failure, token, now);
        } else if (decision instanceof Decision.AskAgain again) {
            state = again.state();
            armExpiry();
            outlook.answered(failure == null ? now : null);
            Instant next = outlook.next(again.at(), now);
            pollAt(next);
            notifyOf(answer, watcher.scheduler().timeOfDay(next));
        }
    }

    private void notifyOf(RunAnswer answer, Instant next) {
        if (answer instanceof RunAnswer.Found found) {
            notify(() -> listener.progress(found.summary(), next));
        } else if (answer instanceof RunAnswer.Failed failed) {
            notify(() -> listener.trouble(failed.failure(), next));
        }
    }

    /** Looked at right before each call: a wait that another thread has ended calls its listener no more. */
    private void notify(Runnable call) {
        if (!ended.get()) {
            call.run();
        }
    }

    private void renewToken(ApiFailure failure, AccessToken token, Instant now) {
        boolean exchanged =
                failure.kind() == ApiFailure.Kind.UNAUTHORIZED && loop.credential() instanceof Credential.Client;
        if (!exchanged && request.credentials().isFixed()) {
            fail(WaitFailure.Reason.NOT_AUTHORIZED, failure, null);
            return;
        }
        unauthorized = failure;
        rejected = token;
        credential.forgetPatience();
        Duration until = request.settings().minInterval().compareTo(patience()) > 0
                ? request.settings().minInterval()
                : patience();
        Instant next = watcher.scheduler().timeOfDay(exchanged ? now : now.plus(until));
        notify(() -> listener.trouble(failure, next));
        if (!ended.get()) {
            credential.resolve();
        }
    }

    private void armExpiry() {
        Instant deadline = WaitRules.deadline(request, state);
        if (deadline.equals(expiryAt)) {
            return;
        }
        expiry.run();
        expiryAt = deadline;
        expiry = watcher.scheduler().at(deadline, () -> guarded(this::expire));
    }

    /** The deadline: one last look if it can be sent at once, else the end. */
    private void expire() {
        if (loop == null || unauthorized != null || !loop.pollNow()) {
            fail(WaitFailure.Reason.TIMED_OUT, progress.failure(), null);
        } else if (!ended.get()) {
            lastPoll = true;
            // Whatever is under way and never comes back, a wait ends.
            expiry = watcher.scheduler()
                    .after(
                            LAST_LOOK,
                            () -> guarded(() -> fail(WaitFailure.Reason.TIMED_OUT, progress.failure(), null)));
        }
    }

    private void complete(RunAnswer.Found found) {
        RunBody body = found.body().retain();
        if (!ended.compareAndSet(false, true)) {
            body.close();
            return;
        }
        watcher.attempt(this::leave);
        try {
            listener.completed(found.summary(), body);
        } catch (Throwable bug) {
            watcher.report(bug);
            body.close();
        }
    }

    private void fail(WaitFailure.Reason reason, ApiFailure last, ReasonText text) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        watcher.attempt(this::leave);
        watcher.attempt(() -> listener.failed(new WaitFailure(
                reason,
                request.address(),
                request.credentials().name(),
                request.credentials().isFile(),
                watcher.scheduler().now(),
                Duration.between(begun, watcher.scheduler().monotonic()),
                last,
                loop == null ? null : CredentialResolution.tokenEnd(loop.credential()),
                text)));
    }

    private void leave() {
        pollAt(null);
        watcher.attempt(credential::close);
        watcher.attempt(expiry);
        watcher.attempt(silence);
        if (loop != null) {
            watcher.attempt(() -> loop.leave(this));
        }
        watcher.forget(this);
    }
}
