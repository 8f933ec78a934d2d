package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RequestLogTest {

    private final ManualClock clock = new ManualClock();
    private final List<RecordedRequest> heard = new CopyOnWriteArrayList<>();

    private SimulatedApi start() throws Exception {
        return SimulatedApi.start(
                SimulatorOptions.of(Scenario.named("success")).withClock(clock).withListener(heard::add));
    }

    @Test
    void aRequestIsRecordedWithWhatCameAndWhatWasAnswered() throws Exception {
        try (SimulatedApi api = start()) {
            ApiClient client = new ApiClient(api);
            URI url = URI.create(client.runUrl(api.runId()) + "?detail=full");
            client.send(client.request(url).header("X-Correlation-Id", "abc"));

            assertThat(api.requests()).isEqualTo(heard).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("GET");
                assertThat(request.path()).endsWith("/runs/" + api.runId());
                assertThat(request.query()).isEqualTo("detail=full");
                assertThat(request.header("x-correlation-id")).isEqualTo("abc");
                assertThat(request.header("x-absent")).isEmpty();
                assertThat(request.time()).isEqualTo(clock.instant());
                assertThat(request.status()).isEqualTo(200);
                assertThat(request.forToken()).isFalse();
            });
        }
    }

    @Test
    void credentialsAreRecordedAsADigestOnly() throws Exception {
        try (SimulatedApi api = start()) {
            ApiClient client = new ApiClient(api);
            client.get();
            client.token("client_secret=" + api.clientSecret(), "Authorization", "Basic c2VjcmV0LXBhaXI=");

            assertThat(api.requests().toString())
                    .doesNotContain(api.validToken())
                    .doesNotContain("c2VjcmV0LXBhaXI=")
                    .doesNotContain(api.clientSecret());
            assertThat(api.requests().get(0).header("authorization")).matches("Bearer sha256:[0-9a-f]{12}");
            assertThat(api.requests().get(1).header("authorization")).matches("Basic sha256:[0-9a-f]{12}");
        }
    }

    @Test
    void aRequestCanBeAwaited() throws Exception {
        try (SimulatedApi api = start()) {
            CompletableFuture<RecordedRequest> awaited = CompletableFuture.supplyAsync(() -> {
                try {
                    return api.awaitRequest(RecordedRequest::forToken, Duration.ofSeconds(60));
                } catch (InterruptedException | TimeoutException e) {
                    throw new IllegalStateException(e);
                }
            });
            ApiClient client = new ApiClient(api);
            client.get();
            client.token("");

            assertThat(awaited.get(60, TimeUnit.SECONDS).path()).isEqualTo("/connect/token");
        }
    }

    @Test
    void awaitingInVainSaysHowManyOthersCame() throws Exception {
        try (SimulatedApi api = start()) {
            new ApiClient(api).get();

            assertThatThrownBy(() -> api.awaitRequest(RecordedRequest::forToken, Duration.ZERO))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("other requests: 1");
        }
    }
}
