package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiRequest;
import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.run.ListedRun;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Finds the newest run of a connection: by the connection's link to it, else in its list. */
final class LatestRun {

    /** One that is active without a start time is yet to start. */
    private static final Comparator<ListedRun> BY_AGE =
            Comparator.comparing(run -> run.start() != null ? run.start() : run.isActive() ? Instant.MAX : Instant.MIN);

    private final ConnectionAddress connection;
    private final LatestRunListener listener;
    private final RequestSession session;

    LatestRun(RunWatcher watcher, RequestTerms terms, LatestRunListener listener) {
        this.connection = terms.connection();
        this.listener = listener;
        this.session = new RequestSession(watcher, terms, listener, this::request);
    }

    RequestSession session() {
        return session;
    }

    private void request() {
        session.send(ApiRequest.lastRun(connection), this::linked, null);
    }

    private void linked(Optional<RunAddress> run) {
        run.filter(linked -> linked.connection().equals(connection))
                .ifPresentOrElse(this::found, () -> RunLists.request(session, connection, true, this::listed));
    }

    private void listed(RunLists.Listed listed) {
        if (!listed.complete()) {
            session.fail(WaitFailure.Reason.REFUSED, RequestFailure.Problem.TOO_MANY_RUNS, null, null);
            return;
        }
        listed.runs().values().stream()
                .filter(run -> RunAddress.isId(run.id()))
                .max(BY_AGE)
                .ifPresentOrElse(
                        run -> found(connection.run(run.id())),
                        () -> session.fail(WaitFailure.Reason.REFUSED, RequestFailure.Problem.NO_RUN, null, null));
    }

    private void found(RunAddress run) {
        session.end(() -> listener.found(run));
    }
}
