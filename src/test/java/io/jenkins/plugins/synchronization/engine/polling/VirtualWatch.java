package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A watcher in virtual time, with an API and a token endpoint that do as a test says. */
final class VirtualWatch {

    static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");
    static final RequestLimits PLENTY = new RequestLimits(1_000_000, 10_000_000);

    final VirtualScheduler time = new VirtualScheduler(BEGIN);
    final ScriptedApi api = new ScriptedApi(time);
    final ScriptedTokens tokens = new ScriptedTokens(time);
    final RunWatcher watcher = new RunWatcher(time, api, tokens, new Random(42));
    final RecordingListener listener = new RecordingListener();

    WaitSettings settings = WaitSettings.DEFAULTS;
    RequestLimits limits = PLENTY;
    final Supplier<RequestLimits> currentLimits = () -> limits;
    ScriptedSource source = ScriptedSource.bearer("s3cret-token");

    static RunAddress address(String run) {
        return new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.MANIFEST, "connection", run);
    }

    WaitRequest request(String run) {
        return WaitRequest.begin(address(run), source, settings, currentLimits, time.now());
    }

    WaitRequest resumed(String run, Duration begunBefore) {
        return new WaitRequest(
                address(run), source, settings, currentLimits, time.now().minus(begunBefore), true);
    }

    /** Watches the run "run" with this watch's listener. */
    Wait watch() {
        return watcher.watch(request("run"), listener);
    }

    RecordingListener watch(WaitRequest request) {
        RecordingListener own = new RecordingListener();
        watcher.watch(request, own);
        return own;
    }

    void advance(Duration duration) {
        time.advance(duration);
    }

    /** Lets time pass until the wait of this watch's listener is over; returns how long that took since the beginning. */
    Duration untilOver() {
        until(listener::isOver);
        return elapsed();
    }

    void until(BooleanSupplier condition) {
        if (!time.runUntil(condition, BEGIN.plus(Duration.ofDays(30)))) {
            throw new AssertionError("It never happens; nothing is left to be done at " + time.now());
        }
    }

    Duration elapsed() {
        return Duration.between(BEGIN, time.now());
    }
}
