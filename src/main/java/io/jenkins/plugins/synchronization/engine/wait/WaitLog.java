package io.jenkins.plugins.synchronization.engine.wait;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;

/** Skeleton. */
public final class WaitLog {
    public WaitLog(WaitRequest request, Locale locale, InstantSource time, Consumer<String> lines) {}

    public void begun() {}

    public void progress(RunSummary summary) {}

    public void trouble(ApiFailure failure, Instant nextPoll) {}

    public void completed(RunSummary summary) {}

    public void failed(WaitFailure failure) {}
}
