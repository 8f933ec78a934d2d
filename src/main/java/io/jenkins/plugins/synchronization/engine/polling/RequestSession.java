package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ApiRequest;
import io.jenkins.plugins.synchronization.engine.client.ApiResponse;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The requests of one {@link Operation}, one after another: the credential, the rules of waiting for each response that is no use,
 * the deadline, and one end. All but {@link #cancel} and {@link #detach} lives on the watcher's thread.
 */
final class RequestSession implements Operation {

    private final RunWatcher watcher;
    private final RequestTerms terms;
    private final WaitSettings settings;
    private final OperationListener listener;
    private final Runnable firstStep;
    private final String correlationId = UUID.randomUUID().toString();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CredentialResolution resolution;
    private final Instant begun;

    /** A good response to a list says nothing of the requests to start a run, which may all fail: each kind has its own state. */
    private WaitState starts;

    private WaitState others;
    private Duration paused;
    private Credential credential;
    private RequestBudget budget;
    private Sending<?> sending;
    private Exchange<?> exchange;
    private ApiFailure unauthorized;
    private AccessToken rejected;
    private ApiFailure last;
    private boolean lastIsOfStart;
    private Runnable timer = () -> {};
    private Runnable expiry = () -> {};
    private boolean expired;
    private boolean mayHaveStarted;
    private Runnable onEnd = () -> {};

    /** Takes the step that sends the first request; it is run once there is a credential. */
    RequestSession(RunWatcher watcher, RequestTerms terms, OperationListener listener, Runnable firstStep) {
        this.watcher = watcher;
        this.terms = terms;
        // A connection that is not found does not appear a moment later, as a run does.
        this.settings = terms.settings().withNotFoundGrace(Duration.ZERO);
        this.listener = listener;
        this.firstStep = firstStep;
        begun = watcher.begun(terms.begun());
        resolution = new CredentialResolution(
                watcher,
                terms.credentials(),
                settings,
                (resolved, failure) -> guarded(() -> credentialArrived(resolved, failure)));
    }

    void begin() {
        guarded(() -> {
            Instant now = watcher.scheduler().monotonic();
            starts = WaitState.begin(begun, now);
            others = starts;
            expireAt(WaitRules.deadline(settings, terms.resumed(), starts));
            resolution.resolve();
        });
    }

    private void expireAt(Instant end) {
        watcher.attempt(expiry);
        expiry = watcher.scheduler().at(end, () -> guarded(this::expire));
    }

    /** By when it ends, by the monotonic clock. */
    Instant deadline() {
        return begun.plus(settings.timeout());
    }

    /** Whether the deadline has passed: nothing is started any more, but after a restart a run is still looked for. */
    boolean isOverdue() {
        return !watcher.scheduler().monotonic().isBefore(deadline());
    }

    /** Whether it has expired: only a response that is under way still counts. */
    boolean isExpired() {
        return expired;
    }

    /** A run may have been started, whatever happens next. */
    void setMayHaveStarted(boolean may) {
        mayHaveStarted = may;
    }

    boolean mayHaveStarted() {
        return mayHaveStarted;
    }

    /** Run when it ends, however it ends. */
    void onEnd(Runnable cleanUp) {
        onEnd = cleanUp;
    }

    /**
     * Sends a request when its turn has come.
     *
     * @param good gets the good response
     * @param again run when it is time for another try; null sends the same request again
     */
    <T> void send(ApiRequest<T> request, Consumer<T> good, Runnable again) {
        sending = new Sending<>(request, good, again);
        if (unauthorized == null) {
            resolution.resolveIfDue();
        }
        sending.queue();
    }

    /** Goes on later. */
    void after(Duration pause, Runnable step) {
        timer = watcher.scheduler().after(pause, () -> guarded(step));
    }

    private void credentialArrived(Credential resolved, CredentialException failure) {
        boolean first = credential == null;
        if (resolved != null && first) {
            use(resolved);
            firstStep.run();
        } else if (resolved != null && !credential.digest().equals(resolved.digest())) {
            use(resolved);
            retryIfUnauthorized();
        } else if (unauthorized != null && mayHaveAnotherToken()) {
            retryIfUnauthorized();
        } else if ((first || unauthorized != null) && !resolution.resolveLater(patience())) {
            if (resolved == null) {
                fail(WaitFailure.Reason.CREDENTIAL, null, failure.text(), unauthorized);
            } else {
                fail(WaitFailure.Reason.NOT_AUTHORIZED, null, null, unauthorized);
            }
        }
    }

    /** For the same credential; that does not depend on whether it can be resolved again at the moment. */
    private boolean mayHaveAnotherToken() {
        return unauthorized.kind() != ApiFailure.Kind.TOKEN_REFUSED
                && watcher.tokens().reject(credential, rejected);
    }

    private void retryIfUnauthorized() {
        if (unauthorized != null) {
            unauthorized = null;
            sending.queue();
        }
    }

    private void use(Credential resolved) {
        leaveBudget();
        credential = resolved;
        budget = watcher.budget(terms.connection().server(), resolved);
        budget.join(terms.limits());
        paused = budget.pausedFor();
    }

    private Duration patience() {
        CredentialSource source = terms.credentials();
        return source.isFixed() ? Duration.ZERO : terms.resumed() ? WaitRules.SECOND_LOOK : source.patience();
    }

    /** One request and what follows from its response. */
    private final class Sending<T> implements Exchange.Owner<ApiResponse<T>> {
        private final ApiRequest<T> request;
        private final Consumer<T> good;
        private final Runnable again;

        private Sending(ApiRequest<T> request, Consumer<T> good, Runnable again) {
            this.request = request;
            this.good = good;
            this.again = again == null ? this::queue : again;
        }

        private void queue() {
            Exchange<ApiResponse<T>> next = new Exchange<>(watcher, budget, credential, correlationId, this);
            exchange = next;
            next.queue();
        }

        @Override
        public Runnable send(AccessToken token, Consumer<ApiResponse<T>> receiver) {
            return watcher.send(request, token, correlationId, receiver);
        }

        @Override
        public ApiResponse<T> failed(ApiFailure failure) {
            return new ApiResponse.Failed<>(failure);
        }

        @Override
        public void delayed() {
            Instant until = budget.pausedUntil();
            if (until.isAfter(watcher.scheduler().monotonic())) {
                callListener(() -> listener.paused(watcher.scheduler().timeOfDay(until)));
            }
        }

        @Override
        public void answered(ApiResponse<T> response, AccessToken token) {
            guarded(() -> {
                exchange = null;
                notePauses();
                if (response instanceof ApiResponse.Good<T> arrived) {
                    if (terms.resumed() && !isOverdue()) {
                        expireAt(deadline());
                    }
                    budget.ended(null, token, settings);
                    remember(WaitState.begin(begun, watcher.scheduler().monotonic()));
                    // What a list answers says nothing of a request to start that failed before.
                    last = lastIsOfStart == request.isStart() ? null : last;
                    good.accept(arrived.value());
                } else if (response instanceof ApiResponse.Failed<T> failed) {
                    useless(failed.failure(), token, again);
                }
            });
        }

        @Override
        public void broken(Throwable bug) {
            mayHaveStarted |= request.isStart();
            guarded(() -> fail(bug));
        }
    }

    /** Whether the API may have done what was requested. A 409 says that it did not: another start is being processed. */
    private static boolean isUnknownOutcome(ApiFailure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE, NOT_A_RUN -> true;
            case UNAVAILABLE -> failure.status() != 409;
            default -> false;
        };
    }

    private void useless(ApiFailure failure, AccessToken token, Runnable again) {
        last = failure;
        lastIsOfStart = sending.request.isStart();
        mayHaveStarted |= sending.request.isStart() && isUnknownOutcome(failure);
        Instant now = watcher.scheduler().monotonic();
        budget.ended(failure, token, settings);
        if (expired) {
            fail(WaitFailure.Reason.TIMED_OUT, null, null, failure);
            return;
        }
        // A run that may exist is looked for as one that is known to: one odd response does not end that.
        boolean looking = mayHaveStarted && !lastIsOfStart;
        Decision decision = failure.kind() == ApiFailure.Kind.FORBIDDEN && !looking
                ? new Decision.Fail(WaitFailure.Reason.NOT_AUTHORIZED)
                : WaitRules.afterFailure(
                        looking ? terms.settings() : settings,
                        looking,
                        sending.request.isStart() ? starts : others,
                        failure,
                        now,
                        watcher.random().nextDouble());
        if (decision instanceof Decision.Fail end) {
            fail(end.reason(), null, null, failure);
        } else if (decision instanceof Decision.RenewToken renewal) {
            remember(renewal.state());
            renewToken(failure, token, now);
        } else if (decision instanceof Decision.AskAgain later) {
            remember(later.state());
            timer = watcher.scheduler().at(later.at(), () -> guarded(again));
            callListener(() -> listener.trouble(failure, watcher.scheduler().timeOfDay(later.at())));
        }
    }

    private void remember(WaitState state) {
        if (sending.request.isStart()) {
            starts = state;
        } else {
            others = state;
        }
    }

    private void notePauses() {
        Duration since = budget.pausedFor().minus(paused);
        paused = budget.pausedFor();
        starts = starts.afterPause(since);
        others = others.afterPause(since);
    }

    private void renewToken(ApiFailure failure, AccessToken token, Instant now) {
        boolean exchanged = failure.kind() == ApiFailure.Kind.UNAUTHORIZED && credential instanceof Credential.Client;
        if (!exchanged && terms.credentials().isFixed()) {
            fail(WaitFailure.Reason.NOT_AUTHORIZED, null, null, failure);
            return;
        }
        unauthorized = failure;
        rejected = token;
        resolution.forgetPatience();
        Instant next = watcher.scheduler().timeOfDay(exchanged ? now : now.plus(patience()));
        callListener(() -> listener.trouble(failure, next));
        if (!ended.get()) {
            resolution.resolve();
        }
    }

    /** What is sent to start a run is not given up before its response: whether there is a run should be known. */
    private void expire() {
        expired = true;
        boolean starting = sending != null && sending.request.isStart() && exchange != null && exchange.isSent();
        if (starting) {
            expiry = watcher.scheduler()
                    .after(
                            ActiveWait.LAST_LOOK,
                            () -> guarded(() -> {
                                mayHaveStarted = true;
                                fail(WaitFailure.Reason.TIMED_OUT, null, null, last);
                            }));
        } else {
            fail(WaitFailure.Reason.TIMED_OUT, null, null, last);
        }
    }

    /** Nothing that is thrown, by us or by a listener, may leave an operation that never ends, or reach another. */
    void guarded(Runnable step) {
        if (!ended.get()) {
            watcher.attempt(step, this::fail);
        }
    }

    /** Looked at right before each call: an operation that another thread has ended calls its listener no more. */
    void callListener(Runnable call) {
        if (!ended.get()) {
            call.run();
        }
    }

    /** A bug, which has been reported. */
    void fail(Throwable bug) {
        fail(WaitFailure.Reason.INTERNAL, null, ReasonText.of(watcher.describe(bug)), null);
    }

    void fail(WaitFailure.Reason reason, RequestFailure.Problem problem, ReasonText text, ApiFailure failure) {
        end(() -> listener.failed(new RequestFailure(
                reason,
                problem,
                text,
                terms.connection(),
                terms.credentials().name(),
                terms.credentials().isFile(),
                watcher.scheduler().now(),
                Duration.between(begun, watcher.scheduler().monotonic()),
                failure,
                CredentialResolution.tokenEnd(credential),
                mayHaveStarted)));
    }

    /** The one end; the last call of the listener. */
    void end(Runnable call) {
        if (ended.compareAndSet(false, true)) {
            watcher.attempt(this::leave);
            watcher.attempt(call);
        }
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

    private void leave() {
        watcher.attempt(resolution::close);
        watcher.attempt(timer);
        watcher.attempt(expiry);
        watcher.attempt(onEnd);
        if (exchange != null) {
            watcher.attempt(exchange::cancel);
        }
        leaveBudget();
        watcher.forget(this);
    }

    private void leaveBudget() {
        if (budget != null) {
            budget.leave(terms.limits());
        }
    }
}
