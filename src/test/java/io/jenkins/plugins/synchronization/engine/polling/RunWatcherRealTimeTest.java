package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.Eventually;
import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.HttpSettings;
import io.jenkins.plugins.synchronization.engine.client.OAuthTokenIssuer;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunClient;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.simulator.RecordedRequest;
import io.jenkins.plugins.synchronization.simulator.Scenario;
import io.jenkins.plugins.synchronization.simulator.SimulatedApi;
import io.jenkins.plugins.synchronization.simulator.SimulatorOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole of it: a watcher on a real thread, over HTTP, with the simulated API and its token endpoint. */
class RunWatcherRealTimeTest {

    private static final WaitSettings QUICK = WaitSettings.DEFAULTS
            .withIntervals(Duration.ofMillis(100), Duration.ofMillis(200))
            .withTimeout(Duration.ofMinutes(1));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RecordingListener listener = new RecordingListener();
    private final Set<Thread> threadsBefore = threads();
    private SimulatedApi api;
    private RunWatcher watcher;

    @AfterEach
    void stop() {
        if (watcher != null) {
            watcher.close();
        }
        if (api != null) {
            api.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"success, Success", "partial-success, PartialSuccess", "canceled, Canceled", "flaky, Success"})
    void aScenarioIsWaitedForToItsEnd(String scenario, String result) throws Exception {
        start(Scenario.named(scenario), 20);

        watcher.watch(request(bearer(), QUICK), listener);
        Eventually.holds(listener::isOver);

        assertThat(listener.failed()).isNull();
        assertThat(listener.completed().run().result().text()).isEqualTo(result);
    }

    @Test
    void aClientsTokensAreExchangedAndRenewedWhileTheRunGoesOn() throws Exception {
        start(Scenario.parse("""
                states:
                  - {state: Executing, for: 1s}
                result: Success
                troubles:
                  - {onRequests: 2, status: 401}
                """), 1);

        watcher.watch(request(client(), QUICK), listener);
        Eventually.holds(listener::isOver);

        assertThat(listener.completed()).isNotNull();
        assertThat(api.requests().stream().filter(RecordedRequest::forToken)).hasSize(2);
        assertThat(listener.told()).containsOnlyOnce("trouble UNAUTHORIZED");
    }

    @Test
    void aBearerTokenThatEndsIsTheEndOfTheWait() throws Exception {
        start(Scenario.parse("states:\n  - {state: Executing, for: 1h}\nresult: Success\n"), 1);
        watcher.watch(request(bearer().fixed(), QUICK), listener);
        Eventually.holds(() -> listener.told().contains("progress"));

        api.rejectToken(api.validToken());
        Eventually.holds(listener::isOver);

        assertThat(listener.reason()).isEqualTo(WaitFailure.Reason.NOT_AUTHORIZED);
        assertThat(listener.failed().last().status()).isEqualTo(401);
    }

    @Test
    void cancellingFromAnotherThreadEndsTheRequestAtOnce() throws Exception {
        start(Scenario.parse("""
                states:
                  - {state: Executing, for: 1h}
                result: Success
                troubles:
                  - {onRequests: 1.., slowBody: 5m}
                """), 1);
        Wait wait = watcher.watch(request(bearer(), QUICK), listener);
        api.awaitRequest(any -> true, PATIENCE);

        assertThat(wait.cancel()).isTrue();

        Eventually.holds(() -> watcher.waits().isEmpty());
        assertThat(listener.told()).isEmpty();
    }

    @Test
    void closingLeavesNoThreadAndCallsNoListener() throws Exception {
        start(Scenario.parse("states:\n  - {state: Executing, for: 1h}\nresult: Success\n"), 1);
        watcher.watch(request(client(), QUICK), listener);
        Eventually.holds(() -> listener.told().size() > 1);

        watcher.close();
        api.close();

        Eventually.holds(() -> ownThreads().isEmpty());
        int told = listener.told().size();
        assertThat(listener.ends()).isZero();
        watcher.watch(request(client(), QUICK), listener);
        assertThat(listener.told()).hasSize(told);
    }

    @Test
    void threadsDoNotGrowWithWaits() throws Exception {
        Scenario hour = Scenario.parse("states:\n  - {state: Executing, for: 1h}\nresult: Success\n");
        start(hour, 1);
        List<RecordingListener> listeners = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            api.addRun("run-" + i, hour);
            RecordingListener own = new RecordingListener();
            listeners.add(own);
            watcher.watch(
                    WaitRequest.begin(
                            address("run-" + i),
                            bearer(),
                            WaitSettings.DEFAULTS,
                            () -> VirtualWatch.PLENTY,
                            Instant.now()),
                    own);
        }

        Eventually.holds(() -> listeners.stream().noneMatch(own -> own.told().isEmpty()));

        // One for the watcher, and for each of the 32 requests at a time one that begins while another ends.
        assertThat(ownThreads()).hasSizeLessThan(100);
    }

    private void start(Scenario scenario, double speed) throws IOException {
        api = SimulatedApi.start(SimulatorOptions.of(scenario).withSpeed(speed));
        HttpSettings http = HttpSettings.of("test/1");
        OkHttpClient base = new OkHttpClient();
        InstantSource clock = InstantSource.system();
        watcher = new RunWatcher(
                new ExecutorScheduler("itwin-synchronization-watcher"),
                new RunClient(base, http, clock),
                new OAuthTokenIssuer(base, http, clock),
                new Random());
    }

    private WaitRequest request(CredentialSource source, WaitSettings settings) {
        return WaitRequest.begin(address(api.runId()), source, settings, () -> VirtualWatch.PLENTY, Instant.now());
    }

    private RunAddress address(String run) {
        return new RunAddress(
                ServerUrl.parse(api.apiUrl().toString()),
                api.storage() ? ConnectionType.STORAGE : ConnectionType.MANIFEST,
                api.connectionId(),
                run);
    }

    private ScriptedSource bearer() {
        return ScriptedSource.of(
                any -> CompletableFuture.completedFuture(new Credential.Bearer(AccessToken.of(api.validToken()))));
    }

    private CredentialSource client() {
        return ScriptedSource.of(any -> CompletableFuture.supplyAsync(() -> new Credential.Client(
                api.clientId(),
                api.clientSecret(),
                ServerUrl.parse(api.tokenUrl().toString()))));
    }

    private Set<Thread> ownThreads() {
        Set<Thread> own = threads();
        own.removeAll(threadsBefore);
        return own;
    }

    /** The engine's threads; OkHttp renames them while they carry out a call. */
    static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("itwin-synchronization-")
                        || thread.getName().startsWith("OkHttp http"))
                .collect(Collectors.toSet());
    }
}
