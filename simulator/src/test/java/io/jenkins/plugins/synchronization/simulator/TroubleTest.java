package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TroubleTest {

    private final ManualClock clock = new ManualClock();
    private SimulatedApi api;
    private ApiClient client;

    private void startWith(String troublesAndLimits) throws Exception {
        api = SimulatedApi.start(SimulatorOptions.of(Scenario.parse(
                        "states: [{state: Executing, for: 1m}]\nresult: Success\njobs: []\n" + troublesAndLimits))
                .withClock(clock));
        client = new ApiClient(api);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private List<Integer> statuses(int requests) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            statuses.add(client.get().statusCode());
        }
        return statuses;
    }

    @Test
    void aRangeOfRequestsIsStruck() throws Exception {
        startWith("troubles: [{onRequests: 2..3, status: 500}, {onRequests: 5.., status: 502}]");

        assertThat(statuses(6)).containsExactly(200, 500, 500, 200, 502, 502);
    }

    @Test
    void eachNthRequestIsStruck() throws Exception {
        startWith("troubles: [{every: 3, status: 504}]");

        assertThat(statuses(6)).containsExactly(200, 200, 504, 200, 200, 504);
    }

    @Test
    void aStretchOfRunTimeIsStruck() throws Exception {
        startWith("troubles: [{from: 10s, until: 20s, status: 401}]");
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            seen.addAll(statuses(1));
            clock.advance(Duration.ofSeconds(8));
        }

        assertThat(seen).containsExactly(200, 200, 401, 200);
    }

    @Test
    void theRunIsNotFoundForItsFirstSeconds() throws Exception {
        startWith("troubles: [{notFoundFor: 5s}]");

        HttpResponse<String> first = client.get();
        assertThat(first.statusCode()).isEqualTo(404);
        assertThat(first.body()).contains("\"ManifestConnectionRunNotFound\"");
        clock.advance(Duration.ofSeconds(5));
        assertThat(statuses(1)).containsExactly(200);
    }

    @Test
    void retryAfterIsToldInSecondsAsADateOrInAnyWords() throws Exception {
        startWith("troubles: [{onRequests: 1, status: 429, retryAfter: 3}, {onRequests: 2, status: 429, retryAfter:"
                + " date+3}, {onRequests: 3, status: 429, retryAfter: soon}, {onRequests: 4, status: 429}]");

        assertThat(client.get().headers().firstValue("Retry-After")).contains("3");
        assertThat(client.get().headers().firstValue("Retry-After")).contains("Sun, 01 Mar 2026 10:00:03 GMT");
        assertThat(client.get().headers().firstValue("Retry-After")).contains("soon");
        HttpResponse<String> last = client.get();
        assertThat(last.headers().firstValue("Retry-After")).isEmpty();
        assertThat(last.body()).contains("\"RateLimitExceeded\"");
    }

    @Test
    void aRefusalComesInTheFormThatTheScenarioWants() throws Exception {
        startWith(
                "troubles: [{onRequests: 1, status: 503, body: html, message: <b>down</b>}, {onRequests: 2, status: 401,"
                        + " body: legacy, message: No.}, {onRequests: 3, status: 500, body: empty}, {onRequests: 4, status: 302,"
                        + " location: 'http://127.0.0.1:1/'}, {onRequests: 5, status: 403, code: Own, message: Words}]");

        HttpResponse<String> html = client.get();
        assertThat(html.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(html.body()).startsWith("<html>").contains("503 &lt;b>down");
        assertThat(client.get().body()).isEqualTo("{\"statusCode\":401,\"message\":\"No.\"}");
        assertThat(client.get().body()).isEmpty();
        HttpResponse<String> redirect = client.get();
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Location")).contains("http://127.0.0.1:1/");
        assertThat(client.get().body()).isEqualTo("{\"error\":{\"code\":\"Own\",\"message\":\"Words\"}}");
    }

    @Test
    void aBodyIsCutShortOfItsPromisedLength() throws Exception {
        startWith("troubles: [{onRequests: 1, cutShort: 50}, {onRequests: 2, cutShort: 0}]");

        assertThatThrownBy(client::get).isInstanceOf(IOException.class).hasMessageContaining("bytes received: 50");
        assertThatThrownBy(client::get).isInstanceOf(IOException.class);
        assertThat(statuses(1)).containsExactly(200);
    }

    @Test
    void aStreamedBodyIsCutShortToo() throws Exception {
        api = SimulatedApi.start(SimulatorOptions.of(Scenario.parse(
                "states: [{state: Executing, for: 1m}]\nresult: Success\njobs: [{generate: {count: 5000}}]\n"
                        + "troubles: [{cutShort: 100000}]")));
        client = new ApiClient(api);

        assertThatThrownBy(client::get).isInstanceOf(IOException.class);
    }

    @Test
    void aSlowBodyArrivesWholeInTheEnd() throws Exception {
        startWith("troubles: [{onRequests: 1, slowBody: 100ms}]");

        String slow = client.get().body();
        assertThat(slow).isEqualTo(client.get().body());
    }

    @Test
    void closingEndsASlowBody() throws Exception {
        startWith("troubles: [{slowBody: 24h}]");
        HttpResponse<java.io.InputStream> response = client.send(client.runRequest(), BodyHandlers.ofInputStream());
        assertThat(response.body().read()).isEqualTo('{');

        api.close();
        assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void theTokenEndpointHasTroublesOfItsOwn() throws Exception {
        startWith("troubles: [{at: token, onRequests: 1, status: 503}]");

        assertThat(client.token("").statusCode()).isEqualTo(503);
        assertThat(client.token("").statusCode()).isEqualTo(401);
        assertThat(statuses(1)).containsExactly(200);
    }

    @Test
    void theMinuteLimitIsCountedAndTellsWhenToComeBack() throws Exception {
        startWith("limits: {perMinute: 2}");

        assertThat(statuses(1)).containsExactly(200);
        clock.advance(Duration.ofSeconds(20));
        assertThat(statuses(1)).containsExactly(200);
        HttpResponse<String> refused = client.get();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("40");
        clock.advance(Duration.ofMillis(39_999));
        assertThat(client.get().headers().firstValue("Retry-After"))
                .as("never 0 while requests are refused")
                .contains("1");
        clock.advance(Duration.ofMillis(1));
        assertThat(statuses(2)).containsExactly(200, 429);
    }

    @Test
    void theHourLimitIsCountedOverAllRuns() throws Exception {
        startWith("limits: {perHour: 2}");
        api.addRun("second", Scenario.named("success"));

        assertThat(statuses(1)).containsExactly(200);
        HttpResponse<String> other =
                client.send(client.request(client.runUrl("storageconnections", api.connectionId(), "second")));
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(client.get().headers().firstValue("Retry-After")).contains("3600");
    }

    @Test
    void theBodyIsZippedOnDemandOnly() throws Exception {
        startWith("");
        HttpResponse<byte[]> zipped =
                client.send(client.runRequest().header("Accept-Encoding", "br, gzip"), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> refused =
                client.send(client.runRequest().header("Accept-Encoding", "gzip;q=0"), BodyHandlers.ofByteArray());

        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(refused.body());
        assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void anEmptyBodyStaysEmptyForAClientThatTakesGzip() throws Exception {
        startWith("troubles: [{status: 503, body: empty}]");
        HttpResponse<byte[]> response =
                client.send(client.runRequest().header("Accept-Encoding", "gzip"), BodyHandlers.ofByteArray());

        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    }
}
