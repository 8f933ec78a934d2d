package io.jenkins.plugins.synchronization.benchmarks.waiting;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunApi;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.client.TokenIssuer;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import io.jenkins.plugins.synchronization.engine.polling.RunWatcher;
import io.jenkins.plugins.synchronization.engine.polling.Scheduler;
import io.jenkins.plugins.synchronization.engine.polling.VirtualScheduler;
import io.jenkins.plugins.synchronization.engine.polling.WaitRequest;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** The engine's watcher on virtual time, with one bearer token for all waits. */
final class Watching {

    static final String CONNECTION = "MWplZe9Uf0iR1IDMqyOMLry641hUCa9JjxI3cYz8uCg";

    private static final CredentialSource CREDENTIALS = new CredentialSource() {
        private final Credential credential = new Credential.Bearer(AccessToken.of("simulated"));

        @Override
        public CompletableFuture<Credential> resolve() {
            return CompletableFuture.completedFuture(credential);
        }

        @Override
        public String name() {
            return "simulated";
        }
    };

    private Watching() {}

    static RunWatcher watcher(Scheduler scheduler, RunApi api) {
        return new RunWatcher(scheduler, api, new BearerTokens(), new SplittableRandom(42));
    }

    static WaitRequest request(String runId, RequestLimits limits, Scheduler scheduler) {
        return WaitRequest.begin(
                new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.MANIFEST, CONNECTION, runId),
                CREDENTIALS,
                WaitSettings.DEFAULTS,
                () -> limits,
                scheduler.now());
    }

    /**
     * Waits for runs that begin at once and take 2 min to 4 h, spread evenly over watchers, which are closed at the end.
     *
     * @return how long after its end each run was detected, in seconds, in order; all were
     */
    static double[] delays(
            VirtualScheduler scheduler,
            SimulatedRuns api,
            List<RunWatcher> watchers,
            RequestLimits limits,
            int waits,
            long seed) {
        Endings endings = new Endings(scheduler);
        SplittableRandom random = new SplittableRandom(seed);
        Instant begin = scheduler.now();
        Duration[] lengths = new Duration[waits];
        for (int i = 0; i < waits; i++) {
            String run = "run-" + i;
            lengths[i] = PacingTable.logUniform(random, Duration.ofMinutes(2), Duration.ofHours(4));
            api.add(run, begin, lengths[i], "Success");
            watchers.get(i % watchers.size()).watch(request(run, limits, scheduler), endings.listener(run));
        }
        scheduler.runUntil(() -> endings.ended() == waits, begin.plus(Duration.ofHours(23)));
        watchers.forEach(RunWatcher::close);
        double[] delays = new double[waits];
        for (int i = 0; i < waits; i++) {
            Instant detected = endings.of("run-" + i).get(0).at();
            delays[i] = Duration.between(begin.plus(lengths[i]), detected).toMillis() / 1000.0;
        }
        Arrays.sort(delays);
        return delays;
    }

    private static final class BearerTokens implements TokenIssuer {
        @Override
        public CompletableFuture<AccessToken> token(Credential credential, String correlationId) {
            return CompletableFuture.completedFuture(((Credential.Bearer) credential).token());
        }

        @Override
        public boolean reject(Credential credential, AccessToken rejected) {
            return false;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
