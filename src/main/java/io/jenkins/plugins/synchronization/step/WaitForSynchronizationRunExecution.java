package io.jenkins.plugins.synchronization.step;

import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.synchronization.config.ServerTarget;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.polling.StartIntention;
import io.jenkins.plugins.synchronization.engine.polling.StartedRun;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import io.jenkins.plugins.synchronization.wait.BuildActivity;
import io.jenkins.plugins.synchronization.wait.BuildOrder;
import io.jenkins.plugins.synchronization.wait.BuildStart;
import io.jenkins.plugins.synchronization.wait.BuildWait;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import io.jenkins.plugins.synchronization.wait.CauseText;
import io.jenkins.plugins.synchronization.wait.ObservedWait;
import io.jenkins.plugins.synchronization.wait.OutcomeText;
import io.jenkins.plugins.synchronization.wait.RunOwner;
import io.jenkins.plugins.synchronization.wait.WaitSpec;
import io.jenkins.plugins.synchronization.wait.WaitStatusText;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A step while it runs: starts or finds the run where that is to be done, then waits for it, if the step is one that waits.
 * What it needs after a restart is in its fields, the rest is with {@link BuildWaits}.
 */
final class WaitForSynchronizationRunExecution extends StepExecution implements RunOwner {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(WaitForSynchronizationRunExecution.class.getName());

    private final boolean propagate;
    private final boolean waits;
    /** Of the run, once it was started or found. */
    private volatile WaitSpec parameters;

    private volatile StartIntention intention;
    private volatile boolean alreadyActive;
    private long begun;
    private String serverName;
    private String apiUrl;
    private String tokenUrl;
    private transient volatile BuildStart startOfRun;
    private transient volatile BuildWait wait;
    private transient volatile boolean stopped;
    private transient volatile boolean resumed;
    private transient volatile boolean found;

    WaitForSynchronizationRunExecution(StepContext context, WaitSpec parameters, boolean propagate, boolean waits) {
        super(context);
        this.parameters = parameters;
        this.propagate = propagate;
        this.waits = waits;
    }

    @Override
    public boolean start() throws Exception {
        try {
            parameters.takeDefaultsOf(getContext().get(Run.class).getParent());
            parameters.check();
            begun = System.currentTimeMillis();
            ServerTarget target = target(false);
            serverName = target.name();
            apiUrl = target.api().toString();
            tokenUrl = target.tokens().toString();
            warnOfExecutor();
            goOn(target);
            return false;
        } catch (AbortException wrong) {
            noteNotStarted(wrong);
            throw SynchronizationFailedException.withoutResult(EndedWait.NOT_STARTED, wrong.getMessage());
        } catch (Throwable wrong) {
            noteNotStarted(wrong);
            throw wrong;
        }
    }

    @Override
    public void onResume() {
        try {
            StepContext context = getContext();
            String key = context.get(FlowNode.class).getId();
            if (!BuildWaits.get().conclude(observed(), key, this)) {
                resumed = true;
                goOn(target(true));
            }
        } catch (Throwable wrong) {
            failToStart(wrong);
        }
    }

    private void failToStart(Throwable wrong) {
        noteNotStarted(wrong);
        getContext()
                .onFailure(
                        wrong instanceof AbortException
                                ? SynchronizationFailedException.withoutResult(
                                        EndedWait.NOT_STARTED, wrong.getMessage())
                                : wrong);
    }

    private ObservedWait observed() throws IOException, InterruptedException {
        StepContext context = getContext();
        return new ObservedWait(
                context.get(Run.class), context.get(TaskListener.class), parameters.skipPublishingChecks());
    }

    /** A warning that cannot be given is no reason not to wait. */
    private void warnOfExecutor() {
        try {
            if (getContext().get(Computer.class) != null) {
                getContext()
                        .get(TaskListener.class)
                        .getLogger()
                        .println(Messages.WaitForSynchronizationRunStep_executor());
            }
        } catch (Throwable broken) {
            LOGGER.log(Level.WARNING, "Cannot find out whether a step that waits occupies an executor", broken);
        }
    }

    private void noteNotStarted(Throwable why) {
        try {
            String key = getContext().get(FlowNode.class).getId();
            BuildWaits.get().notStarted(observed(), key, parameters, why);
        } catch (Throwable lost) {
            LOGGER.log(Level.WARNING, "Cannot note in the build that a wait did not start", lost);
        }
    }

    private ServerTarget target(boolean resumed) throws AbortException {
        SynchronizationConfiguration configuration = SynchronizationConfiguration.get();
        return resumed
                ? configuration.targetOnResume(serverName, apiUrl, tokenUrl)
                : configuration.target(parameters.server());
    }

