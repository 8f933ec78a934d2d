package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ApiRequest;
import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.client.StartResponse;
import io.jenkins.plugins.synchronization.engine.run.ListedRun;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Starts one run, never two: before the request is sent the connection's runs are listed and the intention is stored; where
 * it is unknown what became of the request, they are listed again, and a run that is new is taken. Lives on the watcher's
 * thread.
 */
final class RunStart {

    private final RunWatcher watcher;
    private final StartRequest request;
    private final StartListener listener;
    private final ConnectionAddress connection;
    private final RequestSession session;

    private StartIntention intention;

    /** The active run that was awaited last. The API may name it again for a while although it has completed. */
    private RunAddress awaited;

    /** How often in a row the API has named it again. */
    private int repeats;

    RunStart(RunWatcher watcher, StartRequest request, StartListener listener) {
        this.watcher = watcher;
        this.request = request;
        this.listener = listener;
        this.connection = request.terms().connection();
        this.intention = request.intention();
        this.session = new RequestSession(watcher, request.terms(), listener, this::begin);
        session.setMayHaveStarted(intention != null);
    }

    RequestSession session() {
        return session;
    }

    private void begin() {
        if (session.mayHaveStarted()) {
            RunLists.request(session, connection, false, this::look);
        } else {
            RunLists.request(session, connection, false, this::intend);
        }
    }

    private void intend(RunLists.Listed before) {
        intention = new StartIntention(before.runs().keySet(), before.complete());
        CompletionStage<?> stored = listener.intends(intention);
        stored.whenComplete((any, failure) -> watcher.attempt(() -> watcher.scheduler()
                .execute(() -> session.guarded(() -> {
                    if (failure == null) {
                        post();
                    } else {
                        watcher.report(failure);
                        session.fail(failure);
                    }
                }))));
    }

    private void post() {
        if (session.isOverdue()) {
            session.fail(WaitFailure.Reason.TIMED_OUT, null, null, null);
            return;
        }
        session.send(ApiRequest.start(connection, request.manifest()), this::responded, this::again);
    }

    private void again() {
        if (session.mayHaveStarted()) {
            RunLists.request(session, connection, false, this::look);
        } else {
            post();
        }
    }

    /** A request was sent, or may have been before a restart. */
    private void look(RunLists.Listed now) {
        Optional<RunAddress> run = newRun(now);
        if (run.isPresent()) {
            started(run.get(), false);
        } else if (intention.isComplete() && now.complete()) {
            if (session.isOverdue()) {
                session.setMayHaveStarted(false);
            }
            post();
        } else {
            session.fail(WaitFailure.Reason.REFUSED, RequestFailure.Problem.UNKNOWN_OUTCOME, null, null);
        }
    }

    /** The run that was started since the intention: the active one, if there are several. */
    private Optional<RunAddress> newRun(RunLists.Listed now) {
        if (!intention.isComplete()) {
            return Optional.empty();
        }
        return now.runs().values().stream()
                .filter(run -> RunAddress.isId(run.id()) && isNew(run.id()))
                .max((one, other) -> Boolean.compare(one.isActive(), other.isActive()))
                .map(ListedRun::id)
                .map(connection::run);
    }

    private boolean isNew(String runId) {
        return !intention.knows(runId);
    }

    private void responded(StartResponse response) {
        if (response.run() == null) {
            if (response.alreadyActive()) {
                notARun(response);
            } else {
                // There is a run, without a word which, or with one that cannot be used.
                session.setMayHaveStarted(true);
                RunLists.request(session, connection, false, now -> newRun(now)
                        .ifPresentOrElse(run -> started(run, false), () -> notARun(response)));
            }
        } else if (response.alreadyActive()) {
            active(response.run());
        } else {
            started(response.run(), false);
        }
    }

    private void notARun(StartResponse response) {
        session.fail(
                WaitFailure.Reason.REFUSED, RequestFailure.Problem.LOCATION, ReasonText.of(response.location()), null);
    }

    private void active(RunAddress run) {
        boolean ours = session.mayHaveStarted()
                && intention.isComplete()
                && run.connection().equals(connection)
                && isNew(run.runId());
        if (ours) {
            started(run, false);
            return;
        }
        switch (request.ifActive()) {
            case JOIN -> started(run, true);
            case FAIL ->
                session.fail(
                        WaitFailure.Reason.REFUSED,
                        RequestFailure.Problem.ACTIVE,
                        ReasonText.of(run.runId() + " (" + run.connectionId() + ")"),
                        null);
            case WAIT -> await(run);
        }
    }

    private void await(RunAddress run) {
        Duration remaining = Duration.between(watcher.scheduler().monotonic(), session.deadline());
        if (session.isExpired() || remaining.toMillis() < 1) {
            session.fail(WaitFailure.Reason.TIMED_OUT, null, null, null);
            return;
        }
        // A run of an earlier request would be the active one: what appears from now on is another's.
        session.setMayHaveStarted(false);
        session.callListener(listener::withdrawn);
        session.callListener(() -> listener.active(run));
        RequestTerms terms = request.terms();
        repeats = run.equals(awaited) ? repeats + 1 : 0;
        awaited = run;
        WaitRequest untilItEnds = WaitRequest.begin(
                run,
                terms.credentials(),
                terms.settings().withTimeout(remaining),
                terms.limits(),
                watcher.scheduler().now());
        Wait wait = watcher.watch(untilItEnds, new WaitListener() {
            @Override
            public void progress(RunSummary summary, Instant next) {
                session.guarded(listener::recovered);
            }

            @Override
            public void trouble(ApiFailure failure, Instant next) {
                session.guarded(() -> listener.trouble(failure, next));
            }

            @Override
            public void paused(Instant next) {
                session.guarded(() -> listener.paused(next));
            }

            @Override
            public void completed(RunSummary summary, RunBody body) {
                body.close();
                session.guarded(() -> {
                    listener.recovered();
                    session.after(
                            repeats == 0 ? Duration.ZERO : Pacing.backOff(terms.settings(), repeats, 1),
                            RunStart.this::begin);
                });
            }

            @Override
            public void failed(WaitFailure failure) {
                session.guarded(() -> awaitedInVain(failure));
            }
        });
        session.onEnd(wait::cancel);
    }

    /** The run of another connection may be none of this account's business: the API is asked again now and then. */
    private void awaitedInVain(WaitFailure failure) {
        boolean unreadable = failure.last() != null
                && switch (failure.last().kind()) {
                    case FORBIDDEN, RUN_NOT_FOUND -> failure.reason() != WaitFailure.Reason.TIMED_OUT;
                    default -> false;
                };
        if (unreadable) {
            session.after(request.terms().settings().maxInterval(), this::begin);
        } else {
            session.fail(failure.reason(), null, failure.text(), failure.last());
        }
    }

    private void started(RunAddress run, boolean alreadyActive) {
        session.end(() -> listener.started(new StartedRun(run, alreadyActive)));
    }
}
