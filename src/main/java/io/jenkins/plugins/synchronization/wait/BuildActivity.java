package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.config.BuildCredential;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import io.jenkins.plugins.synchronization.engine.polling.Operation;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import io.jenkins.plugins.synchronization.model.EndedWait;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a build does with one run: it starts it, searches for it, or waits for it. That has ended when its flag says so, whoever
 * set it: the result, a failure, an abort, an administrator, the end of the build. Its owner is notified of the end exactly
 * once. Thread-safe; nothing of it blocks the watcher's thread.
 */
public abstract class BuildActivity {

    private static final Logger LOGGER = Logger.getLogger(BuildActivity.class.getName());

    final BuildOrder order;
    final RunOwner owner;
    final WaitThreads threads;
    final SerialWork work;
    final BuildCredential credential;
    private final Consumer<BuildActivity> forget;
    private final AtomicBoolean ended = new AtomicBoolean();

    BuildActivity(BuildOrder order, RunOwner owner, WaitThreads threads, Consumer<BuildActivity> forget) {
        this.order = order;
        this.owner = owner;
        this.threads = threads;
        this.forget = forget;
        work = threads.serial();
        credential = new BuildCredential(order.build(), order.parameters().credentialsId(), order.target());
    }

    /** The requests, or null if they have not begun. */
    @CheckForNull
    abstract Operation requests();

    /** Notes in the build that there is no run, or no result of it. */
    abstract void record(String reason, String message, @CheckForNull FailureText.Parts parts);

    /** What to say if the server was removed from the configuration or changed. */
    abstract String serverGone();

    /** The build is no longer running. */
    abstract void drop();

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

    /** Ends it on behalf of a user, and notifies its owner. A run that the API has started by then goes on. */
    public final void abort(String user) {
        if (end()) {
            interrupt();
            String message = Messages.BuildWait_aborted(user);
            later(() -> {
                note(() -> record(EndedWait.ABORTED, message, null));
                notifyOwner(() -> owner.aborted(message));
            });
        }
    }

    final void fail(String reason, String message, @CheckForNull FailureText.Parts parts) {
        if (end()) {
            later(() -> {
                note(() -> record(reason, message, parts));
                notifyOwner(() -> owner.failed(reason, message));
            });
        }
    }

    /** In order with all that is written; a failure that cannot be described ends it, too. */
    final void addFailure(Runnable failing) {
        work.add(() -> {
            try {
                failing.run();
            } catch (Throwable bug) {
                LOGGER.log(Level.SEVERE, bug, () -> "Cannot describe why a run of " + build() + " failed");
                fail(WaitFailure.Reason.INTERNAL.name(), bug.toString(), null);
            }
        });
    }

    /** Changes the build or its log; what breaks there must not keep the owner from being notified. */
    final void note(Runnable ending) {
        try {
            ending.run();
        } catch (Throwable bug) {
            LOGGER.log(Level.SEVERE, bug, () -> "Cannot note how a run of " + build() + " ended");
        }
    }

    final void notifyOwner(Runnable call) {
        try {
            call.run();
        } catch (Throwable bug) {
            LOGGER.log(Level.SEVERE, bug, () -> "Cannot go on with a run of " + build());
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
            LOGGER.log(Level.WARNING, "No thread for the end of a wait; ending it on this one", noThread);
            ending.run();
        }
    }

    final void unlessEnded(Runnable effect) {
        if (!ended.get()) {
            effect.run();
        }
    }

    /** In order with all that is written, on a thread that a log may block, unless it has ended by then. */
    final void addLine(Runnable line) {
        work.add(() -> unlessEnded(line));
    }

    /** Prints a line in the build's log, which begins with the user's name for the run. */
    final void print(String line) {
        String label = order.label();
        try {
            order.log().getLogger().println((label == null ? "" : "[" + label + "] ") + line);
        } catch (Throwable closedOrBroken) {
            LOGGER.log(Level.FINE, "The log of " + build() + " takes no more lines", closedOrBroken);
        }
    }
}
