package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ApiRequest;
import io.jenkins.plugins.synchronization.engine.client.ApiResponse;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.client.RunApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** The API in virtual time: answers as its script says, and remembers what it was asked. */
final class ScriptedApi implements RunApi {

    /** What was asked, and when. */
    record Asked(Instant at, RunAddress address, AccessToken token, String correlationId) {}

    private final Scheduler time;
    private final List<Asked> asked = new ArrayList<>();
    private Function<Asked, RunAnswer> script = any -> Answers.executing();
    private final List<AccessToken> requests = new ArrayList<>();
    private Function<ApiRequest<?>, ApiResponse<?>> requestScript = any -> null;
    private Duration latency = Duration.ofMillis(50);
    private int slots = Integer.MAX_VALUE;
    private int cancelled;
    private int underWay;
    private int mostUnderWay;
    private boolean closed;

    ScriptedApi(Scheduler time) {
        this.time = time;
    }

    /** A script that gives null lets the request hang until it is cancelled. */
    void answer(Function<Asked, RunAnswer> newScript) {
        script = newScript;
    }

    /** Answers in that order, the last one for ever. */
    void answer(RunAnswer... inOrder) {
        int before = asked.size();
        script = any -> inOrder[Math.min(asked.size() - before, inOrder.length) - 1];
    }

    /** How many requests it sends at once; unlimited until this is called. */
    void sendsAtOnce(int newSlots) {
        slots = newSlots;
    }

    void takes(Duration newLatency) {
        latency = newLatency;
    }

    List<Asked> asked() {
        return asked;
    }

    List<Instant> times() {
        return asked.stream().map(Asked::at).toList();
    }

    /** How many requests were cancelled before their answer. */
    int cancelled() {
        return cancelled;
    }

    /** The most requests that were sent and not yet answered at any time. */
    int mostUnderWay() {
        return mostUnderWay;
    }

    boolean isClosed() {
        return closed;
    }

    /** A script for requests other than polls; null lets the request hang. */
    void respond(Function<ApiRequest<?>, ApiResponse<?>> newScript) {
        requestScript = newScript;
    }

    /** The tokens of the requests other than polls, in order. */
    List<AccessToken> requests() {
        return requests;
    }

    @Override
    @SuppressWarnings("unchecked") // a test's script gives what its request is for
    public <T> Runnable send(ApiRequest<T> request, AccessToken token, String id, Consumer<ApiResponse<T>> response) {
        requests.add(token);
        ApiResponse<T> scripted = (ApiResponse<T>) requestScript.apply(request);
        if (scripted != null) {
            time.at(time.monotonic().plus(latency), () -> response.accept(scripted));
        }
        return () -> cancelled++;
    }

    @Override
    public Runnable get(RunAddress address, AccessToken token, String correlationId, Consumer<RunAnswer> answer) {
        Asked request = new Asked(time.now(), address, token, correlationId);
        asked.add(request);
        underWay++;
        mostUnderWay = Math.max(mostUnderWay, underWay);
        RunAnswer scripted;
        try {
            scripted = script.apply(request);
        } catch (Throwable failed) {
            underWay--;
            throw failed;
        }
        AtomicBoolean answered = new AtomicBoolean();
        if (scripted != null) {
            time.at(time.monotonic().plus(latency), () -> {
                if (answered.compareAndSet(false, true)) {
                    underWay--;
                    answer.accept(scripted);
                }
            });
        }
        return () -> {
            if (answered.compareAndSet(false, true)) {
                cancelled++;
                underWay--;
                answer.accept(Answers.failed(ApiFailure.Kind.UNREACHABLE));
            }
        };
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
        closed = true;
    }
}
