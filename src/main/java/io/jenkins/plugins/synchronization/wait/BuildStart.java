package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import io.jenkins.plugins.synchronization.engine.polling.LatestRunListener;
import io.jenkins.plugins.synchronization.engine.polling.Operation;
import io.jenkins.plugins.synchronization.engine.polling.RequestFailure;
import io.jenkins.plugins.synchronization.engine.polling.RequestTerms;
import io.jenkins.plugins.synchronization.engine.polling.RunWatcher;
import io.jenkins.plugins.synchronization.engine.polling.StartIntention;
import io.jenkins.plugins.synchronization.engine.polling.StartListener;
import io.jenkins.plugins.synchronization.engine.polling.StartLog;
import io.jenkins.plugins.synchronization.engine.polling.StartRequest;
import io.jenkins.plugins.synchronization.engine.polling.StartedRun;
import io.jenkins.plugins.synchronization.model.EndedWait;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One run that a build starts, or searches for as the latest, before it waits: writes the log, and has the intention stored. */
public final class BuildStart extends BuildActivity implements StartListener, LatestRunListener {

    private final RequestTerms terms;
    private final StartLog log;

    private volatile Operation operation;
    private volatile PendingStart seen;

    BuildStart(BuildOrder order, RunOwner owner, WaitThreads threads, Consumer<BuildActivity> forget)
            throws AbortException {
        super(order, owner, threads, forget);
        ConnectionAddress connection =
                order.parameters().connection(order.target().api());
        terms = new RequestTerms(
                connection, credential, settings(), order.target().currentLimits(), order.begun(), order.resumed());
        seen = new PendingStart(order, connection, null, null, null);
        log = new StartLog(terms, Locale.getDefault(), Instant::now, this::print);
    }

    void begin(RunWatcher watcher) throws AbortException {
        WaitSpec parameters = order.parameters();
        StartRequest request = parameters.starts()
                ? new StartRequest(terms, parameters.checkedManifest(), parameters.ifActive(), order.intention())
                : null;
        if (request == null) {
            operation = watcher.findLatest(terms, this);
        } else {
            work.add(() -> log.begun(order.resumed()));
            operation = watcher.start(request, this);
        }
        if (hasEnded()) {
            operation.cancel();
        }
    }

    /** How it stands, for pages. */
    @NonNull
    public PendingStart seen() {
        return seen;
    }

    @Override
    Operation requests() {
        return operation;
    }

    @Override
    String serverGone() {
        return Messages.BuildStart_serverGone(
                order.target().name(), order.target().api());
    }

    @Override
    EndedWait ended(String reason, String message, FailureText.Parts parts) {
        return order.parameters().notStarted(order.key(), reason, message);
    }

    @Override
    public CompletionStage<?> intends(StartIntention intention) {
        seen = seen.recovered();
        CompletableFuture<Object> stored = new CompletableFuture<>();
        work.add(() -> {
            try {
                owner.store(intention).whenComplete((any, failure) -> {
                    if (failure == null) {
                        stored.complete(null);
                    } else {
                        stored.completeExceptionally(failure);
                    }
                });
            } catch (Throwable failure) {
                stored.completeExceptionally(failure);
            }
        });
        return stored;
    }

    @Override
    public void withdrawn() {
        work.add(() -> owner.store(null));
    }

    @Override
    public void active(RunAddress run) {
        seen = seen.recovered().waitingFor(run);
        addLine(() -> log.active(run));
    }

    @Override
    public void trouble(ApiFailure failure, Instant next) {
        seen = seen.after(failure, next);
        addLine(() -> log.trouble(failure, next));
    }

    @Override
    public void paused(Instant next) {
        seen = seen.after(null, next);
        addLine(() -> log.paused(next));
    }

    @Override
    public void recovered() {
        seen = seen.after(null, null);
        addLine(log::recovered);
    }

    @Override
    public void started(StartedRun run) {
        conclude(() -> log.started(run), run);
    }

    @Override
    public void found(RunAddress run) {
        conclude(() -> log.latest(run), new StartedRun(run, true));
    }

    private void conclude(Runnable line, StartedRun run) {
        addEnd(() -> {
            if (end()) {
                note(line);
                notifyOwner(() -> owner.found(run));
            }
        });
    }

    @Override
    public void failed(RequestFailure failure) {
        addEnd(() -> {
            Enum<?> reason = failure.problem() == null ? failure.reason() : failure.problem();
            fail(reason.name(), FailureText.of(failure, Locale.getDefault()), null);
        });
    }
}
