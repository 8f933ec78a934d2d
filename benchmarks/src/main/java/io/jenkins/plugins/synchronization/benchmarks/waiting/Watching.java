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
import io.jenkins.plugins.synchronization.engine.polling.WaitRequest;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
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
