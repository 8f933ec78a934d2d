package io.jenkins.plugins.synchronization.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.synchronization.config.ServerException;
import io.jenkins.plugins.synchronization.config.ServerTarget;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.RunReference;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import io.jenkins.plugins.synchronization.wait.BuildWait;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import io.jenkins.plugins.synchronization.wait.OutcomeText;
import io.jenkins.plugins.synchronization.wait.ResolvedWait;
import io.jenkins.plugins.synchronization.wait.WaitOwner;
import io.jenkins.plugins.synchronization.wait.WaitSpec;
import io.jenkins.plugins.synchronization.wait.WaitStatusText;
import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** The step while it runs: what it needs after a restart is in its fields, the rest is with {@link BuildWaits}. */
final class WaitForSynchronizationRunExecution extends StepExecution implements WaitOwner {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(WaitForSynchronizationRunExecution.class.getName());

    private final WaitSpec parameters;
    private final boolean propagate;
    private long begun;
    private String serverName;
    private String apiUrl;
    private String tokenUrl;
    private transient volatile BuildWait wait;
    private transient volatile boolean stopped;

    WaitForSynchronizationRunExecution(StepContext context, WaitSpec parameters, boolean propagate) {
        super(context);
        this.parameters = parameters;
        this.propagate = propagate;
    }

    @Override
    public boolean start() throws Exception {
        try {
            parameters.check();
            begun = System.currentTimeMillis();
            ServerTarget target = target(false);
            serverName = target.name();
            apiUrl = target.api().toString();
            tokenUrl = target.tokens().toString();
            begin(target, false);
            warnOfExecutor();
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
            if (!BuildWaits.get().conclude(context.get(Run.class), key, this)) {
                begin(target(true), true);
            }
        } catch (Throwable wrong) {
            noteNotStarted(wrong);
            getContext()
                    .onFailure(
                            wrong instanceof AbortException
                                    ? SynchronizationFailedException.withoutResult(
                                            EndedWait.NOT_STARTED, wrong.getMessage())
                                    : wrong);
        }
    }

    private void warnOfExecutor() throws IOException, InterruptedException {
        if (getContext().get(Computer.class) != null) {
            getContext().get(TaskListener.class).getLogger().println(Messages.WaitForSynchronizationRunStep_executor());
        }
    }

    private void noteNotStarted(Throwable why) {
        try {
            String key = getContext().get(FlowNode.class).getId();
            SynchronizationAction.add(getContext().get(Run.class), parameters.notStarted(key, why));
        } catch (Throwable lost) {
            LOGGER.log(Level.WARNING, "Cannot note in the build that a wait did not start", lost);
        }
    }

    private ServerTarget target(boolean resumed) throws AbortException {
        SynchronizationConfiguration configuration = SynchronizationConfiguration.get();
        try {
            return resumed
                    ? configuration.targetOnResume(serverName, apiUrl, tokenUrl)
                    : configuration.target(parameters.server());
        } catch (ServerException noServer) {
            throw new AbortException(noServer.getMessage());
        }
    }

    private void begin(ServerTarget target, boolean resumed) throws IOException, InterruptedException {
        StepContext context = getContext();
        RunReference subject = new RunReference(
                context.get(FlowNode.class).getId(),
                parameters.name(),
                target.name(),
                parameters.address(target.api()),
                target.runLink(parameters.connectionId(), parameters.runId()));
        ResolvedWait order = new ResolvedWait(
                context.get(Run.class),
                context.get(TaskListener.class),
                subject,
                target,
                parameters.credentialsId(),
                parameters.mapping(),
                parameters.names(),
                parameters.archiveReport(),
                parameters.timeout(),
                Instant.ofEpochMilli(begun),
                resumed);
        wait = BuildWaits.get().begin(order, this);
        if (stopped) {
            wait.cancel("");
        }
    }

    @Override
    public void stop(@NonNull Throwable cause) {
        stopped = true;
        BuildWait current = wait;
        if (current != null) {
            current.cancel(why(cause));
        }
        // Of two outcomes the context takes the first: a run that ended a moment before still counts.
        getContext().onFailure(cause);
    }

    private static String why(Throwable cause) {
        return cause instanceof FlowInterruptedException interrupted
                ? interrupted.getCauses().stream()
                        .map(CauseOfInterruption::getShortDescription)
                        .collect(Collectors.joining("; "))
                : cause.getMessage();
    }

    @Override
    public String getStatus() {
        BuildWait current = wait;
        return current == null ? null : WaitStatusText.of(current.seen(), Instant.now());
    }

    @Override
    public void completed(RecordedRun recorded, Outcome outcome) {
        SynchronizationResult returned = SynchronizationResult.of(recorded);
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
                                WaitSpec.jenkinsResult(outcome), false, new RunEnded(message, returned, null)));
        }
    }

    @Override
    public void failed(String reason, String message) {
        getContext().onFailure(SynchronizationFailedException.withoutResult(reason, message));
    }

    @Override
    public void aborted(String message) {
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
