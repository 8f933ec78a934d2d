package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiRequest;
import io.jenkins.plugins.synchronization.engine.client.ApiResponse;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.client.RunApi;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.client.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * Waits for runs, thousands at once, and starts them, on one thread. Waits for the same run with the same credential share their polls;
 * waits on the same subscription share its limits. Its methods may be called from any thread.
 */
public final class RunWatcher implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(RunWatcher.class.getName());
    private static final Duration BETWEEN_RESUMED = Duration.ofMillis(100);
    private static final int MANY_BUDGETS = 100;

    private record Subscription(ServerUrl server, String name) {}

    private final Scheduler scheduler;
    private final RunApi api;
    private final TokenIssuer tokens;
    private final RandomGenerator random;
    private final Set<ActiveWait> waits = ConcurrentHashMap.newKeySet();
    private final Set<RequestSession> sessions = ConcurrentHashMap.newKeySet();
    private final Set<RunBody> arriving = ConcurrentHashMap.newKeySet();
    private final Map<PollLoop.Key, PollLoop> loops = new HashMap<>();
    private final Map<Subscription, RequestBudget> budgets = new HashMap<>();
    private final Map<ServerUrl, RequestSlots> slots = new HashMap<>();
    private Instant lastResumed = Instant.EPOCH;
    private volatile boolean closed;

    /** Makes a watcher, which takes over what it is given and closes it in the end; {@code random} is for jitter. */
    public RunWatcher(Scheduler scheduler, RunApi api, TokenIssuer tokens, RandomGenerator random) {
        this.scheduler = scheduler;
        this.api = api;
        this.tokens = tokens;
        this.random = random;
    }

    /**
     * Begins to wait and returns at once; the listener is called on the watcher's thread. Once the watcher is closed, the
     * wait has ended from the start: nothing is sent, its listener is never called, {@link #waits} does not have it, and
     * {@link Wait#cancel} returns false.
     */
    public Wait watch(WaitRequest request, WaitListener listener) {
        ActiveWait wait = new ActiveWait(this, request, listener);
        waits.add(wait);
        boolean begins = false;
        try {
            begins = scheduler.execute(wait::begin);
        } finally {
            // Looked at after it was added: either this or close() finds it.
            if (!begins || closed) {
                wait.detach();
                waits.remove(wait);
            }
        }
        return wait;
    }

    /**
     * Starts a run and returns at once; the listener is called on the watcher's thread. Once the watcher is closed, nothing
     * is sent and the listener is never called.
     */
    public Operation start(StartRequest request, StartListener listener) {
        return begin(new RunStart(this, request, listener).session());
    }

    /** Finds the newest run of a connection and returns at once; otherwise like {@link #start}. */
    public Operation findLatest(RequestTerms terms, LatestRunListener listener) {
        return begin(new LatestRun(this, terms, listener).session());
    }

    private Operation begin(RequestSession session) {
        sessions.add(session);
        boolean begins = false;
        try {
            begins = scheduler.execute(session::begin);
        } finally {
            // As in watch: either this or close() finds it.
            if (!begins || closed) {
                session.detach();
                sessions.remove(session);
            }
        }
        return session;
    }

    /**
     * Lists the names of the files of a storage connection. Manifest connections have none to list.
     *
     * @param request names the connection, and how to ask for it; its run is of no importance
     * @return completes on the watcher's thread, within half a minute and never with an exception: with the names that were
     *     found, be it none. Does not complete if the watcher closes first.
     */
    public CompletableFuture<ListedNames> fileNames(WaitRequest request) {
        CompletableFuture<ListedNames> listed = new CompletableFuture<>();
        if (request.address().type() == ConnectionType.STORAGE) {
            scheduler.execute(new NamesListing(this, request, listed)::begin);
        } else {
            listed.complete(ListedNames.NONE);
        }
        return listed;
    }

    /** The active waits; a copy, empty once the watcher is closed. */
    public List<Wait> waits() {
        return List.copyOf(waits);
    }

    /**
     * Ends all requests and the thread. The waits are left as they are: no call of their listeners begins after this
     * returned, so that whoever stores them can begin them again later. A call that had begun before may still be running.
     */
    @Override
    public void close() {
        closed = true;
        waits.forEach(ActiveWait::detach);
        waits.clear();
        sessions.forEach(RequestSession::detach);
        sessions.clear();
        attempt(scheduler::close);
        attempt(api::close);
        attempt(tokens::close);
        arriving.forEach(this::release);
    }

    /**
     * Hands a response over to the watcher's thread; its body is closed after that, or if the watcher closes before. May be
     * called on any thread, and throws nothing.
     */
    void arrived(RunAnswer answer, Consumer<RunAnswer> receiver) {
        RunBody body = answer instanceof RunAnswer.Found found ? found.body() : null;
        if (body == null) {
            attempt(() -> scheduler.execute(() -> receiver.accept(answer)));
            return;
        }
        boolean handedOver = false;
        try {
            arriving.add(body);
            handedOver = scheduler.execute(() -> {
                if (arriving.remove(body)) {
                    try (body) {
                        receiver.accept(answer);
                    }
                }
            });
        } catch (Throwable bug) {
            report(bug);
        }
        if (!handedOver) {
            release(body);
        }
    }

    /** Sends a request; its receiver gets the response on the watcher's thread. Returns what cancels it. */
    <T> Runnable send(
            ApiRequest<T> request, AccessToken token, String correlationId, Consumer<ApiResponse<T>> receiver) {
        return api.send(
                request,
                token,
                correlationId,
                response -> attempt(() -> scheduler.execute(() -> receiver.accept(response))));
    }

    private void release(RunBody body) {
        if (arriving.remove(body)) {
            body.close();
        }
    }

    /** Waits that are resumed after a restart all come at once: each gets a place a little after the one before. */
    Instant nextResumed() {
        Instant now = scheduler.monotonic();
        Instant place = lastResumed.plus(BETWEEN_RESUMED);
        lastResumed = place.isAfter(now) ? place : now;
        return lastResumed;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    RunApi api() {
        return api;
    }

    TokenIssuer tokens() {
        return tokens;
    }

    RandomGenerator random() {
        return random;
    }

    PollLoop loop(PollLoop.Key key, Credential credential) {
        return loops.computeIfAbsent(
                key,
                any -> new PollLoop(key, credential, this, budget(key.address().server(), credential)));
    }

    RequestBudget budget(ServerUrl server, Credential credential) {
        if (budgets.size() >= MANY_BUDGETS) {
            budgets.values().removeIf(RequestBudget::isIdle);
        }
        Subscription subscription = new Subscription(server, credential.subscription());
        return budgets.computeIfAbsent(subscription, any -> new RequestBudget(slots(server), scheduler));
    }

    private RequestSlots slots(ServerUrl server) {
        return slots.computeIfAbsent(server, any -> new RequestSlots(api.concurrentRequests()));
    }

    void forget(PollLoop loop) {
        loops.remove(loop.key(), loop);
    }

    void forget(ActiveWait wait) {
        waits.remove(wait);
    }

    void forget(RequestSession session) {
        sessions.remove(session);
    }

    /** When something began, by the monotonic clock. */
    Instant begun(Instant timeOfDay) {
        Duration ago = Duration.between(timeOfDay, scheduler.now());
        // A clock that was set back since, or another machine's, may say that it begins in the future.
        return scheduler.monotonic().minus(ago.isNegative() ? Duration.ZERO : ago);
    }

    /** Runs something that may throw anything, which is logged. */
    void attempt(Runnable step) {
        attempt(step, bug -> {});
    }

    /** Runs something that may throw anything, which is logged and handed over. */
    void attempt(Runnable step, Consumer<Throwable> onBug) {
        try {
            step.run();
        } catch (Throwable bug) {
            report(bug);
            onBug.accept(bug);
        }
    }

    /** A bug in words; its own may fail as well. */
    String describe(Throwable bug) {
        try {
            return bug.toString();
        } catch (Throwable another) {
            report(another);
            return bug.getClass().getName();
        }
    }

    void report(Throwable bug) {
        try {
            LOGGER.log(Level.SEVERE, "Waiting for a synchronization run failed", bug);
        } catch (Throwable noLog) {
            // A log handler that fails must not keep a wait from ending.
        }
    }
}
