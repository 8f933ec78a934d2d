package io.jenkins.plugins.synchronization.freestyle;

import hudson.AbortException;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Result;
import io.jenkins.plugins.synchronization.config.ServerException;
import io.jenkins.plugins.synchronization.config.ServerTarget;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.model.RunReference;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import io.jenkins.plugins.synchronization.wait.BuildWait;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import io.jenkins.plugins.synchronization.wait.OutcomeText;
import io.jenkins.plugins.synchronization.wait.ResolvedWait;
import io.jenkins.plugins.synchronization.wait.WaitOwner;
import io.jenkins.plugins.synchronization.wait.WaitSpec;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One wait that holds the executor of its build until it is over or the build is aborted. */
final class ExecutorWait implements WaitOwner {

    private final AbstractBuild<?, ?> build;
    private final BuildListener log;
    private final BlockingQueue<Ending> ending = new ArrayBlockingQueue<>(1);

    ExecutorWait(AbstractBuild<?, ?> build, BuildListener log) {
        this.build = build;
        this.log = log;
    }

    /** What a wait comes to, for its build. */
    private record Ending(Outcome outcome, String message) {}

    /**
     * Waits, and gives the build the result.
     *
     * @param parameters what for, without variables
     * @return whether the build goes on; why not is in its log
     * @throws AbortException if there is nothing to wait for, saying why
     * @throws InterruptedException if the build was aborted; the wait is over
     */
    boolean run(WaitSpec parameters) throws AbortException, InterruptedException {
        parameters.check();
        BuildWait wait = BuildWaits.get().begin(order(parameters), this);
        Ending end;
        try {
            end = ending.take();
        } catch (InterruptedException aborted) {
            wait.cancel();
            throw aborted;
        }
        return conclude(end);
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
                build.setResult(WaitSpec.jenkinsResult(end.outcome()));
                return false;
            }
        }
    }

    private ResolvedWait order(WaitSpec parameters) throws AbortException {
        ServerTarget target;
        try {
            target = SynchronizationConfiguration.get().target(parameters.server());
        } catch (ServerException noServer) {
            throw new AbortException(noServer.getMessage());
        }
        RunReference subject = new RunReference(
                key(),
                parameters.name(),
                target.name(),
                parameters.address(target.api()),
                target.runLink(parameters.connectionId(), parameters.runId()));
        return new ResolvedWait(
                build,
                log,
                subject,
                target,
                parameters.credentialsId(),
                parameters.mapping(),
                parameters.archiveReport(),
                parameters.timeout(),
                Instant.now(),
                false);
    }

    /**
     * The build's first run is 1. Its steps come one after the other, and one that got no answer leaves no run: so this is
     * unique, also where another plugin runs a step that is not in the project's list, or runs one twice.
     */
    private String key() {
        return Integer.toString(SynchronizationAction.of(build).getRuns().size() + 1);
    }

    @Override
    public void completed(RecordedRun recorded, Outcome outcome) {
        end(outcome, OutcomeText.of(recorded.run()));
    }

    @Override
    public void failed(String message) {
        end(Outcome.FAILURE, message);
    }

    @Override
    public void ended(String byWhom) {
        end(Outcome.ABORTED, Messages.ExecutorWait_ended(byWhom));
    }

    @Override
    public void dropped() {
        end(Outcome.ABORTED, Messages.ExecutorWait_dropped());
    }

    /** RecordingVisitor once, so there is room. */
    private void end(Outcome outcome, String message) {
        ending.add(new Ending(outcome, message));
    }
}
