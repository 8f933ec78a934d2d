package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.polling.ExecutorScheduler;
import io.jenkins.plugins.synchronization.engine.polling.RunWatcher;
import io.jenkins.plugins.synchronization.engine.polling.Wait;
import io.jenkins.plugins.synchronization.engine.polling.WaitListener;
import io.jenkins.plugins.synchronization.engine.polling.WaitRequest;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import io.jenkins.plugins.synchronization.recording.RunRecorder;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * All waits of a Jenkins, on one watcher, and the threads for what they do beside deciding.
 */
@Extension
public final class BuildWaits {

    private static final Logger LOGGER = Logger.getLogger(BuildWaits.class.getName());

    private final Grouped<Run<?, ?>, BuildActivity> active = new Grouped<>();
    private RunWatcher watcher;
    private WaitThreads threads;
    private boolean closed;

    public static BuildWaits get() {
        return ExtensionList.lookupSingleton(BuildWaits.class);
    }

    /**
     * Begins a wait, or takes it up again after a restart. Returns at once and does no I/O.
     *
     * @param resolved what to wait for
     * @param owner is notified of the end
     */
    public BuildWait begin(ResolvedWait resolved, RunOwner owner) {
        BuildWait wait = new BuildWait(resolved, owner, threads(), this::remove);
        RunWatcher current = add(wait);
        if (current != null) {
            wait.begin(current);
        }
        return wait;
    }

    /**
     * Starts a run or searches for the latest, or takes that up again after a restart. Returns at once and does no I/O.
     *
     * @param order what to start
     * @param owner is notified of the end
     * @throws AbortException if it cannot be started as it is, saying why
     */
    public BuildStart begin(BuildOrder order, RunOwner owner) throws AbortException {
        BuildStart start = new BuildStart(order, owner, threads(), this::remove);
        RunWatcher current = add(start);
        try {
            if (current != null) {
                start.begin(current);
            }
        } catch (AbortException | RuntimeException | Error wrong) {
            remove(start);
            throw wrong;
        }
        return start;
    }

    /** Returns the watcher; null if Jenkins shuts down: then the activity can be resumed later. */
    @CheckForNull
    private synchronized RunWatcher add(BuildActivity activity) {
        RunWatcher current = watcher();
        if (closed) {
            activity.detach();
            return null;
        }
        active.add(activity.build(), activity);
        return current;
    }

    private void remove(BuildActivity activity) {
        active.remove(activity.build(), activity);
    }

    /**
     * Polls a run on behalf of no build, within the limits that apply to all: for as long as the request says, or until
     * it is cancelled.
     */
    Wait look(WaitRequest request, WaitListener listener) {
        return watcher().watch(request, listener);
    }

    private synchronized WaitThreads threads() {
        if (threads == null) {
            threads = new WaitThreads();
        }
        return threads;
    }

    private synchronized RunWatcher watcher() {
        if (watcher == null) {
            JenkinsHttp http = new JenkinsHttp();
            watcher = new RunWatcher(
                    new ExecutorScheduler("itwin-synchronization"),
                    http.runs(),
                    http.tokens(),
                    RandomGenerator.getDefault());
            if (closed) {
                watcher.close();
            }
        }
        return watcher;
    }

    /** The active waits; a copy, in no order. */
    public List<BuildWait> list() {
        return all(BuildWait.class).toList();
    }

    /** The runs that are being started or searched for; a copy, in no order. */
    public List<BuildStart> starts() {
        return all(BuildStart.class).toList();
    }

    /** Both; a copy, in no order. */
    public List<BuildActivity> activities() {
        return active.all().toList();
    }

    private <A extends BuildActivity> Stream<A> all(Class<A> kind) {
        return active.all().filter(kind::isInstance).map(kind::cast);
    }

    private <A extends BuildActivity> Stream<A> all(Class<A> kind, Run<?, ?> build) {
        return active.of(build).filter(kind::isInstance).map(kind::cast);
    }

    /** The newest build of a job that waits for a run of a connection, or of any if that is null. */
    @CheckForNull
    public Run<?, ?> newestBuild(@NonNull Job<?, ?> job, @CheckForNull String connection) {
        return all(BuildWait.class)
                .filter(wait -> connection == null
                        || connection.equals(wait.subject().address().connectionId()))
                .map(BuildWait::build)
                .filter(build -> isOf(build, job) && build.isBuilding())
                .max(Comparator.comparingInt(build -> build.getNumber()))
                .orElse(null);
    }

