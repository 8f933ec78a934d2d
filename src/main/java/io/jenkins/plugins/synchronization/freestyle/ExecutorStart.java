package io.jenkins.plugins.synchronization.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import io.jenkins.plugins.synchronization.engine.polling.StartedRun;
import io.jenkins.plugins.synchronization.wait.BuildStart;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import io.jenkins.plugins.synchronization.wait.ResolvedStart;
import io.jenkins.plugins.synchronization.wait.StartOwner;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The start of a run, or the search for the latest, on the executor of a build, which does not survive a restart. */
final class ExecutorStart implements StartOwner {

    private record Ending(StartedRun run, String message) {}

    private final BlockingQueue<Ending> ending = new ArrayBlockingQueue<>(1);

    private ExecutorStart() {}

    /**
     * Starts or finds the run, and waits for that.
     *
     * @throws AbortException if there is none, saying why
     * @throws InterruptedException if the build was aborted
     */
    static StartedRun run(ResolvedStart order) throws AbortException, InterruptedException {
        ExecutorStart owner = new ExecutorStart();
        BuildStart start = BuildWaits.get().begin(order, owner);
        Ending end;
        try {
            end = owner.ending.take();
        } catch (InterruptedException aborted) {
            start.cancel();
            throw aborted;
        }
        if (end.run() == null) {
            throw new AbortException(end.message());
        }
        return end.run();
    }

    @Override
    public void found(@NonNull StartedRun run) {
        ending.add(new Ending(run, null));
    }

    @Override
    public void notFound(@NonNull String reason, @NonNull String message) {
        ending.add(new Ending(null, message));
    }
}
