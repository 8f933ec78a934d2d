package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.polling.ExecutorScheduler;
import io.jenkins.plugins.synchronization.engine.polling.RunWatcher;
import io.jenkins.plugins.synchronization.engine.polling.Wait;
import io.jenkins.plugins.synchronization.engine.polling.WaitListener;
import io.jenkins.plugins.synchronization.engine.polling.WaitRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * All waits of a Jenkins, on one watcher: one thread that decides, a few that ask the API, three that write logs and store
 * results. They are there only while something is waited for.
 */
@Extension
public final class BuildWaits {

    private final Set<BuildWait> waits = ConcurrentHashMap.newKeySet();
    private RunWatcher watcher;
    private WaitThreads threads;
    private boolean closed;

    /** The waits of this Jenkins; never null. */
    public static BuildWaits get() {
        return ExtensionList.lookupSingleton(BuildWaits.class);
    }

    /**
     * Begins a wait, or takes it up again after a restart. Returns at once and does no I/O.
     *
     * @param order what to wait for, not null
     * @param owner is told the end, not null
     * @return the wait, never null
     */
    public BuildWait begin(ResolvedWait order, WaitOwner owner) {
        RunWatcher current;
        BuildWait wait;
        synchronized (this) {
            if (threads == null) {
                threads = new WaitThreads();
            }
            current = watcher();
            wait = new BuildWait(order, owner, threads, waits::remove);
            if (closed) {
                wait.detach();
                return wait;
            }
            waits.add(wait);
        }
        wait.begin(current);
        return wait;
    }

    /**
     * Looks for a run on nobody's behalf, within the limits that hold for all: for as long as the request says, or until
     * it is cancelled.
     */
    Wait look(WaitRequest request, WaitListener listener) {
        RunWatcher current;
        synchronized (this) {
            current = watcher();
        }
        return current.watch(request, listener);
    }

    private RunWatcher watcher() {
        if (watcher == null) {
            watcher = new RunWatcher(
                    new ExecutorScheduler("itwin-synchronization"),
                    JenkinsHttp.runs(),
                    JenkinsHttp.tokens(),
                    RandomGenerator.getDefault());
            if (closed) {
                watcher.close();
            }
        }
        return watcher;
    }

    /** The waits in flight; a copy, in no order. */
    public List<BuildWait> list() {
        return List.copyOf(waits);
    }

    /** The active waits of one build, in no order. */
    private Stream<BuildWait> of(Run<?, ?> build) {
        return waits.stream().filter(wait -> wait.order().build().equals(build));
    }

    /**
     * The runs that a build waits for, in the order in which it began to; empty if the build waits for none or is
     * completed. Sends no request: what was last received is in memory. Callers must check permissions.
     */
    @NonNull
    public List<PendingRun> pending(Run<?, ?> build) {
        return !build.isBuilding()
                ? List.of()
                : of(build)
                        .map(BuildWait::seen)
                        .sorted(Comparator.comparing(PendingRun::begun).thenComparing(PendingRun::key))
                        .toList();
    }

    /** The build is not running any more, or is gone: its waits end, and nobody is told. */
    void drop(Run<?, ?> build) {
        of(build).forEach(BuildWait::drop);
    }

    /** Jenkins shuts down: requests and threads end, and the pipelines that wait take that up again when it is back. */
    @Terminator
    public static void shutDown() {
        get().close();
    }

    private synchronized void close() {
        closed = true;
        waits.forEach(BuildWait::detach);
        waits.clear();
        if (watcher != null) {
            watcher.close();
        }
        if (threads != null) {
            threads.close();
        }
    }
}
