package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One wait: applies the rules to each answer and tells its listener. All but {@link #status} and {@link #cancel} lives on
 * the watcher's thread.
 */
final class WaitInFlight implements Wait {

    private final RunWatcher watcher;
    private final WaitRequest request;
    private final WaitListener listener;
    private final AtomicBoolean over = new AtomicBoolean();
    private final CredentialResolution credential;
    private volatile WaitStatus status = new WaitStatus(null, null, null, 0);

    private WaitState state;
    private PollLoop loop;
    private Instant nextPoll;
    private Runnable expiry;
    private Instant expiryAt;
    private boolean credentialIsFresh;
    private boolean lastPoll;
    private boolean toldOfTokenEnd;
    private ApiFailure unauthorized;
    private AccessToken rejected;

    WaitInFlight(RunWatcher watcher, WaitRequest request, WaitListener listener) {
        this.watcher = watcher;
        this.request = request;
        this.listener = listener;
        this.credential = new CredentialResolution(
                watcher.scheduler(), request.credentials(), request.settings(), this::credentialArrived);
    }

    @Override
    public WaitRequest request() {
        return request;
    }

    @Override
    public WaitStatus status() {
        return status;
    }

    @Override
    public boolean cancel() {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        watcher.scheduler().execute(this::leave);
        return true;
    }

    /** The watcher closes: nothing is told to anybody. */
    void detach() {
        over.set(true);
    }

    /** When this wait wants the run to be asked for next, or null while it does not. */
    Instant nextPoll() {
        return nextPoll;
    }

    void pollAt(Instant time) {
        nextPoll = time;
        status = new WaitStatus(status.summary(), time, status.trouble(), status.polls());
    }

    /** Takes up the wait: now, or at its place in the queue of resumed waits. */
    void begin(Instant firstPoll) {
        if (over.get()) {
            return;
        }
        state = WaitState.begin(firstPoll);
        armExpiry();
        if (firstPoll.isAfter(watcher.scheduler().now())) {
            pollAt(firstPoll);
            watcher.scheduler().at(firstPoll, this::resolve);
        } else {
            resolve();
        }
    }

    private void resolve() {
        if (!over.get()) {
            credential.resolve();
        }
    }

    /** Resolves the credential again where that is due. */
    void refreshCredential() {
        // Once for each answer: a source that gives out another token each time must not keep the run from being asked
        // for.
        if (!over.get() && unauthorized == null && !credentialIsFresh) {
            credential.resolveIfDue();
        }
    }

    private void credentialArrived(Credential resolved, CredentialException failure) {
        guarded(() -> useCredential(resolved, failure));
    }

    private void useCredential(Credential resolved, CredentialException failure) {
        credentialIsFresh = true;
        boolean needed = loop == null || unauthorized != null;
        if (resolved == null) {
            if (needed) {
                fail(WaitFailure.Reason.CREDENTIAL, unauthorized, failure.getMessage());
            }
            return;
        }
        PollLoop.Key key = new PollLoop.Key(request.address(), resolved.digest());
        if (loop == null || !loop.key().equals(key)) {
            move(key, resolved);
        } else if (unauthorized != null) {
            askWithNewToken();
        }
    }

    private void move(PollLoop.Key key, Credential resolved) {
        unauthorized = null;
        if (loop != null) {
            loop.leave(this);
        }
        warnIfTokenEndsEarly(resolved);
        loop = watcher.loop(key, resolved, request);
        loop.join(this);
        if (lastPoll && !loop.askNow()) {
            fail(WaitFailure.Reason.TIMED_OUT, null, null);
        }
    }

    private void askWithNewToken() {
        ApiFailure reason = unauthorized;
        unauthorized = null;
        if (!state.renewed()) {
            // A shared poll had a good answer in the meantime: another wait got the new token first.
            return;
        }
        boolean refused = reason.kind() == ApiFailure.Kind.TOKEN_REFUSED;
        if (!refused && loop.rejectToken(rejected)) {
            pollAt(watcher.scheduler().now());
            loop.reschedule();
        } else {
            fail(WaitFailure.Reason.NOT_AUTHORIZED, reason, null);
        }
    }

    private void warnIfTokenEndsEarly(Credential resolved) {
        Instant end = tokenEnd(resolved);
        if (end != null && !toldOfTokenEnd && end.isBefore(request.deadline())) {
            toldOfTokenEnd = true;
            listener.tokenEndsEarly(end);
        }
    }

    private static Instant tokenEnd(Credential credential) {
        return credential instanceof Credential.Bearer bearer
                ? bearer.token().expiresAt().orElse(null)
                : null;
    }

    /** Applies the rules to an answer that was got with that token, or null where none could be had. */
    void answered(RunAnswer answer, AccessToken token) {
        guarded(() -> apply(answer, token));
    }

    /** A mistake of ours, or of the listener's, ends the wait: it must not wait for ever. */
    private void guarded(Runnable step) {
        if (over.get()) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException | Error bug) {
            watcher.report(bug);
            fail(WaitFailure.Reason.INTERNAL, null, bug.toString());
        }
    }

    /** The loop cannot ask, by a mistake of ours. */
    void broken(RuntimeException bug) {
        guarded(() -> {
            throw bug;
        });
    }

    /** The request that was about to be sent has to wait for the limits: too long for a last look. */
    void delayed() {
        guarded(() -> {
            if (lastPoll) {
                fail(WaitFailure.Reason.TIMED_OUT, status.trouble(), null);
            }
        });
    }

    private void apply(RunAnswer answer, AccessToken token) {
        credentialIsFresh = false;
        ApiFailure failure = answer instanceof RunAnswer.Failed failed ? failed.failure() : null;
        if (unauthorized != null && failure != null) {
            // Until the credential is resolved anew, an answer to the old one says nothing new.
            return;
        }
        Instant now = watcher.scheduler().now();
        Decision decision =
                WaitRules.decide(request, state, answer, now, watcher.random().nextDouble());
        RunSummary summary = answer instanceof RunAnswer.Found found ? found.summary() : status.summary();
        status = new WaitStatus(summary, null, failure, status.polls() + (isOfRun(failure) ? 1 : 0));
        if (decision instanceof Decision.Over) {
            complete((RunAnswer.Found) answer);
        } else if (decision instanceof Decision.Fail fail) {
            fail(fail.reason(), failure, null);
        } else if (lastPoll) {
            fail(WaitFailure.Reason.TIMED_OUT, failure, null);
        } else if (decision instanceof Decision.RenewToken renew) {
            state = renew.state();
            renewToken(failure, token, now);
        } else if (decision instanceof Decision.AskAgain again) {
            state = again.state();
            armExpiry();
            pollAt(again.at());
            tell(answer, again.at());
        }
    }

    /** Whether the run was asked for: not where no token could be had. */
    private static boolean isOfRun(ApiFailure failure) {
        return failure == null
                || switch (failure.kind()) {
                    case TOKEN_REFUSED, TOKEN_ENDPOINT_NOT_FOUND, TOKEN_UNAVAILABLE -> false;
                    default -> true;
                };
    }

    private void tell(RunAnswer answer, Instant next) {
        if (answer instanceof RunAnswer.Found found) {
            listener.progress(found.summary(), next);
        } else if (answer instanceof RunAnswer.Failed failed) {
            listener.trouble(failed.failure(), next);
        }
    }

    private void renewToken(ApiFailure failure, AccessToken token, Instant now) {
        nextPoll = null;
        unauthorized = failure;
        rejected = token;
        listener.trouble(failure, now);
        if (!over.get()) {
            credential.resolve();
        }
    }

    private void armExpiry() {
        Instant deadline = WaitRules.deadline(request, state);
        if (deadline.equals(expiryAt)) {
            return;
        }
        if (expiry != null) {
            expiry.run();
        }
        expiryAt = deadline;
        expiry = watcher.scheduler().at(deadline, () -> guarded(this::expire));
    }

    /** The deadline: one last look if the limits allow it, else the end. */
    private void expire() {
        if (loop != null && unauthorized == null && loop.askNow()) {
            lastPoll = true;
        } else {
            fail(WaitFailure.Reason.TIMED_OUT, status.trouble(), null);
        }
    }

    private void complete(RunAnswer.Found found) {
        if (over.compareAndSet(false, true)) {
            leave();
            listener.completed(found.summary(), found.body().retain());
        }
    }

    private void fail(WaitFailure.Reason reason, ApiFailure last, String message) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        Instant tokenEnd = loop == null ? null : tokenEnd(loop.credential());
        Instant now = watcher.scheduler().now();
        leave();
        listener.failed(new WaitFailure(
                reason,
                request.address(),
                request.credentials().name(),
                now,
                Duration.between(request.begun(), now),
                last,
                tokenEnd,
                message));
    }

    private void leave() {
        nextPoll = null;
        credential.close();
        if (expiry != null) {
            expiry.run();
        }
        if (loop != null) {
            loop.leave(this);
        }
        watcher.forget(this);
    }
}
