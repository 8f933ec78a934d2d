package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.config.BuildCredential;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import io.jenkins.plugins.synchronization.engine.polling.Operation;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.recording.RunRecorder;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.SystemProperties;

/**
 * What a build does with one run: it starts it, searches for it, or waits for it. That has ended when its flag says so, whoever
 * set it: the result, a failure, an abort, an administrator, the end of the build. Its owner is notified of the end exactly
 * once. Thread-safe; nothing of it blocks the watcher's thread.
 */
public abstract class BuildActivity {

    private static final Logger LOGGER = Logger.getLogger(BuildActivity.class.getName());

    private static final int SECONDS_FOR_LINES = 120;

    final BuildOrder order;
    final RunOwner owner;
    final WaitThreads threads;
    final SerialWork work;
    final BuildCredential credential;
    final Observers observers;
    private final Consumer<BuildActivity> forget;
    private final AtomicBoolean ended = new AtomicBoolean();

    BuildActivity(BuildOrder order, RunOwner owner, WaitThreads threads, Consumer<BuildActivity> forget) {
        this.order = order;
        this.owner = owner;
        this.threads = threads;
        this.forget = forget;
        work = threads.serial();
        credential = new BuildCredential(order.build(), order.parameters().credentialsId(), order.target());
        observers = threads.observers(
                new ObservedWait(order.build(), order.log(), order.parameters().skipPublishingChecks()));
    }

    /** The requests, or null if they have not begun. */
    @CheckForNull
    abstract Operation requests();

    /** What the build stores where there is no run, or no result of it. */
    abstract EndedWait ended(String reason, String message, @CheckForNull FailureText.Parts parts);

    /** What to say if the server was removed from the configuration or changed. */
    abstract String serverGone();

    /** What the step of the build wants. */
    @NonNull
    public final BuildOrder order() {
        return order;
    }

    final Run<?, ?> build() {
        return order.build();
    }

    final WaitSettings settings() {
        return WaitSettings.DEFAULTS
                .withTimeout(order.parameters().timeout())
                .withIntervals(order.target().minInterval(), order.target().maxInterval());
    }

    /** Ends it on behalf of its owner, which is not notified. A run that the API has started by then goes on. */
    public final void cancel(@CheckForNull String why) {
        if (end()) {
            interrupt();
            String message = Util.fixEmptyAndTrim(why);
            EndedWait ended = ended(EndedWait.ABORTED, message == null ? Messages.BuildWait_stopped() : message, null);
            // The build goes on at once, and what it does next may ask how this ended.
            note(() -> SynchronizationAction.add(build(), ended));
            later(() -> note(() -> record(ended)));
        }
    }

    /** The build is no longer running. Whoever ended it saves it, and a deleted one must not come back. */
    final void drop() {
        if (end()) {
            interrupt();
            String message = Messages.BuildWait_dropped();
            note(() -> {
                EndedWait ended = ended(EndedWait.ABORTED, message, null);
                SynchronizationAction.add(build(), ended);
                observers.ended(ended);
            });
            later(() -> owner.dropped(message));
        }
    }

    private void record(EndedWait ended) {
        RunRecorder.add(build(), ended);
        observers.ended(ended);
    }

    /** Ends it on behalf of a user, and notifies its owner. A run that the API has started by then goes on. */
    public final void abort(String user) {
        if (end()) {
            interrupt();
            String message = Messages.BuildWait_aborted(user);
            later(() -> {
                note(() -> record(ended(EndedWait.ABORTED, message, null)));
                notifyOwner(() -> owner.aborted(message));
            });
        }
    }

    final void fail(String reason, String message, @CheckForNull FailureText.Parts parts) {
        if (end()) {
            later(() -> {
                note(() -> record(ended(reason, message, parts)));
                notifyOwner(() -> owner.failed(reason, message));
            });
        }
    }

    /**
     * In order with all that is written. What is written before may block: if this has not begun in two minutes, that is
     * interrupted, and this runs beside it. What it throws ends it, too.
     */
    final void addEnd(Runnable ending) {
        AtomicReference<Runnable> pending = new AtomicReference<>(ending);
        Runnable once = () -> {
            Runnable first = pending.getAndSet(null);
            if (first != null) {
                try {
                    first.run();
                } catch (Throwable bug) {
                    report(Level.SEVERE, bug, "Could not finish waiting for a run in ");
                    fail(WaitFailure.Reason.INTERNAL.name(), bug.toString(), null);
                }
            }
        };
        work.add(once);
        try {
            WaitThreads.after(secondsForLines(), () -> {
                if (pending.get() != null) {
                    work.interrupt();
                    later(once);
                }
            });
        } catch (Throwable noTimer) {
            report(Level.WARNING, noTimer, "Could not schedule the end of a wait of ");
        }
    }

    /** How long the lines that are queued before an end may take; the property is for installations whose logs are slower. */
    private static int secondsForLines() {
        return SystemProperties.getInteger(BuildActivity.class.getName() + ".secondsForLines", SECONDS_FOR_LINES);
    }

    /** A log handler that fails must not keep a wait from ending. */
    final void report(Level level, Throwable bug, String what) {
        try {
            LOGGER.log(level, bug, () -> what + build());
        } catch (Throwable noLog) {
            // There is nowhere else to report it.
        }
    }

    /** Changes the build or its log; what breaks there must not keep the owner from being notified. */
    final void note(Runnable ending) {
        try {
            ending.run();
        } catch (Throwable bug) {
            report(Level.SEVERE, bug, "Could not record the end of a run in ");
        }
    }

    final void notifyOwner(Runnable call) {
        try {
            call.run();
        } catch (Throwable bug) {
            report(Level.SEVERE, bug, "Could not continue after a run of ");
            owner.failed(WaitFailure.Reason.INTERNAL.name(), bug.toString());
        }
    }

    /** Jenkins shuts down: the owner is not notified, and it can be resumed later. */
    final void detach() {
        ended.set(true);
    }

    /** Ends it if its server was removed from the configuration or changed. Returns whether it goes on. */
    final boolean checkServer() {
        boolean there = SynchronizationConfiguration.get().stillHas(order.target());
        if (!there) {
            fail(EndedWait.SERVER_REMOVED, serverGone(), null);
        }
        return there;
    }

    /** Returns whether this ended it. */
    final boolean end() {
        boolean endsNow = ended.compareAndSet(false, true);
        if (endsNow) {
            Operation begun = requests();
            if (begun != null) {
                begun.cancel();
            }
            forget.accept(this);
        }
        return endsNow;
    }

    final boolean hasEnded() {
        return ended.get();
    }

    /** What is being done for it, such as a lookup in a vault or an upload, is not needed any more. */
    final void interrupt() {
        credential.abandon();
        work.interrupt();
    }

    /** On a thread that may block, and not behind work that is blocked already. */
    final void later(Runnable ending) {
        try {
            threads.working().execute(ending);
        } catch (Throwable noThread) {
            report(Level.WARNING, noThread, "No thread for the end of a wait, which ends on this one: ");
            ending.run();
        }
    }

    /** In order with all that is written, on a thread that a log may block, unless it has ended by then. */
    final void addLine(Runnable line) {
        work.add(() -> {
            if (!hasEnded()) {
                line.run();
            }
        });
    }

    /** Prints a line in the build's log, which begins with the user's name for the run. */
    final void print(String line) {
        String label = order.label();
        try {
            order.log().getLogger().println((label == null ? "" : "[" + label + "] ") + line);
        } catch (Throwable closedOrBroken) {
            report(Level.FINE, closedOrBroken, "Cannot write to the log of ");
        }
    }
}
