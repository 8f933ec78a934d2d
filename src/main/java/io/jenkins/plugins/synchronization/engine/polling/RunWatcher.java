package io.jenkins.plugins.synchronization.engine.polling;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * Waits for runs, thousands at once, on one thread. Waits for the same run with the same credential share their polls;
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
    private final Set<WaitInFlight> waits = ConcurrentHashMap.newKeySet();
    private final Set<RunBody> arriving = ConcurrentHashMap.newKeySet();
    private final Map<PollLoop.Key, PollLoop> loops = new HashMap<>();
    private final Map<Subscription, RequestBudget> budgets = new HashMap<>();
    private Instant lastResumed = Instant.EPOCH;
    private volatile boolean closed;

    /**
     * Makes a watcher, which takes over what it is given and closes it in the end.
     *
     * @param scheduler its time and its thread, not null
     * @param api whom to ask for runs, not null
     * @param tokens whom to ask for tokens, not null
     * @param random for jitter, not null
     */
    public RunWatcher(Scheduler scheduler, RunApi api, TokenIssuer tokens, RandomGenerator random) {
        this.scheduler = scheduler;
        this.api = api;
        this.tokens = tokens;
        this.random = random;
    }

    /**
     * Begins to wait and returns at once. Once the watcher is closed, the wait is over from the start: nothing is asked, its
     * listener is never called, {@link #waits} does not have it, and {@link Wait#cancel} returns false.
     *
     * @param request what to wait for, not null
     * @param listener is told how it goes, on the watcher's thread, not null
     * @return the wait, never null
     */
    public Wait watch(WaitRequest request, WaitListener listener) {
        WaitInFlight wait = new WaitInFlight(this, request, listener);
        waits.add(wait);
        scheduler.execute(() -> wait.begin(request.resumed() ? nextResumed() : scheduler.now()));
        if (closed) {
            // Looked at after it was added: either this or close() finds it.
            wait.detach();
            waits.remove(wait);
        }
        return wait;
    }

    /** The waits in flight; a copy, empty once the watcher is closed. */
    public List<Wait> waits() {
        return List.copyOf(waits);
    }

    /**
     * Ends all requests and the thread. The waits are left as they are, and their listeners are not called any more, so
     * that whoever keeps them can begin them again later.
     */
    @Override
    public void close() {
        closed = true;
        waits.forEach(WaitInFlight::detach);
        waits.clear();
        scheduler.close();
        api.close();
        tokens.close();
        arriving.forEach(this::release);
    }

    /** Hands an answer over to the watcher's thread; its body is closed after that, or if the watcher closes before. */
    void arrived(RunAnswer answer, Consumer<RunAnswer> receiver) {
        RunBody body = answer instanceof RunAnswer.Found found ? found.body() : null;
        if (body == null) {
            scheduler.execute(() -> receiver.accept(answer));
            return;
        }
        arriving.add(body);
        boolean handedOver = scheduler.execute(() -> {
            if (arriving.remove(body)) {
                try (body) {
                    receiver.accept(answer);
                }
            }
        });
        if (!handedOver) {
            release(body);
        }
    }

    private void release(RunBody body) {
        if (arriving.remove(body)) {
            body.close();
        }
    }

    /** Waits that are resumed after a restart all come at once: each gets a place a little after the one before. */
    private Instant nextResumed() {
        Instant now = scheduler.now();
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

    PollLoop loop(PollLoop.Key key, Credential credential, WaitRequest request) {
        return loops.computeIfAbsent(key, any -> new PollLoop(key, credential, this, budget(credential, request)));
    }

    private RequestBudget budget(Credential credential, WaitRequest request) {
        if (budgets.size() >= MANY_BUDGETS) {
            budgets.values().removeIf(RequestBudget::isIdle);
        }
        Subscription subscription = new Subscription(request.address().server(), credential.subscription());
        return budgets.computeIfAbsent(subscription, any -> new RequestBudget(request.limits(), scheduler));
    }

    void forget(PollLoop loop) {
        loops.remove(loop.key(), loop);
    }

    void forget(WaitInFlight wait) {
        waits.remove(wait);
    }

    void report(Throwable bug) {
        LOGGER.log(Level.SEVERE, "A wait for a synchronization run failed", bug);
    }
}