    private void goOn(ServerTarget target) throws IOException, InterruptedException {
        StepContext context = getContext();
        RunAddress run = parameters.address(target.api()).orElse(null);
        if (run != null && !waits) {
            context.onSuccess(new SynchronizationStart(run, target.name(), alreadyActive, parameters.fileNames()));
            return;
        }
        BuildOrder order = new BuildOrder(
                context.get(Run.class),
                context.get(TaskListener.class),
                context.get(FlowNode.class).getId(),
                target,
                parameters,
                Instant.ofEpochMilli(begun),
                resumed,
                intention);
        if (run == null) {
            startOfRun = BuildWaits.get().begin(order, this);
            if (stopped) {
                startOfRun.cancel("");
            }
        } else {
            wait = BuildWaits.get().begin(order.waitFor(run, resumed && !found), this);
            if (stopped) {
                wait.cancel("");
            }
        }
    }

    /** Before the request is sent: what is saved now decides after a restart whether a run was started. */
    @NonNull
    @Override
    public CompletionStage<?> store(StartIntention newIntention) {
        intention = newIntention;
        return save();
    }

    private CompletionStage<?> save() {
        CompletableFuture<Object> saved = new CompletableFuture<>();
        ListenableFuture<Void> saving = getContext().saveState();
        saving.addListener(
                () -> {
                    try {
                        saved.complete(saving.get());
                    } catch (ExecutionException failed) {
                        saved.completeExceptionally(failed.getCause());
                    } catch (Throwable failed) {
                        saved.completeExceptionally(failed);
                    }
                },
                Runnable::run);
        return saved;
    }

    @Override
    public void found(@NonNull StartedRun run) {
        try {
            parameters = parameters.of(run.run());
            alreadyActive = run.alreadyActive();
            intention = null;
            found = true;
            save();
            goOn(target(true));
        } catch (Throwable wrong) {
            failToStart(wrong);
        }
    }

    @Override
    public void stop(@NonNull Throwable cause) {
        stopped = true;
        for (BuildActivity begun : new BuildActivity[] {startOfRun, wait}) {
            if (begun != null) {
                begun.cancel(why(cause));
            }
        }
        // Of two outcomes the context takes the first: a run that ended a moment before still counts.
        getContext().onFailure(cause);
    }

    private static String why(Throwable cause) {
        return cause instanceof FlowInterruptedException interrupted
                ? CauseText.of(interrupted.getCauses())
                : cause.getMessage();
    }

    @Override
    public String getStatus() {
        BuildWait current = wait;
        return current == null ? null : WaitStatusText.of(current.seen(), Instant.now());
    }

    @Override
    public void completed(RecordedRun recorded, Outcome outcome) {
        SynchronizationResult returned = new SynchronizationResult(recorded);
        if (!propagate) {
            getContext().onSuccess(returned);
            return;
        }
        String message = OutcomeText.of(recorded.run());
        switch (outcome) {
            case SUCCESS -> {
                boolean skipped =
                        ExecutionResult.SKIPPED.text().equals(recorded.run().getResult());
                if (skipped && parameters.outcome(ExecutionResult.SKIPPED) == null) {
                    mark(Result.NOT_BUILT, message);
                }
                getContext().onSuccess(returned);
            }
            case UNSTABLE -> {
                mark(Result.UNSTABLE, message);
                makeUnstable(recorded.run());
                getContext().onSuccess(returned);
            }
            case FAILURE -> getContext().onFailure(SynchronizationFailedException.of(returned, message));
            case ABORTED, NOT_BUILT ->
                getContext()
                        .onFailure(new FlowInterruptedException(
                                Result.fromString(outcome.name()), false, new RunEnded(message, returned, null)));
        }
    }

    @Override
    public void failed(String reason, String message) {
        getContext().onFailure(SynchronizationFailedException.withoutResult(reason, message));
    }

    @Override
    public void aborted(@NonNull String message) {
        getContext()
                .onFailure(new FlowInterruptedException(
                        Result.ABORTED, true, new RunEnded(message, null, EndedWait.ABORTED)));
    }

    /** How graphs show the stage. */
    private void mark(Result result, String message) {
        try {
            getContext().get(FlowNode.class).addOrReplaceAction(new WarningAction(result).withMessage(message));
        } catch (IOException | InterruptedException lost) {
            LOGGER.log(Level.WARNING, "The stage that waited for " + parameters.runId() + " cannot be marked", lost);
        }
    }

    private void makeUnstable(RunRecord run) {
        try {
            BuildResult.worsen(getContext().get(Run.class), Result.UNSTABLE);
        } catch (IOException | InterruptedException lost) {
            LOGGER.log(Level.WARNING, "The build that waited for " + run.getRunId() + " cannot be marked", lost);
        }
    }
}
