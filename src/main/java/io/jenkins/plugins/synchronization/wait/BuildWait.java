package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.synchronization.changes.EarlierDurations;
import io.jenkins.plugins.synchronization.config.BuildCredential;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import io.jenkins.plugins.synchronization.engine.polling.ListedNames;
import io.jenkins.plugins.synchronization.engine.polling.RunHistory;
import io.jenkins.plugins.synchronization.engine.polling.RunWatcher;
import io.jenkins.plugins.synchronization.engine.polling.Wait;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitListener;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.polling.WaitRequest;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import io.jenkins.plugins.synchronization.engine.polling.WaitStatus;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.model.SynchronizedJobs;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import io.jenkins.plugins.synchronization.recording.RunRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One wait of one build: writes its log, has the run recorded, and notifies its owner of the end exactly once. The wait has
 * ended when its flag says so, whoever set it: the result, a failure, an abort, an administrator, the end of the build.
 * Thread-safe; nothing of it blocks the watcher's thread.
 */
public final class BuildWait implements WaitListener {

    private static final Logger LOGGER = Logger.getLogger(BuildWait.class.getName());

    /** Longer than a page that is looked at takes to come back. */
    private static final Duration WATCHED = Duration.ofMinutes(1);

    private final ResolvedWait order;
    private final WaitOwner owner;
    private final Consumer<BuildWait> forget;
    private final WaitThreads threads;
    private final SerialWork work;
    private final Observers observers;
    private final WaitLog log;
    private final BuildCredential credential;
    private final WaitRequest request;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Wait wait;
    private volatile RunHistory history = RunHistory.NONE;
    private volatile RunWatcher watcher;

    BuildWait(ResolvedWait order, WaitOwner owner, WaitThreads threads, Consumer<BuildWait> forget) {
        this.order = order;
        this.owner = owner;
        this.forget = forget;
        this.threads = threads;
        work = threads.serial();
        observers = threads.observers(order.observed());
        WaitSettings settings = WaitSettings.DEFAULTS
                .withTimeout(order.timeout())
                .withIntervals(order.target().minInterval(), order.target().maxInterval());
        credential = new BuildCredential(order.build(), order.credentialsId(), order.target());
        request = new WaitRequest(
                order.subject().address(),
                credential,
                settings,
                order.target().currentLimits(),
                order.begun(),
                order.resumed());
        log = new WaitLog(request, Locale.getDefault(), Instant::now, this::print);
    }

    void begin(RunWatcher runs) {
        watcher = runs;
        observers.begun(order.subject());
        work.add(() -> SynchronizedJobs.add(order.build().getParent()));
        if (!order.resumed()) {
            work.add(log::begun);
        } else {
            work.add(() -> print(Messages.BuildWait_resumed(runId())));
        }
        work.add(() -> unlessOver(this::lookBack));
        try {
            wait = runs.watch(request, this);
        } catch (Throwable bug) {
            fail(EndedWait.NOT_STARTED, lost(bug));
            return;
        }
        if (history != RunHistory.NONE) {
            wait.expect(history);
        }
        if (over.get()) {
            wait.cancel();
        }
    }

    /** Reads how long earlier runs took, once; where that cannot be read, the wait is as without. */
    private void lookBack() {
        try {
            history = EarlierDurations.before(order.build(), order.subject().address());
        } catch (RuntimeException | LinkageError unreadable) {
            LOGGER.log(Level.WARNING, unreadable, () -> "Cannot read the earlier builds of " + order.build());
            return;
        }
        Wait begun = wait;
        if (begun != null) {
            begun.expect(history);
        }
        if (!order.resumed()) {
            history.estimate().ifPresent(log::expected);
        }
    }

    /** Somebody looks at the run. */
    void watched() {
        Wait begun = wait;
        if (begun != null) {
            begun.watchedFor(WATCHED);
        }
    }

    /** What is waited for. */
    @NonNull
    public ResolvedWait order() {
        return order;
    }

    /** What the engine waits for. */
    @NonNull
    WaitRequest request() {
        return request;
    }

    /** How the wait stands. */
    @NonNull
    public WaitStatus status() {
        Wait begun = wait;
        return begun == null ? WaitStatus.NONE : begun.status();
    }

    /** How the wait stands, for pages. */
    @NonNull
    public PendingRun seen() {
        return new PendingRun(
                order.subject(), status(), order.begun(), history.estimate().orElse(null));
    }

    /** Ends the wait on behalf of its owner, which is not notified. Returns whether this ended it. */
    public boolean cancel(@CheckForNull String why) {
        boolean ended = end();
        if (ended) {
            interrupt();
            String message = Util.fixEmptyAndTrim(why);
            later(() -> record(EndedWait.ABORTED, message == null ? Messages.BuildWait_stopped() : message, null));
        }
        return ended;
    }

    /** Ends the wait on behalf of a user, and notifies its owner. */
    public void abort(String user) {
        if (end()) {
            interrupt();
            String message = Messages.BuildWait_aborted(user);
            later(() -> {
                record(EndedWait.ABORTED, message, null);
                owner.aborted(message);
            });
        }
    }

    /** Jenkins shuts down: the owner is not notified, and the wait can be resumed later. */
    void detach() {
        over.set(true);
    }

    /** Ends the wait of a build that is no longer running. */
    void drop() {
        if (end()) {
            interrupt();
            String message = Messages.BuildWait_dropped();
            EndedWait ended = EndedWait.of(order.subject(), EndedWait.ABORTED, message);
            SynchronizationAction.add(order.build(), ended);
            observers.ended(ended);
            later(() -> owner.dropped(message));
        }
    }

