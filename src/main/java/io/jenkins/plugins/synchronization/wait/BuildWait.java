package io.jenkins.plugins.synchronization.wait;

import hudson.console.HyperlinkNote;
import io.jenkins.plugins.synchronization.config.BuildCredential;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import io.jenkins.plugins.synchronization.engine.polling.RunWatcher;
import io.jenkins.plugins.synchronization.engine.polling.Wait;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitListener;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.polling.WaitRequest;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import io.jenkins.plugins.synchronization.engine.polling.WaitStatus;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.model.ChangeCounts;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizedJobs;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import io.jenkins.plugins.synchronization.recording.RunRecorder;
import io.jenkins.plugins.synchronization.storage.FailedWaits;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One wait of one build: writes its log, keeps what the build is to keep, and tells its owner the end exactly once. Safe
 * for use by several threads.
 */
public final class BuildWait implements WaitListener {

    private static final Logger LOGGER = Logger.getLogger(BuildWait.class.getName());

    private final ResolvedWait order;
    private final WaitOwner owner;
    private final Consumer<BuildWait> forget;
    private final Executor storing;
    private final SerialWork work;
    private final WaitLog log;
    private final WaitRequest request;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Wait wait;

    BuildWait(ResolvedWait order, WaitOwner owner, WaitThreads threads, Consumer<BuildWait> forget) {
        this.order = order;
        this.owner = owner;
        this.forget = forget;
        storing = threads.storing();
        work = new SerialWork(threads.logging());
        WaitSettings settings = WaitSettings.DEFAULTS
                .withTimeout(order.timeout())
                .withIntervals(order.target().minInterval(), order.target().maxInterval());
        request = new WaitRequest(
                order.subject().address(),
                new BuildCredential(order.build(), order.credentialsId(), order.target()),
                settings,
                order.target().currentLimits(),
                order.begun(),
                order.resumed());
        log = new WaitLog(request, Locale.getDefault(), Instant::now, this::print);
    }

    void begin(RunWatcher watcher) {
        work.add(() -> SynchronizedJobs.add(order.build().getParent()));
        if (!order.resumed()) {
            work.add(log::begun);
        } else {
            work.add(() ->
                    print(Messages.BuildWait_resumed(order.subject().address().runId())));
        }
        wait = watcher.watch(request, this);
        if (over.get()) {
            wait.cancel();
        }
    }

    /** What is waited for; never null. */
    public ResolvedWait order() {
        return order;
    }

    /** What the engine was asked for; never null. */
    WaitRequest request() {
        return request;
    }

    /** How the wait stands; never null. */
    public WaitStatus status() {
        Wait begun = wait;
        return begun == null ? WaitStatus.NONE : begun.status();
    }

    /** How the wait stands, for pages; never null. */
    public PendingRun seen() {
        return new PendingRun(order.subject(), status(), order.begun());
    }

    /** Ends the wait; the owner is not told. Returns whether this ended it. */
    public boolean cancel() {
        return end();
    }

    /** Ends the wait for somebody else than its owner, who is told. */
    public void end(String byWhom) {
        if (end()) {
            work.add(() -> owner.ended(byWhom));
        }
    }

    /** Jenkins shuts down: nobody is told anything any more, and the wait can be taken up again later. */
    void detach() {
        over.set(true);
    }

    /** Ends the wait of a build that is not running any more. */
    void drop() {
        if (end()) {
            work.add(owner::dropped);
        }
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
    public void tokenEndsEarly(Instant tokenEnds) {
        work.add(() -> unlessOver(() -> log.tokenEndsEarly(tokenEnds)));
    }

    @Override
    public void completed(RunSummary summary, RunBody body) {
        // After what is in the log's queue already, but on other threads: a large body must not hold up other builds'
        // logs.
        work.add(() -> storing.execute(() -> {
            try (body) {
                unlessOver(() -> keep(summary, body));
            } catch (RuntimeException | Error bug) {
                // Nothing else would end this wait: the engine's is over.
                fail(lost(bug));
            }
        }));
    }

    @Override
    public void failed(WaitFailure failure) {
        work.add(() -> fail(FailureText.of(failure, Locale.getDefault())));
    }

    private void keep(RunSummary summary, RunBody body) {
        if (!isBuilding()) {
            drop();
            return;
        }
        Outcome outcome = order.mapping().of(summary.run().result());
        RecordedRun recorded = RunRecorder.record(
                order.build(), order.log(), order.subject(), summary, body, outcome, order.archiveReport());
        RunRecord run = recorded.run();
        // The address in words is for whoever reads the log elsewhere; the link holds by whatever address Jenkins is
        // read.
        print(Messages.BuildWait_over(
                WaitLog.endingOf(summary, Locale.getDefault()),
                HyperlinkNote.encodeTo("/" + run.getReportPath(), run.getReportUrl())));
        ChangeCounts changes = run.getChanges();
        if (changes != null && changes.getNewlyFailed() > 0) {
            print(changes.line());
        }
        if (end()) {
            try {
                owner.completed(recorded, outcome);
            } catch (RuntimeException | Error bug) {
                owner.failed(lost(bug));
            }
        }
    }

    private String lost(Throwable bug) {
        LOGGER.log(Level.SEVERE, bug, () -> "Cannot keep the end of a run that " + order.build() + " waited for");
        return Messages.BuildWait_notKept(
                order.subject().address().runId(), bug.getClass().getName());
    }

    private void fail(String message) {
        if (end()) {
            FailedWaits.add(order.build(), order.subject(), message);
            owner.failed(message);
        }
    }

    /** A build that was killed tells nobody, and a server may be taken out of the configuration at any time. */
    private boolean mayGoOn() {
        if (!isBuilding()) {
            drop();
            return false;
        }
        if (!SynchronizationConfiguration.get().stillHas(order.target())) {
            work.add(() -> fail(Messages.BuildWait_serverGone(
                    order.target().name(),
                    order.target().api(),
                    order.subject().address().runId())));
            return false;
        }
        return true;
    }

    private boolean isBuilding() {
        return order.build().isBuilding();
    }

    private void unlessOver(Runnable effect) {
        if (!over.get()) {
            effect.run();
        }
    }

    private void print(String line) {
        try {
            order.log().getLogger().println(prefix() + line);
        } catch (RuntimeException closed) {
            LOGGER.log(Level.FINE, "The log of " + order.build() + " takes no more lines", closed);
        }
    }

    private String prefix() {
        String label = order.subject().label();
        return label == null ? "" : "[" + label + "] ";
    }
}
