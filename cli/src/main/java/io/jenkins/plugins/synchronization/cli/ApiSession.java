package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.HttpSettings;
import io.jenkins.plugins.synchronization.engine.client.OAuthTokenIssuer;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunClient;
import io.jenkins.plugins.synchronization.engine.polling.ExecutorScheduler;
import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import io.jenkins.plugins.synchronization.engine.polling.RequestTerms;
import io.jenkins.plugins.synchronization.engine.polling.RunWatcher;
import io.jenkins.plugins.synchronization.engine.polling.Scheduler;
import io.jenkins.plugins.synchronization.engine.polling.WaitRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The engine of one command: its thread, its connections and its temporary folder. One timeout applies to all it does. */
final class ApiSession implements AutoCloseable {

    private static final Supplier<RequestLimits> LIMITS = () -> RequestLimits.SMALLEST_TIER;

    private final ApiPlan plan;
    private final WorkFolder folder;
    private final Scheduler scheduler = new ExecutorScheduler("itwin-synchronization-wait");
    private final Instant begun = scheduler.now();
    private final RunWatcher watcher;

    /** Takes the plan; throws {@link OutputException} if temporary files cannot be written. */
    ApiSession(ApiPlan plan) throws OutputException {
        this.plan = plan;
        folder = WorkFolder.create();
        HttpSettings settings = plan.http().withTemporaryDirectory(folder.path());
        watcher = new RunWatcher(
                scheduler,
                new RunClient(plan.network(), settings, scheduler::now),
                new OAuthTokenIssuer(plan.network(), settings, scheduler::now),
                RandomGenerator.getDefault());
    }

    RunWatcher watcher() {
        return watcher;
    }

    Path folder() {
        return folder.path();
    }

    Instant now() {
        return scheduler.now();
    }

    RequestTerms terms(ConnectionAddress connection) {
        return new RequestTerms(connection, plan.credentials(), plan.settings(), LIMITS, begun, false);
    }

    WaitRequest waitFor(RunAddress run) {
        return WaitRequest.begin(run, plan.credentials(), plan.settings(), LIMITS, begun);
    }

    /** Ends all requests, and deletes the temporary folder. */
    @Override
    public void close() {
        watcher.close();
        folder.delete();
    }
}
