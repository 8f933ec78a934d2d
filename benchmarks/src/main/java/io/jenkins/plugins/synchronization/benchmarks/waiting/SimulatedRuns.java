package io.jenkins.plugins.synchronization.benchmarks.waiting;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ApiRequest;
import io.jenkins.plugins.synchronization.engine.client.ApiResponse;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.client.RunApi;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import io.jenkins.plugins.synchronization.engine.polling.Scheduler;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An API in virtual time: runs that take so long and no longer, each answer 200 ms after its request, and a subscription's
 * limits counted over sliding windows, which is the strictest way to count.
 */
final class SimulatedRuns implements RunApi {

    private static final Duration LATENCY = Duration.ofMillis(200);

    private record SimulatedRun(Instant start, Instant end, String result) {}

    private final Scheduler scheduler;
    private final Map<String, SimulatedRun> runs = new HashMap<>();
    private final Map<String, Instant> lastAsked = new HashMap<>();
    private final SlidingWindows windows;
    private final int slots;
    private final Duration latency;
    private final Duration latencyAtTheEnd;
    private Duration longestUnasked = Duration.ZERO;
    private int requests;
    private int throttled;

    /** Takes limits, or null for none. */
    SimulatedRuns(Scheduler scheduler, RequestLimits limits) {
        this(scheduler, limits, Integer.MAX_VALUE, LATENCY, LATENCY);
    }

    /** Takes limits, how many requests are sent at once, and how long responses take, the last one of a run too. */
    SimulatedRuns(Scheduler scheduler, RequestLimits limits, int slots, Duration latency, Duration latencyAtTheEnd) {
        this.scheduler = scheduler;
        this.slots = slots;
        this.latency = latency;
        this.latencyAtTheEnd = latencyAtTheEnd;
        this.windows = limits == null ? null : new SlidingWindows(limits);
    }

    void add(String runId, Instant start, Duration length, String result) {
        runs.put(runId, new SimulatedRun(start, start.plus(length), result));
        lastAsked.put(runId, start);
    }

    int requests() {
        return requests;
    }

    int throttled() {
        return throttled;
    }

    /** The longest time that a run was not asked for while somebody waited for it. */
    Duration longestUnasked() {
        return longestUnasked;
    }

    /** Whether a request for a run finds it over, or null where the limits do not allow the request. */
    Boolean ask(String runId) {
        requests++;
        Instant now = scheduler.now();
        if (windows != null && !windows.allow(now)) {
            throttled++;
            return null;
        }
        Duration unasked = Duration.between(lastAsked.put(runId, now), now);
        longestUnasked = unasked.compareTo(longestUnasked) > 0 ? unasked : longestUnasked;
        return !now.isBefore(runs.get(runId).end());
    }

    @Override
    public <T> Runnable send(ApiRequest<T> request, AccessToken token, String id, Consumer<ApiResponse<T>> response) {
        throw new UnsupportedOperationException("Only runs are polled here");
    }

    @Override
    public Runnable get(RunAddress address, AccessToken token, String correlationId, Consumer<RunAnswer> answer) {
        Boolean over = ask(address.runId());
        RunAnswer reply = over == null ? throttled(correlationId) : found(runs.get(address.runId()), over);
        Duration takes = Boolean.TRUE.equals(over) ? latencyAtTheEnd : latency;
        scheduler.at(scheduler.monotonic().plus(takes), () -> answer.accept(reply));
        return () -> {};
    }

    private RunAnswer throttled(String correlationId) {
        return new RunAnswer.Failed(new ApiFailure(
                ApiFailure.Kind.THROTTLED,
                429,
                "RateLimitExceeded",
                "The client sent more requests than allowed.",
                List.of(),
                windows.retryAfter(scheduler.now()),
                correlationId));
    }

    private static RunAnswer found(SimulatedRun run, boolean over) {
        String json = over
                ? "{\"run\":{\"startDateTime\":\"%s\",\"endDateTime\":\"%s\",\"state\":\"Completed\",\"result\":\"%s\"}}"
                        .formatted(run.start(), run.end(), run.result())
                : "{\"run\":{\"startDateTime\":\"%s\",\"phase\":\"MasterFile\",\"state\":\"Executing\"}}"
                        .formatted(run.start());
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try {
            return new RunAnswer.Found(
                    RunReader.summary(new ByteArrayInputStream(body)), over ? RunBody.of(body) : null);
        } catch (IOException ourOwnBody) {
            throw new UncheckedIOException(ourOwnBody);
        }
    }

    @Override
    public Duration requestLimit() {
        return Duration.ofMinutes(17);
    }

    @Override
    public int concurrentRequests() {
        return slots;
    }

    @Override
    public void close() {
        runs.clear();
    }
}
