package io.jenkins.plugins.synchronization.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Executor;
import hudson.model.Result;
import io.jenkins.plugins.synchronization.config.ServerTarget;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.polling.StartedRun;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import io.jenkins.plugins.synchronization.wait.BuildActivity;
import io.jenkins.plugins.synchronization.wait.BuildOrder;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import io.jenkins.plugins.synchronization.wait.CauseText;
import io.jenkins.plugins.synchronization.wait.ObservedWait;
import io.jenkins.plugins.synchronization.wait.OutcomeText;
import io.jenkins.plugins.synchronization.wait.PendingRun;
import io.jenkins.plugins.synchronization.wait.ResolvedWait;
import io.jenkins.plugins.synchronization.wait.RunOwner;
import io.jenkins.plugins.synchronization.wait.WaitSpec;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;

/** One wait, and the start of its run where there is one, that occupies the executor of its build until it ends or the build is aborted. */
final class ExecutorWait implements RunOwner {

    private final AbstractBuild<?, ?> build;
    private final BuildListener log;
    private final BlockingQueue<Ending> ending = new ArrayBlockingQueue<>(1);

    ExecutorWait(AbstractBuild<?, ?> build, BuildListener log) {
        this.build = build;
        this.log = log;
    }

    /** What a start or a wait comes to, for its build: a run to wait for, or an outcome. */
    private record Ending(StartedRun run, Outcome outcome, String message) {}

    /**
     * Starts or finds the run where that is to be done, waits for it, and gives the build the result.
     *
     * @param parameters what for, without variables
     * @return whether the build goes on; why not is in its log
     * @throws AbortException if there is nothing to wait for, saying why
     * @throws InterruptedException if the build was aborted; the wait has ended
     */
    boolean run(WaitSpec parameters) throws AbortException, InterruptedException {
        String key = key();
        Instant begun = Instant.now();
        try {
            parameters.takeDefaultsOf(build.getParent());
            parameters.check();
            ServerTarget target = SynchronizationConfiguration.get().target(parameters.server());
            BuildOrder order = new BuildOrder(build, log, key, target, parameters, begun, false, null);
            RunAddress run = parameters.address(target.api()).orElse(null);
            if (run != null) {
                return await(order.waitFor(run, false));
            }
            BuildActivity start = BuildWaits.get().begin(order, this);
            Ending found = take(start);
            return found.run() == null
                    ? conclude(found)
                    : await(order.waitFor(found.run().run(), false));
        } catch (AbortException | RuntimeException | Error wrong) {
            ObservedWait observed = new ObservedWait(build, log, parameters.skipPublishingChecks());
            BuildWaits.get().notStarted(observed, key, parameters, wrong);
            throw wrong;
        }
    }

    private boolean await(ResolvedWait resolved) throws InterruptedException {
        return conclude(take(BuildWaits.get().begin(resolved, this)));
    }

    private Ending take(BuildActivity begun) throws InterruptedException {
        try {
            return ending.take();
        } catch (InterruptedException aborted) {
            begun.cancel(why());
            throw aborted;
        }
    }

    private String why() {
        Executor executor = build.getExecutor();
        return executor == null ? "" : CauseText.of(executor.getCausesOfInterruption());
    }

    private boolean conclude(Ending end) {
        switch (end.outcome()) {
            case SUCCESS -> {
                return true;
            }
            case UNSTABLE -> {
                log.getLogger().println(end.message());
                build.setResult(Result.UNSTABLE);
                return true;
            }
            default -> {
                log.error(end.message());
                build.setResult(Result.fromString(end.outcome().name()));
                return false;
            }
        }
    }

    /**
     * The build's first wait is 1, and each gets the next number, whether those before got a result or not: so keys are
     * unique, also where another plugin runs a step that is not in the project's list, or runs one twice.
     */
    private String key() {
        SynchronizationAction stored = SynchronizationAction.of(build);
        int last = Stream.of(
                        stored.getRuns().stream().map(RunRecord::getKey),
                        stored.getEndedWaits().stream().map(EndedWait::getKey),
                        BuildWaits.get().pending(build).stream().map(PendingRun::key))
                .flatMap(keys -> keys)
                .filter(key -> key.matches("[0-9]{1,9}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        return Integer.toString(last + 1);
    }

    @Override
    public void found(@NonNull StartedRun run) {
        ending.add(new Ending(run, null, null));
    }

    @Override
    public void completed(RecordedRun recorded, Outcome outcome) {
        end(outcome, OutcomeText.of(recorded.run()));
    }

    @Override
    public void failed(String reason, String message) {
        end(Outcome.FAILURE, message);
    }

    @Override
    public void aborted(@NonNull String message) {
        end(Outcome.ABORTED, message);
    }

    @Override
    public void dropped(String message) {
        end(Outcome.ABORTED, message);
    }

    /** Notified once, of the start and then of the wait, so there is room. */
    private void end(Outcome outcome, String message) {
        ending.add(new Ending(null, outcome, message));
    }
}
