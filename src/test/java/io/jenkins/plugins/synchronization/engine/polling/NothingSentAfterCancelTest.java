package io.jenkins.plugins.synchronization.engine.polling;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.HttpSettings;
import io.jenkins.plugins.synchronization.engine.client.OAuthTokenIssuer;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunClient;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A wait that is cancelled during a token exchange: its token is never sent, as the server counts. */
class NothingSentAfterCancelTest {

    private final MockWebServer api = new MockWebServer();
    private final MockWebServer tokens = new MockWebServer();
    private final CountDownLatch issue = new CountDownLatch(1);
    private final ExecutorScheduler scheduler = new ExecutorScheduler("nothing-sent");
    private RunWatcher watcher;
    private OAuthTokenIssuer issuer;

    @BeforeEach
    void start() throws IOException {
        tokens.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                issue.await(20, SECONDS);
                return new MockResponse().setBody("{\"access_token\":\"issued\",\"expires_in\":3600}");
            }
        });
        api.start();
        tokens.start();
        HttpSettings settings = HttpSettings.of("test/1");
        issuer = new OAuthTokenIssuer(new OkHttpClient(), settings, scheduler::now);
        watcher = new RunWatcher(
                scheduler, new RunClient(new OkHttpClient(), settings, scheduler::now), issuer, new Random(1));
    }

    @AfterEach
    void stop() throws IOException {
        issue.countDown();
        watcher.close();
        api.shutdown();
        tokens.shutdown();
    }

    @Test
    void aTokenThatComesAfterTheWaitWasCancelledIsNotSent() throws InterruptedException {
        Credential client = new Credential.Client(
                "id", "secret", ServerUrl.parse("http://localhost:" + tokens.getPort() + "/token"));
        Wait wait = watcher.watch(
                WaitRequest.begin(
                        new RunAddress(
                                ServerUrl.parse("http://localhost:" + api.getPort()),
                                ConnectionType.MANIFEST,
                                "c",
                                "r"),
                        ScriptedSource.of(any -> CompletableFuture.completedFuture(client)),
                        WaitSettings.DEFAULTS,
                        () -> RequestLimits.SMALLEST_TIER,
                        scheduler.now()),
                new RecordingListener());
        assertThat(tokens.takeRequest(20, SECONDS)).isNotNull();

        assertThat(wait.cancel()).isTrue();
        issue.countDown();

        // The token has come, and all that the watcher does with it is done.
        issuer.token(client, "correlation").orTimeout(20, SECONDS).join();
        CountDownLatch done = new CountDownLatch(1);
        scheduler.execute(() -> scheduler.execute(done::countDown));
        assertThat(done.await(20, SECONDS)).isTrue();
        assertThat(api.takeRequest(200, java.util.concurrent.TimeUnit.MILLISECONDS))
                .isNull();
        assertThat(api.getRequestCount()).isZero();
        assertThat(tokens.getRequestCount()).isEqualTo(1);
    }
}