    /** Ends the wait if its server was removed from the configuration or changed. Returns whether the wait goes on. */
    boolean checkServer() {
        boolean there = SynchronizationConfiguration.get().stillHas(order.target());
        if (!there) {
            fail(
                    EndedWait.SERVER_REMOVED,
                    Messages.BuildWait_serverGone(
                            order.target().name(), order.target().api(), runId()));
        }
        return there;
    }

    private boolean end() {
        boolean ended = over.compareAndSet(false, true);
        if (ended) {
            Wait begun = wait;
            if (begun != null) {
                begun.cancel();
            }
            forget.accept(this);
        }
        return ended;
    }

    /** What is being done for the wait, such as a lookup in a vault or an upload, is not needed any more. */
    private void interrupt() {
        credential.abandon();
        work.interrupt();
    }

    @Override
    public void progress(RunSummary summary, Instant nextPoll) {
        if (mayGoOn()) {
            work.add(() -> unlessOver(() -> log.progress(summary)));
        }
    }

    @Override
    public void trouble(ApiFailure failure, Instant nextPoll) {
        if (mayGoOn()) {
            work.add(() -> unlessOver(() -> log.trouble(failure, nextPoll)));
        }
    }

    @Override
    public void paused(Instant nextPoll) {
        if (mayGoOn()) {
            work.add(() -> unlessOver(() -> log.paused(nextPoll)));
        }
    }

    @Override
    public void tokenEndsEarly(Instant tokenEnds) {
        work.add(() -> unlessOver(() -> log.tokenEndsEarly(tokenEnds)));
    }

    @Override
    public void completed(RunSummary summary, RunBody body) {
        observers.detected(summary.run().end(), order.begun());
        ending(body, () -> watcher.fileNames(request)
                .thenAccept(listed -> ending(body, () -> work.add(() -> named(listed, summary, body)))));
    }

    @Override
    public void failed(WaitFailure failure) {
        Locale locale = Locale.getDefault();
        work.add(() ->
                fail(failure.reason().name(), FailureText.of(failure, locale), FailureText.partsOf(failure, locale)));
    }

    /** After the lines of the log that are queued already. */
    private void named(ListedNames listed, RunSummary summary, RunBody body) {
        ending(body, () -> {
            unlessOver(() -> log.named(listed));
            FileNames names = listed.names().with(order.fileNames());
            threads.storing().execute(() -> ending(body, () -> store(summary, body, names)));
        });
    }

    private void store(RunSummary summary, RunBody body, FileNames names) {
        if (!isBuilding()) {
            drop();
        }
        Outcome outcome = order.mapping().of(summary.run().result());
        RecordedRun recorded = over.get()
                ? null
                : RunRecorder.store(
                        order.build(), order.subject(), summary, body, names, outcome, this::printLater, over::get);
        if (recorded == null) {
            body.close();
        } else {
            work.add(() -> ending(body, () -> conclude(recorded, outcome, summary, body)));
        }
    }

    /** Archives, which an abort interrupts; from then on the run counts. */
    private void conclude(RecordedRun recorded, Outcome outcome, RunSummary summary, RunBody body) {
        try (body) {
            if (order.archiveReport() && !over.get()) {
                RunRecorder.archive(order.build(), order.log(), recorded, body);
            }
        }
        if (!end()) {
            RunRecorder.discard(order.build(), order.subject().key());
            return;
        }
        try {
            RunRecorder.add(order.build(), recorded, this::print);
            observers.completed(recorded);
            OutcomeText.lines(summary, recorded).forEach(this::print);
            owner.completed(recorded, outcome);
        } catch (Throwable bug) {
            owner.failed(EndedWait.NOT_STORED, lost(bug));
        }
    }

    /** Nothing else would end this wait once the engine's has ended. */
    private void ending(RunBody body, Runnable step) {
        try {
            step.run();
        } catch (Throwable bug) {
            body.close();
            fail(EndedWait.NOT_STORED, lost(bug));
        }
    }

    private String lost(Throwable bug) {
        LOGGER.log(Level.SEVERE, bug, () -> "Cannot store the end of a run that " + order.build() + " waited for");
        return Messages.BuildWait_notKept(runId(), bug.getClass().getName());
    }

    private void fail(String reason, String message) {
        fail(reason, message, null);
    }

    private void fail(String reason, String message, FailureText.Parts parts) {
        if (end()) {
            later(() -> {
                record(reason, message, parts);
                owner.failed(reason, message);
            });
        }
    }

    private void record(String reason, String message, FailureText.Parts parts) {
        EndedWait ended = EndedWait.of(order.subject(), reason, message, parts);
        RunRecorder.add(order.build(), ended);
        observers.ended(ended);
    }

    /** On a thread that may block, and not behind work that is blocked already. */
    private void later(Runnable ending) {
        try {
            threads.working().execute(ending);
        } catch (Throwable noThread) {
            LOGGER.log(Level.WARNING, "No thread for the end of a wait; ending it on this one", noThread);
            ending.run();
        }
    }

    /** A build that was killed stops none of its steps, and a server may be removed from the configuration at any time. */
    private boolean mayGoOn() {
        if (!isBuilding()) {
            later(this::drop);
            return false;
        }
        return checkServer();
    }

    private boolean isBuilding() {
        return order.build().isBuilding();
    }

    private String runId() {
        return order.subject().address().runId();
    }

    private void unlessOver(Runnable effect) {
        if (!over.get()) {
            effect.run();
        }
    }

    /** Where a log that blocks must not hold up others. */
    private void printLater(String line) {
        work.add(() -> unlessOver(() -> print(line)));
    }

    private void print(String line) {
        new BuildLog(order.build(), order.log(), order.subject().label()).print(line);
    }
}
