package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.config.BuildCredential;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
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
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.RunReference;
import io.jenkins.plugins.synchronization.recording.RunRecorder;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One run that a build starts, or searches for as the latest, before it waits: writes the log, has the intention stored, and
 * notifies its owner of the end exactly once. Thread-safe; nothing of it blocks the watcher's thread.
 */
public final class BuildStart implements StartListener, LatestRunListener {

    private static final Logger LOGGER = Logger.getLogger(BuildStart.class.getName());

    private final ResolvedStart order;
    private final StartOwner owner;
    private final Consumer<BuildStart> forget;
    private final WaitThreads threads;
    private final SerialWork work;
    private final RequestTerms terms;
    private final BuildCredential credential;
    private final StartLog log;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Operation operation;
    private volatile PendingStart seen;

    BuildStart(ResolvedStart order, StartOwner owner, WaitThreads threads, Consumer<BuildStart> forget)
            throws AbortException {
        this.order = order;
        this.owner = owner;
        this.forget = forget;
        this.threads = threads;
        work = threads.serial();
        WaitSpec parameters = order.parameters();
        credential = new BuildCredential(order.build(), parameters.credentialsId(), order.target());
        ConnectionAddress connection = parameters.connection(order.target().api());
        terms = new RequestTerms(
                connection,
                credential,
                WaitSettings.DEFAULTS
                        .withTimeout(parameters.timeout())
                        .withIntervals(
                                order.target().minInterval(), order.target().maxInterval()),
                order.target().currentLimits(),
                order.begun());
        seen = PendingStart.of(order, connection);
        BuildLog lines = new BuildLog(order.build(), order.log(), RunReference.labelOf(parameters.name()));
        log = new StartLog(terms, Locale.getDefault(), Instant::now, lines::print);
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
        if (over.get()) {
            operation.cancel();
        }
    }

    /** The build that it is for. */
    @NonNull
    public Run<?, ?> build() {
        return order.build();
    }

    /** How it stands, for pages. */
    @NonNull
    public PendingStart seen() {
        return seen;
    }

    /** Ends it on behalf of its owner, which is not notified. A run that the API has started by then goes on. */
    public void cancel() {
        if (end()) {
            interrupt();
        }
    }

    /** Ends it on behalf of a user, and notifies its owner. A run that the API has started by then goes on. */
    public void abort(String user) {
        if (end()) {
            interrupt();
            String message = Messages.BuildWait_aborted(user);
            withoutRun(EndedWait.ABORTED, message, () -> owner.aborted(message));
        }
    }

    private void interrupt() {
        credential.abandon();
        work.interrupt();
    }

    /** Jenkins shuts down: the owner is not notified, and it can be resumed later. */
    void detach() {
        over.set(true);
    }

    /** Ends it if its server was removed from the configuration or changed. */
    void checkServer() {
        if (!SynchronizationConfiguration.get().stillHas(order.target())) {
            fail(
                    EndedWait.SERVER_REMOVED,
                    Messages.BuildStart_serverGone(
                            order.target().name(), order.target().api()));
        }
    }

    private boolean end() {
        boolean ended = over.compareAndSet(false, true);
        if (ended) {
            Operation begun = operation;
            if (begun != null) {
                begun.cancel();
            }
            forget.accept(this);
        }
        return ended;
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
        add(() -> log.active(run));
    }

    @Override
    public void trouble(ApiFailure failure, Instant next) {
        seen = seen.after(failure, next);
        add(() -> log.trouble(failure, next));
    }

    @Override
    public void paused(Instant next) {
        seen = seen.after(null, next);
        add(() -> log.paused(next));
    }

    private void add(Runnable line) {
        work.add(() -> {
            if (!over.get()) {
                line.run();
            }
        });
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
        work.add(() -> {
            if (end()) {
                line.run();
                notifyOwner(() -> owner.found(run));
            }
        });
    }

    @Override
    public void failed(RequestFailure failure) {
        Enum<?> reason = failure.problem() == null ? failure.reason() : failure.problem();
        work.add(() -> fail(reason.name(), FailureText.of(failure, Locale.getDefault())));
    }

    private void fail(String reason, String message) {
        if (end()) {
            withoutRun(reason, message, () -> owner.notFound(reason, message));
        }
    }

    private void withoutRun(String reason, String message, Runnable notice) {
        threads.working().execute(() -> {
            RunRecorder.add(order.build(), order.parameters().notStarted(order.key(), reason, message));
            notifyOwner(notice);
        });
    }

    private void notifyOwner(Runnable call) {
        try {
            call.run();
        } catch (Throwable bug) {
            LOGGER.log(Level.SEVERE, bug, () -> "Cannot go on with a run that " + order.build() + " started");
            owner.notFound(WaitFailure.Reason.INTERNAL.name(), bug.toString());
        }
    }
}
