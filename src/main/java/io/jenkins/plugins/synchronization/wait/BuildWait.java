package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.synchronization.changes.EarlierDurations;
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
import io.jenkins.plugins.synchronization.engine.polling.WaitStatus;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.RunReference;
import io.jenkins.plugins.synchronization.model.SynchronizedJobs;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import io.jenkins.plugins.synchronization.recording.RunRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One wait of one build: writes its log, and has the run recorded. */
public final class BuildWait extends BuildActivity implements WaitListener {

    private static final Logger LOGGER = Logger.getLogger(BuildWait.class.getName());

    /** Longer than a page that is looked at takes to come back. */
    private static final Duration WATCHED = Duration.ofMinutes(1);

    private final ResolvedWait resolved;
    private final WaitLog log;
    private final WaitRequest request;
    private volatile Wait wait;
    private volatile RunHistory history = RunHistory.NONE;
    private volatile RunWatcher watcher;

    BuildWait(ResolvedWait resolved, RunOwner owner, WaitThreads threads, Consumer<BuildActivity> forget) {
        super(resolved.order(), owner, threads, forget);
        this.resolved = resolved;
        request = new WaitRequest(
                subject().address(),
                credential,
                settings(),
                order.target().currentLimits(),
                order.begun(),
                order.resumed());
        log = new WaitLog(request, Locale.getDefault(), Instant::now, this::print);
    }

    void begin(RunWatcher runs) {
        watcher = runs;
        observers.begun(subject());
        work.add(() -> SynchronizedJobs.add(order.build().getParent()));
        if (!resolved.resumed()) {
            work.add(log::begun);
        } else {
            work.add(() -> print(Messages.BuildWait_resumed(runId())));
        }
        addLine(this::lookBack);
        try {
            wait = runs.watch(request, this);
        } catch (Throwable bug) {
            fail(EndedWait.NOT_STARTED, lost(bug), null);
            return;
        }
        if (history != RunHistory.NONE) {
            wait.expect(history);
        }
        if (hasEnded()) {
            wait.cancel();
        }
    }

    /** Reads how long earlier runs took, once; where that cannot be read, the wait is as without. */
    private void lookBack() {
        try {
            history = EarlierDurations.before(order.build(), subject().address());
        } catch (RuntimeException | LinkageError unreadable) {
            LOGGER.log(Level.WARNING, unreadable, () -> "Cannot read the earlier builds of " + order.build());
            return;
        }
        Wait begun = wait;
        if (begun != null) {
            begun.expect(history);
        }
        if (!resolved.resumed()) {
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

    @NonNull
    public RunReference subject() {
        return resolved.subject();
    }

    @NonNull
    public WaitStatus status() {
        Wait begun = wait;
        return begun == null ? WaitStatus.NONE : begun.status();
    }

    /** How the wait stands, for pages. */
    @NonNull
    public PendingRun seen() {
        return new PendingRun(
                subject(), status(), order.begun(), history.estimate().orElse(null));
    }

    @Override
    String serverGone() {
        return Messages.BuildWait_serverGone(
                order.target().name(), order.target().api(), runId());
    }

    @Override
    Wait requests() {
        return wait;
    }

    @Override
    public void progress(RunSummary summary, Instant nextPoll) {
        if (mayGoOn()) {
            addLine(() -> log.progress(summary));
        }
    }

    @Override
    public void trouble(ApiFailure failure, Instant nextPoll) {
        if (mayGoOn()) {
            addLine(() -> log.trouble(failure, nextPoll));
        }
    }

    @Override
    public void paused(Instant nextPoll) {
        if (mayGoOn()) {
            addLine(() -> log.paused(nextPoll));
        }
    }

    @Override
    public void tokenEndsEarly(Instant tokenEnds) {
        addLine(() -> log.tokenEndsEarly(tokenEnds));
    }

    @Override
    public void completed(RunSummary summary, RunBody body) {
        ending(body, () -> {
            observers.detected(summary.run().end(), order.begun());
            watcher.fileNames(request).thenAccept(listed -> ending(body, () -> named(listed, summary, body)));
        });
    }

    @Override
    public void failed(WaitFailure failure) {
        Locale locale = Locale.getDefault();
        addEnd(() ->
                fail(failure.reason().name(), FailureText.of(failure, locale), FailureText.partsOf(failure, locale)));
    }

    private void named(ListedNames listed, RunSummary summary, RunBody body) {
        addLine(() -> log.named(listed));
        threads.storing()
                .execute(() ->
                        ending(body, () -> store(summary, body, listed.names().with(resolved.fileNames()))));
    }

    private void store(RunSummary summary, RunBody body, FileNames names) {
        if (!isBuilding()) {
            drop();
        }
        Outcome outcome = resolved.mapping().of(summary.run().result());
        RecordedRun recorded = hasEnded()
                ? null
                : RunRecorder.store(
                        order.build(), subject(), summary, body, names, outcome, this::printLater, this::hasEnded);
        if (recorded == null) {
            body.close();
        } else {
            addEnd(() -> ending(body, () -> conclude(recorded, outcome, summary, body)));
        }
    }

    /** Archives, which an abort interrupts; from then on the run counts. */
    private void conclude(RecordedRun recorded, Outcome outcome, RunSummary summary, RunBody body) {
        try (body) {
            if (order.parameters().archiveReport() && !hasEnded()) {
                RunRecorder.archive(order.build(), order.log(), recorded, body);
            }
        }
        if (!end()) {
            RunRecorder.discard(order.build(), order.key());
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
            try (body) {
                fail(EndedWait.NOT_STORED, lost(bug), null);
                later(() -> RunRecorder.discard(order.build(), order.key()));
            }
        }
    }

    private String lost(Throwable bug) {
        report(Level.SEVERE, bug, "Cannot store the end of a run of ");
        return Messages.BuildWait_notKept(runId(), bug.getClass().getName());
    }

    @Override
    EndedWait ended(String reason, String message, FailureText.Parts parts) {
        return EndedWait.of(subject(), reason, message, parts);
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
        return subject().address().runId();
    }

    /** Where a log that blocks must not hold up others. */
    private void printLater(String line) {
        addLine(() -> print(line));
    }
}
