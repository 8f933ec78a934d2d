package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ApiRequest;
import io.jenkins.plugins.synchronization.engine.client.ApiResponse;
import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.client.RunApi;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.client.StartResponse;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.ListedRun;
import io.jenkins.plugins.synchronization.engine.run.RunList;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The connections of one iModel in virtual time: one run at a time, as the API has it, and troubles as a test says. */
final class SimulatedConnection implements RunApi {

    static final ConnectionAddress ADDRESS =
            new ConnectionAddress(ServerUrl.PRODUCTION_API, ConnectionType.STORAGE, "ours");

    /** What becomes of a request instead of a good response. */
    record Trouble(boolean processed, ApiFailure failure) {

        /** It never arrives. */
        static Trouble lost() {
            return new Trouble(false, Answers.failure(ApiFailure.Kind.UNREACHABLE, null));
        }

        /** It is processed, and its response gets lost. */
        static Trouble responseLost() {
            return new Trouble(true, Answers.failure(ApiFailure.Kind.UNREACHABLE, null));
        }

        static Trouble refused(int status) {
            return of(ApiFailure.Kind.ofStatus(status), status, null);
        }

        static Trouble of(ApiFailure.Kind kind, int status, Duration retryAfter) {
            return new Trouble(
                    false, new ApiFailure(kind, status, "Code", "Message.", List.of(), retryAfter, "correlation"));
        }
    }

    private record Run(RunAddress address, Instant start, Instant end) {}

    private final Scheduler time;
    private final List<Run> runs = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private IntFunction<Trouble> onStart = number -> null;
    private IntFunction<Trouble> onOther = number -> null;
    private IntFunction<StartResponse> response = number -> null;
    private IntFunction<RunAnswer> onPoll = number -> null;
    private final List<AccessToken> tokens = new ArrayList<>();
    private Duration listed = Duration.ZERO;
    private int polls;
    private Duration latency = Duration.ofMillis(50);
    private Duration length = Duration.ofMinutes(5);
    private boolean linksLastRun = true;
    private int starts;
    private int others;
    private int cancelled;

    SimulatedConnection(Scheduler time) {
        this.time = time;
    }

    /** What becomes of a request to start a run, by its number from 1; null for a good response. */
    void onStart(IntFunction<Trouble> trouble) {
        onStart = trouble;
    }

    /** What becomes of the other requests, polls of runs excepted. */
    void onOther(IntFunction<Trouble> trouble) {
        onOther = trouble;
    }

    /** A response to a start that is not the simulation's. */
    void respond(IntFunction<StartResponse> to) {
        response = to;
    }

    /** The response to a poll of a run, by its number from 1; null for the simulation's. */
    void onPoll(IntFunction<RunAnswer> answer) {
        onPoll = answer;
    }

    /** How long after its start a run appears in the list. */
    void listsRunsAfter(Duration delay) {
        listed = delay;
    }

    void takes(Duration newLatency) {
        latency = newLatency;
    }

    void runsTake(Duration newLength) {
        length = newLength;
    }

    void withoutLinks() {
        linksLastRun = false;
    }

    /** Somebody else starts a run of a connection. */
    RunAddress run(ConnectionAddress connection) {
        RunAddress address = connection.run("run-" + (runs.size() + 1));
        runs.add(new Run(address, time.monotonic(), time.monotonic().plus(length)));
        return address;
    }

    static ConnectionAddress another() {
        return new ConnectionAddress(ServerUrl.PRODUCTION_API, ConnectionType.STORAGE, "another");
    }

    List<RunAddress> runs() {
        return runs.stream().map(Run::address).toList();
    }

    /** The requests that were sent: START, LIST, CONNECTION, POLL. */
    List<String> sent() {
        return sent;
    }

    /** The tokens that the requests were sent with, polls of runs excepted. */
    List<AccessToken> tokens() {
        return tokens;
    }

    int cancelled() {
        return cancelled;
    }

