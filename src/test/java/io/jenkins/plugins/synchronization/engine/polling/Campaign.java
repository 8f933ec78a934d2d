package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ApiRequest;
import io.jenkins.plugins.synchronization.engine.client.ApiResponse;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.client.RunApi;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.client.TokenException;
import io.jenkins.plugins.synchronization.engine.client.TokenIssuer;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One random schedule: waits, and an API, a token endpoint, credentials, listeners and a clock that do everything they can
 * do wrong. The watcher is the real one, time is virtual, and the same seed gives the same schedule.
 */
final class Campaign {

    /** Is in what the schedule's parts throw; anything else that is logged is a bug. */
    static final String INJECTED = "Injected";

    private static final class InjectedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private InjectedException() {
            super(INJECTED);
        }
    }

    private static final int MOST_TASKS_AT_ONCE = 50_000;
    private static final Duration LONGEST_RESPONSE = Duration.ofMinutes(2);

    private final Random random;
    private final VirtualScheduler time = new VirtualScheduler(VirtualWatch.BEGIN);
    private final List<String> violations = new ArrayList<>();
    private final List<Watched> waits = new ArrayList<>();
    private final List<RunBody> bodies = new ArrayList<>();
    private final Map<String, List<Instant>> requests = new HashMap<>();
    private final Map<String, Instant> completions = new HashMap<>();
    private final double misbehavior;
    private final int slots;
    private final int clients;
    private final Api api = new Api();
    private final Tokens tokens = new Tokens();
    private final RunWatcher watcher;
    private final RequestLimits highest;
    private RequestLimits limits;
    private final Supplier<RequestLimits> currentLimits = () -> limits;
    private int underWay;
    private boolean peace;

    private Campaign(long seed) {
        random = new Random(seed);
        misbehavior = pick(0.0, 0.05, 0.3, 0.7);
        slots = pick(2, 4, Integer.MAX_VALUE);
        clients = 1 + random.nextInt(3);
        highest = new RequestLimits(pick(1, 5, 60, 500, 100_000), pick(20, 300, 5_000, 1_000_000));
        limits = highest;
        watcher = new RunWatcher(time, api, tokens, new Random(seed));
    }

    /** Runs the schedule of a seed; returns what went wrong. */
    static List<String> violations(long seed) {
        Campaign campaign = new Campaign(seed);
        campaign.run();
        return campaign.violations;
    }

    @SafeVarargs
    private <T> T pick(T... from) {
        return from[random.nextInt(from.length)];
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Between the two, as many short ones as long ones. */
    private Duration between(Duration shortest, Duration longest) {
        double low = Math.log(shortest.toMillis());
        return Duration.ofMillis(
                Math.round(Math.exp(low + (Math.log(longest.toMillis()) - low) * random.nextDouble())));
    }

    private RuntimeException thrown() {
        if (chance(0.5)) {
            throw new OutOfMemoryError(INJECTED);
        }
        return new InjectedException();
    }

    private void run() {
        int runs = 1 + random.nextInt(6);
        for (int i = 0; i < runs; i++) {
            Duration length = between(Duration.ofSeconds(1), Duration.ofHours(3));
            completions.put("run-" + i, chance(0.2) ? Instant.MAX : VirtualWatch.BEGIN.plus(length));
        }
        int count = (int) Math.round(Math.exp(random.nextDouble() * Math.log(300)));
        for (int i = 0; i < count; i++) {
            Watched wait = new Watched("run-" + random.nextInt(runs), random.nextInt(clients));
            Duration after = chance(0.5) ? Duration.ZERO : between(Duration.ofMillis(1), Duration.ofHours(1));
            time.at(VirtualWatch.BEGIN.plus(after), wait::begin);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            Duration jump = between(Duration.ofSeconds(1), Duration.ofDays(2));
            time.at(
                    VirtualWatch.BEGIN.plus(between(Duration.ofSeconds(1), Duration.ofHours(2))),
                    () -> time.setClock(chance(0.5) ? jump : jump.negated()));
        }
        if (chance(0.3)) {
            time.at(
                    VirtualWatch.BEGIN.plus(between(Duration.ofSeconds(1), Duration.ofHours(2))),
                    () -> limits = new RequestLimits(
                            1 + random.nextInt(highest.perMinute()), 1 + random.nextInt(highest.perHour())));
        }
        boolean closes = chance(0.1);
        if (closes) {
            time.advance(between(Duration.ofSeconds(1), Duration.ofHours(2)));
            watcher.close();
            waits.forEach(wait -> wait.closed = true);
        }
        passUntilIdle();
        waits.forEach(Watched::check);
        checkLimits();
        check(watcher.waits().isEmpty(), "a wait is left");
        if (!closes) {
            checkThatTheNextWaitIsServed();
        }
        for (RunBody body : bodies) {
            check(isClosed(body), "a body is left open");
        }
        check(time.isIdle(), "a timer is left");
    }

    private void passUntilIdle() {
        Instant end = VirtualWatch.BEGIN.plus(Duration.ofDays(3));
        Instant at = time.monotonic();
        int tasks = 0;
        while (time.runNext(end)) {
            tasks = time.monotonic().equals(at) ? tasks + 1 : 0;
            at = time.monotonic();
            if (tasks > MOST_TASKS_AT_ONCE) {
                violations.add("a busy loop at " + at);
                return;
            }
        }
    }

    /** Whatever happened before, nothing may be left that keeps a new wait on the same server from its outcome. */
    private void checkThatTheNextWaitIsServed() {
        peace = true;
        limits = VirtualWatch.PLENTY;
        completions.put("last", Instant.MIN);
        List<RecordingListener> last = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            RecordingListener listener = new RecordingListener();
            last.add(listener);
            watcher.watch(
                    WaitRequest.begin(
                            VirtualWatch.address("last"),
                            ScriptedSource.of(secretOf(client)),
                            WaitSettings.DEFAULTS,
                            currentLimits,
                            time.now()),
                    listener);
        }
        passUntilIdle();
        last.forEach(listener -> check(listener.completed() != null, "the next wait ended with " + listener.told()));
    }

    private java.util.function.IntFunction<CompletableFuture<Credential>> secretOf(int client) {
        return any -> CompletableFuture.completedFuture(client(client, "secret"));
    }

    private static Credential client(int number, String secret) {
        return new Credential.Client("client-" + number, secret, ServerUrl.PRODUCTION_TOKENS);
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }

    private void checkLimits() {
        requests.forEach((subscription, times) -> {
            check(most(times, Duration.ofMinutes(1)) <= highest.perMinute(), subscription + ": too many in a minute");
            check(most(times, Duration.ofHours(1)) <= highest.perHour(), subscription + ": too many in an hour");
        });
    }

    private static int most(List<Instant> times, Duration span) {
        int most = 0;
        int first = 0;
        for (int i = 0; i < times.size(); i++) {
            while (!times.get(i).isBefore(times.get(first).plus(span))) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }

    private static boolean isClosed(RunBody body) {
        try {
            body.open().close();
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    /** One wait, the one who began it, and its credential. */
    private final class Watched implements WaitListener, CredentialSource {
        private final String run;
        private final int client;
        private final boolean rotates = chance(0.3 * misbehavior);
        private final boolean throwing = chance(0.2 * misbehavior);
        private Wait wait;
        private Instant latest;
        private int ends;
        private boolean completed;
        private boolean cancelled;
        private boolean closed;
        private int resolved;

        private Watched(String run, int client) {
            this.run = run;
            this.client = client;
            waits.add(this);
        }

        private void begin() {
            if (closed) {
                return;
            }
            Duration min = between(Duration.ofMillis(100), Duration.ofMinutes(2));
            Duration max = min.plus(between(Duration.ofSeconds(1), Duration.ofHours(1)));
            WaitSettings settings = WaitSettings.DEFAULTS
                    .withTimeout(between(Duration.ofMillis(500), Duration.ofHours(6)))
                    .withGiveUpAfter(between(Duration.ofSeconds(1), Duration.ofHours(1)))
                    .withCredentialRefresh(pick(Duration.ZERO, Duration.ofMinutes(5)))
                    .withIntervals(min, max);
            boolean resumed = chance(0.3);
            Duration ago = resumed ? between(Duration.ofSeconds(1), Duration.ofHours(12)) : Duration.ZERO;
            Instant now = time.monotonic();
            latest = now.minus(ago).plus(settings.timeout());
            if (resumed) {
                // Its place in the queue of the resumed waits, and then one window.
                Instant window = now.plusMillis(100L * waits.size()).plus(settings.giveUpAfter());
                latest = window.isAfter(latest) ? window : latest;
            }
            wait = watcher.watch(
                    new WaitRequest(
                            VirtualWatch.address(run),
                            this,
                            settings,
                            currentLimits,
                            time.now().minus(ago),
                            resumed),
                    this);
            if (chance(0.15)) {
                time.at(now.plus(between(Duration.ofMillis(1), Duration.ofHours(2))), this::cancel);
            }
        }

        private void cancel() {
            if (wait.cancel()) {
                check(ends == 0, "cancelled after its end");
                cancelled = true;
            }
        }

        private void called(boolean end) {
            check(ends == 0 && !cancelled && !closed, "called after the end");
            if (end) {
                ends++;
                check(!time.monotonic().isAfter(latest.plus(ActiveWait.LAST_LOOK)), "late end at " + time.monotonic());
            } else if (chance(0.01)) {
                cancel();
            }
            if (throwing && chance(0.3)) {
                throw thrown();
            }
        }

        @Override
        public void progress(RunSummary summary, Instant nextPoll) {
            called(false);
        }

        @Override
        public void trouble(ApiFailure failure, Instant nextPoll) {
            called(false);
        }

        @Override
        public void paused(Instant nextPoll) {
            check(nextPoll.isAfter(time.now()), "a pause in the past");
            called(false);
        }

        @Override
        public void completed(RunSummary summary, RunBody body) {
            bodies.add(body);
            completed = true;
            check(!time.monotonic().isBefore(completions.get(run)), "completed before the run was");
            called(true);
            body.close();
        }

        @Override
        public void failed(WaitFailure failure) {
            check(!failure.waited().isNegative(), "a negative time");
            called(true);
        }

        @Override
        public CompletableFuture<Credential> resolve() {
            resolved++;
            Credential credential = client(client, rotates ? "secret-" + resolved / 3 : "secret");
            if (!chance(0.3 * misbehavior)) {
                return CompletableFuture.completedFuture(credential);
            }
            CompletableFuture<Credential> future = new CompletableFuture<>();
            Duration later = between(Duration.ofMillis(1), Duration.ofHours(1));
            switch (random.nextInt(6)) {
                case 0 -> throw thrown();
                case 1 -> future.complete(null);
                case 2 -> future.completeExceptionally(new CredentialException("none"));
                case 3 -> future.completeExceptionally(new OutOfMemoryError(INJECTED));
                case 4 -> time.at(time.monotonic().plus(later), () -> future.complete(credential));
                default -> {
                    // It never comes.
                }
            }
            return future;
        }

        @Override
        public String name() {
            return "credential";
        }

        private boolean isActive() {
            return wait != null && ends == 0 && !cancelled && !closed;
        }

        private void check() {
            if (wait != null && !cancelled && !closed) {
                Campaign.this.check(ends == 1, "ended " + ends + " times");
            }
        }

        private void check(boolean holds, String otherwise) {
            Campaign.this.check(holds, run + ", wait " + waits.indexOf(this) + ": " + otherwise);
        }
    }

    private final class Api implements RunApi {
        @Override
        public <T> Runnable send(
                ApiRequest<T> request, AccessToken token, String id, Consumer<ApiResponse<T>> response) {
            throw new UnsupportedOperationException("Only runs are polled here");
        }

        @Override
        public Runnable get(RunAddress address, AccessToken token, String correlationId, Consumer<RunAnswer> answer) {
            if (!peace) {
                requests.computeIfAbsent(tokens.clients.get(token), any -> new ArrayList<>())
                        .add(time.monotonic());
            }
            underWay++;
            check(underWay <= slots, "a request queues in the client");
            AtomicBoolean open = new AtomicBoolean(true);
            Consumer<RunAnswer> once = response -> {
                if (open.compareAndSet(true, false)) {
                    underWay--;
                    deliver(address.runId(), token, response, answer);
                } else if (response instanceof RunAnswer.Found found && found.body() != null) {
                    found.body().close();
                }
            };
            Runnable cancel = () -> {
                if (open.compareAndSet(true, false)) {
                    underWay--;
                    if (chance(0.9)) {
                        answer.accept(Answers.failed(ApiFailure.Kind.UNREACHABLE));
                    }
                    if (!peace && chance(0.05 * misbehavior)) {
                        throw thrown();
                    }
                }
            };
            Duration latency = between(Duration.ofMillis(1), chance(0.2) ? LONGEST_RESPONSE : Duration.ofSeconds(2));
            Supplier<RunAnswer> response = () -> response(address.runId(), token);
            if (peace || !chance(misbehavior)) {
                time.at(time.monotonic().plus(latency), () -> once.accept(response.get()));
                return cancel;
            }
            switch (random.nextInt(8)) {
                case 0 -> {
                    underWay--;
                    open.set(false);
                    if (chance(0.1)) {
                        throw thrown();
                    }
                    answer.accept(Answers.failed(ApiFailure.Kind.UNREACHABLE));
                }
                case 1 ->
                    time.at(time.monotonic().plus(latency), () -> {
                        RunAnswer twice = response.get();
                        once.accept(twice);
                        answer.accept(response.get());
                    });
                case 2 -> {
                    if (chance(0.9)) {
                        time.at(time.monotonic().plus(latency), () -> once.accept(failure()));
                    }
                }
                case 3 -> {
                    if (chance(0.2)) {
                        // It comes, and then the client fails.
                        once.accept(failure());
                        throw thrown();
                    }
                    once.accept(failure());
                }
                default -> time.at(time.monotonic().plus(latency), () -> once.accept(failure()));
            }
            return cancel;
        }

        /** Where the API reports that the run is completed, its waits get to know. */
        private void deliver(String run, AccessToken token, RunAnswer response, Consumer<RunAnswer> answer) {
            Set<Watched> concerned = new HashSet<>();
            boolean isEnd = response instanceof RunAnswer.Found found
                    && found.summary().run().isCompleted();
            answer.accept(response);
            if (!isEnd || peace) {
                return;
            }
            String client = tokens.clients.get(token);
            for (Watched wait : waits) {
                // Whose credential is always the same one polls with the others that have it.
                if (wait.run.equals(run)
                        && wait.isActive()
                        && wait.resolved > 0
                        && misbehavior == 0
                        && client.equals("client-" + wait.client)) {
                    concerned.add(wait);
                }
            }
            time.execute(() -> concerned.forEach(
                    wait -> wait.check(wait.completed || wait.cancelled || wait.closed, "has not heard of the end")));
        }

        private RunAnswer response(String run, AccessToken token) {
            if (!peace && chance(0.01)) {
                return Answers.failed(ApiFailure.Kind.UNAUTHORIZED);
            }
            if (time.monotonic().isBefore(completions.get(run))) {
                return chance(0.5)
                        ? Answers.executing()
                        : Answers.executingSince(time.now().minus(between(Duration.ofSeconds(1), Duration.ofDays(2))));
            }
            RunAnswer.Found found = (RunAnswer.Found) Answers.completed();
            bodies.add(found.body());
            return found;
        }

        private RunAnswer failure() {
            ApiFailure.Kind kind = pick(
                    ApiFailure.Kind.UNAVAILABLE,
                    ApiFailure.Kind.UNREACHABLE,
                    ApiFailure.Kind.NOT_A_RUN,
                    ApiFailure.Kind.THROTTLED,
                    pick(ApiFailure.Kind.values()));
            Duration retryAfter = chance(0.5) ? null : between(Duration.ofMillis(1), Duration.ofDays(1));
            return new RunAnswer.Failed(Answers.failure(kind, retryAfter));
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
            if (chance(0.1)) {
                throw thrown();
            }
        }
    }

    private final class Tokens implements TokenIssuer {
        private final Map<String, AccessToken> issued = new HashMap<>();
        private final Map<AccessToken, String> clients = new HashMap<>();
        private int number;

        @Override
        public CompletableFuture<AccessToken> token(Credential credential, String correlationId) {
            AccessToken known = issued.get(credential.digest());
            if (known != null && !chance(0.02)) {
                return CompletableFuture.completedFuture(known);
            }
            CompletableFuture<AccessToken> future = new CompletableFuture<>();
            Runnable issue = () -> {
                AccessToken token = AccessToken.of("issued-" + ++number);
                clients.put(token, ((Credential.Client) credential).clientId());
                issued.put(credential.digest(), token);
                future.complete(token);
            };
            Instant later = time.monotonic().plus(between(Duration.ofMillis(1), Duration.ofMinutes(2)));
            if (peace || !chance(0.5 * misbehavior)) {
                if (chance(0.5)) {
                    issue.run();
                } else {
                    time.at(later, issue);
                }
                return future;
            }
            TokenException refusal = new TokenException(
                    Answers.failure(pick(ApiFailure.Kind.TOKEN_UNAVAILABLE, ApiFailure.Kind.TOKEN_REFUSED), null));
            switch (random.nextInt(10)) {
                case 0 -> throw thrown();
                case 1 -> time.at(later, () -> future.completeExceptionally(new OutOfMemoryError(INJECTED)));
                case 2, 3 -> {
                    // It never comes.
                }
                case 4 -> future.completeExceptionally(refusal);
                default -> time.at(later, () -> future.completeExceptionally(refusal));
            }
            return future;
        }

        @Override
        public boolean reject(Credential credential, AccessToken rejected) {
            if (!peace && chance(0.05 * misbehavior)) {
                throw thrown();
            }
            issued.remove(credential.digest(), rejected);
            return true;
        }

        @Override
        public void close() {
            issued.clear();
        }
    }
}