    /** By name: a build that was running when Jenkins reloaded its jobs has the object of before as its job. */
    private static boolean isOf(Run<?, ?> build, Job<?, ?> job) {
        Job<?, ?> parent = build.getParent();
        return parent == job
                || parent.getName().equals(job.getName())
                        && parent.getFullName().equals(job.getFullName());
    }

    /**
     * The runs that a build waits for, in the order in which it began to; empty if the build waits for none or is
     * completed. Sends no request: what was last received is in memory. Callers must check permissions.
     */
    @NonNull
    public List<PendingRun> pending(Run<?, ?> build) {
        return !build.isBuilding()
                ? List.of()
                : all(BuildWait.class, build)
                        .map(BuildWait::seen)
                        .sorted(Comparator.comparing(PendingRun::begun).thenComparing(PendingRun::key))
                        .toList();
    }

    /** The runs that a build starts or searches for, as {@link #pending}. */
    @NonNull
    public List<PendingStart> starting(Run<?, ?> build) {
        return !build.isBuilding()
                ? List.of()
                : all(BuildStart.class, build)
                        .map(BuildStart::seen)
                        .sorted(Comparator.comparing(PendingStart::begun).thenComparing(PendingStart::key))
                        .toList();
    }

    /** Somebody looks at the runs of a build: for a minute they are polled more often, within the limits that apply. */
    public void watched(Run<?, ?> build) {
        all(BuildWait.class, build).forEach(BuildWait::watched);
    }

    /**
     * Concludes a wait whose run the build has already: Jenkins was killed before the build could go on. The API is not
     * polled again.
     *
     * @param wait the build and its log
     * @param key the wait's
     * @param owner is notified of the stored run
     * @return false if the build has no such run, and the owner is not notified
     */
    public boolean conclude(ObservedWait wait, String key, RunOwner owner) {
        Run<?, ?> build = wait.build();
        RunRecord run = SynchronizationAction.of(build).getRuns().stream()
                .filter(candidate -> candidate.getKey().equals(key))
                .findFirst()
                .orElse(null);
        if (run == null) {
            return false;
        }
        threads().working().execute(() -> {
            try {
                RecordedRun recorded = RunRecorder.recorded(build, run);
                threads().observers(wait).completed(recorded);
                owner.completed(recorded, Outcome.valueOf(run.getOutcome()));
            } catch (Throwable bug) {
                LOGGER.log(Level.SEVERE, bug, () -> "Could not continue after a stored run of " + build);
                owner.failed(
                        EndedWait.NOT_STORED,
                        Messages.BuildWait_notKept(
                                run.getRunId(), bug.getClass().getName()));
            }
        });
        return true;
    }

    /** Notes in a build that what one of its steps wants could not begin or be resumed. */
    public void notStarted(ObservedWait wait, String key, WaitSpec parameters, Throwable why) {
        String message = why.getMessage() == null ? why.getClass().getName() : why.getMessage();
        EndedWait ended = parameters.notStarted(key, EndedWait.NOT_STARTED, message);
        // The build goes on at once, and what it does next may ask how this ended.
        SynchronizationAction.add(wait.build(), ended);
        threads().observers(wait).ended(ended);
        threads().working().execute(() -> RunRecorder.add(wait.build(), ended));
    }

    /** The build is no longer running: its waits end. */
    void drop(Run<?, ?> build) {
        active.of(build).forEach(BuildActivity::drop);
    }

    /** Ends the waits whose server is no longer configured as it was. */
    void checkServers() {
        active.all().forEach(BuildActivity::checkServer);
    }

    /** Jenkins shuts down: requests and threads end, and the pipelines that wait take that up again when it is back. */
    @Terminator
    public static void shutDown() {
        get().close();
    }

    private synchronized void close() {
        closed = true;
        active.all().forEach(BuildActivity::detach);
        active.clear();
        if (watcher != null) {
            watcher.close();
        }
        if (threads != null) {
            threads.close();
        }
    }
}