    @Override
    public Runnable get(RunAddress address, AccessToken token, String correlationId, Consumer<RunAnswer> answer) {
        sent.add("POLL");
        RunAnswer other = onPoll.apply(++polls);
        if (other != null) {
            return later(answer, Answers.failed(ApiFailure.Kind.UNREACHABLE), () -> other);
        }
        return later(answer, Answers.failed(ApiFailure.Kind.UNREACHABLE), () -> runs.stream()
                .filter(run -> run.address().equals(address))
                .findFirst()
                .map(run -> isActive(run) ? Answers.executing() : Answers.completed())
                .orElse(Answers.failed(ApiFailure.Kind.RUN_NOT_FOUND)));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Runnable send(
            ApiRequest<T> request, AccessToken token, String correlationId, Consumer<ApiResponse<T>> receiver) {
        Trouble trouble = request.isStart() ? onStart.apply(++starts) : onOther.apply(++others);
        tokens.add(token);
        sent.add(request.isStart() ? "START" : request.toString().contains("/runs") ? "LIST" : "CONNECTION");
        ApiResponse<T> gone = new ApiResponse.Failed<>(Answers.failure(ApiFailure.Kind.UNREACHABLE, null));
        int number = starts;
        return later(receiver, gone, () -> {
            if (trouble != null && !trouble.processed()) {
                return new ApiResponse.Failed<>(trouble.failure());
            }
            T value = (T) (request.isStart() ? start(number) : read(request.toString()));
            return trouble == null ? new ApiResponse.Good<>(value) : new ApiResponse.Failed<>(trouble.failure());
        });
    }

    /** The request arrives after half of the latency, if it is not cancelled before, and the response after all of it. */
    private <A> Runnable later(Consumer<A> receiver, A gone, java.util.function.Supplier<A> process) {
        AtomicBoolean open = new AtomicBoolean(true);
        time.at(time.monotonic().plus(latency.dividedBy(2)), () -> {
            if (open.get()) {
                A answer = process.get();
                time.at(time.monotonic().plus(latency.dividedBy(2)), () -> {
                    if (open.compareAndSet(true, false)) {
                        receiver.accept(answer);
                    }
                });
            }
        });
        return () -> {
            if (open.compareAndSet(true, false)) {
                cancelled++;
                receiver.accept(gone);
            }
        };
    }

    private StartResponse start(int number) {
        StartResponse other = response.apply(number);
        if (other != null) {
            return other;
        }
        Optional<Run> active = runs.stream().filter(this::isActive).findFirst();
        RunAddress run = active.map(Run::address).orElseGet(() -> run(ADDRESS));
        return new StartResponse(active.isPresent(), run, "/location");
    }

    private Object read(String request) {
        List<Run> ours = runs.stream()
                .filter(run -> run.address().connection().equals(ADDRESS))
                .filter(run -> !run.start().plus(listed).isAfter(time.monotonic()))
                .toList();
        if (!request.contains("/runs")) {
            return linksLastRun && !ours.isEmpty()
                    ? Optional.of(ours.get(ours.size() - 1).address())
                    : Optional.empty();
        }
        int skip = Integer.parseInt(request.replaceAll(".*skip=(\\d+).*", "$1"));
        int top = Integer.parseInt(request.replaceAll(".*top=(\\d+).*", "$1"));
        List<ListedRun> page = ours.stream()
                .skip(skip)
                .limit(top)
                .map(run -> new ListedRun(
                        run.address().runId(),
                        Term.of(isActive(run) ? ExecutionState.EXECUTING : ExecutionState.COMPLETED),
                        run.start()))
                .toList();
        return new RunList(page, page.size(), skip + page.size() < ours.size());
    }

    private boolean isActive(Run run) {
        return run.end().isAfter(time.monotonic());
    }

    @Override
    public Duration requestLimit() {
        return Duration.ofMinutes(17);
    }

    @Override
    public int concurrentRequests() {
        return 16;
    }

    @Override
    public void close() {}
}
