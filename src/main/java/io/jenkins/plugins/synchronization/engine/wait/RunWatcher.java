package io.jenkins.plugins.synchronization.engine.wait;

import io.jenkins.plugins.synchronization.engine.client.RunApi;
import io.jenkins.plugins.synchronization.engine.client.TokenIssuer;
import java.util.List;
import java.util.random.RandomGenerator;

/** Skeleton. */
public final class RunWatcher implements AutoCloseable {
    public RunWatcher(Scheduler scheduler, RunApi api, TokenIssuer tokens, RandomGenerator random) {}

    public Wait watch(WaitRequest request, WaitListener listener) {
        throw new UnsupportedOperationException();
    }

    public List<Wait> waits() {
        return List.of();
    }

    @Override
    public void close() {}
}
