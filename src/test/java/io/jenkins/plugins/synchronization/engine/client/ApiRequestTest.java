package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.RunList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting, listing and finding runs over HTTP. */
class ApiRequestTest {

    private static final byte[] MANIFEST =
            "{ \"sourceFiles\" : [ {\"id\":\"ä\"} ] }\n".getBytes(StandardCharsets.UTF_8);
    private static final String BASE = "/synchronization/imodels/";

    @RegisterExtension
    final LoopbackApi api = new LoopbackApi();

    @Test
    void aManifestIsSentByteForByte() throws Exception {
        api.server().enqueue(new MockResponse().setResponseCode(202).setHeader("Location", location("r1")));

        StartResponse started = good(ApiRequest.start(manifestConnection(), Manifest.of(MANIFEST)));

        assertThat(started.run()).isEqualTo(manifestConnection().run("r1"));
        assertThat(started.alreadyActive()).isFalse();
        RecordedRequest sent = api.server().takeRequest();
        assertThat(sent.getRequestLine()).isEqualTo("POST " + BASE + "manifestconnections/c1/runs HTTP/1.1");
        assertThat(sent.getBody().readByteArray()).isEqualTo(MANIFEST);
        assertThat(sent.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(sent.getHeader("Authorization")).isEqualTo("Bearer a-good-token");
        assertThat(sent.getHeader("X-Correlation-Id")).isEqualTo(LoopbackApi.CORRELATION_ID);
    }

    @Test
    void aStorageConnectionIsStartedWithoutABody() throws Exception {
        api.server().enqueue(new MockResponse().setResponseCode(202).setHeader("Location", location("r1")));

        good(ApiRequest.start(storageConnection(), null));

        RecordedRequest sent = api.server().takeRequest();
        assertThat(sent.getRequestLine()).isEqualTo("POST " + BASE + "storageconnections/c1/run HTTP/1.1");
        assertThat(sent.getHeader("Content-Length")).isEqualTo("0");
    }

    @Test
    void aRedirectToTheActiveRunIsReadAndNotFollowed() {
        api.server().enqueue(new MockResponse().setResponseCode(303).setHeader("Location", location("other")));

        StartResponse active = good(ApiRequest.start(storageConnection(), null));

        assertThat(active.alreadyActive()).isTrue();
        assertThat(active.run()).isEqualTo(manifestConnection().run("other"));
        assertThat(api.server().getRequestCount()).isEqualTo(1);
    }

    @Test
    void aLocationElsewhereIsReportedWithoutTheToken() {
        api.server()
                .enqueue(new MockResponse()
                        .setResponseCode(202)
                        .setHeader("Location", "https://elsewhere.example/?token=a-good-token"));

        StartResponse started = good(ApiRequest.start(storageConnection(), null));

        assertThat(started.run()).isNull();
        assertThat(started.location()).isEqualTo("https://elsewhere.example/?token=[secret]");
    }

    @ParameterizedTest
    @CsvSource({"403, FORBIDDEN", "404, RUN_NOT_FOUND", "409, UNAVAILABLE", "422, INVALID_REQUEST", "302, REDIRECTED"})
    void anyOtherStatusIsAFailure(int status, ApiFailure.Kind kind) {
        api.server()
                .enqueue(new MockResponse()
                        .setResponseCode(status)
                        .setBody("{\"error\":{\"code\":\"Code\",\"message\":\"Because\"}}"));

        ApiFailure failure = failure(ApiRequest.start(storageConnection(), null));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo("Code");
        assertThat(failure.message()).isEqualTo("Because");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISCONNECT_AFTER_REQUEST", "NO_RESPONSE", "DISCONNECT_AT_START"})
    void aStartIsSentOnceWhateverHappens(SocketPolicy policy) {
        api.clientWith(LoopbackApi.impatient());
        api.server().enqueue(new MockResponse().setSocketPolicy(policy));
        api.server().enqueue(new MockResponse().setResponseCode(202).setHeader("Location", location("r1")));

        ApiFailure failure = failure(ApiRequest.start(manifestConnection(), Manifest.of(MANIFEST)));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        assertThat(api.server().getRequestCount()).isEqualTo(1);
    }

    @Test
    void aListIsReadWhateverElseIsInIt() throws Exception {
        api.server().enqueue(new MockResponse().setBody("""
                {"runs": [
                   {"id": "r1", "state": "Completed", "jobs": [{"id": "j", "tasks": [{"id": "t"}]}],
                    "startDateTime": "2026-11-23T12:00:00.1234567Z"},
                   {"state": "Executing"}, 7, null,
                   {"startDateTime": "0001-01-01T00:00:00Z", "state": "Queued", "id": "r2", "_links": {"next": null}}],
                 "_links": {"prev": {"href": "a"}, "next": {"href": "b"}}}
                """));

        RunList list = good(ApiRequest.runs(storageConnection(), 100, 50, true));

        assertThat(list.hasNext()).isTrue();
        assertThat(list.runs()).extracting(run -> run.id()).containsExactly("r1", "r2");
        assertThat(list.runs().get(0).isActive()).isFalse();
        assertThat(list.runs().get(0).start()).isEqualTo("2026-11-23T12:00:00.123456700Z");
        assertThat(list.runs().get(1).state().is(ExecutionState.QUEUED)).isTrue();
        assertThat(list.runs().get(1).start()).isNull();
        RecordedRequest sent = api.server().takeRequest();
        assertThat(sent.getPath()).isEqualTo(BASE + "storageconnections/c1/runs?$top=50&$skip=100");
        assertThat(sent.getHeader("Prefer")).isEqualTo("return=representation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "[]", "{}", "{\"runs\": 1}", "{\"runs\": [", ""})
    void whatIsNoListIsAFailure(String body) {
        api.server().enqueue(new MockResponse().setBody(body));

        assertThat(failure(ApiRequest.runs(storageConnection(), 0, 50, false)).kind())
                .isEqualTo(ApiFailure.Kind.NOT_A_RUN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'connection': {'id': 'c1', '_links': {'iModel': {'href': 'x'}, 'lastRun': {'href': '/imodels/storageconnections/c1/runs/r9'}}}}|r9",
                "{'connection': {'_links': {'lastRun': null}}}|",
                "{'connection': {'_links': {'lastRun': {'href': 'https://elsewhere.example/storageconnections/c1/runs/r9'}}}}|",
                "{}|"
            })
    void aConnectionLeadsToItsNewestRun(String body, String run) {
        api.server().enqueue(new MockResponse().setBody(body.replace('\'', '"')));

        assertThat(good(ApiRequest.lastRun(storageConnection())))
                .isEqualTo(Optional.ofNullable(run).map(storageConnection()::run));
    }

    private String location(String run) {
        return "http://127.0.0.1:" + api.server().getPort() + BASE + "manifestConnections/c1/runs/" + run;
    }

    private ConnectionAddress manifestConnection() {
        return new ConnectionAddress(api.address().server(), ConnectionType.MANIFEST, "c1");
    }

    private ConnectionAddress storageConnection() {
        return new ConnectionAddress(api.address().server(), ConnectionType.STORAGE, "c1");
    }

    private <T> T good(ApiRequest<T> request) {
        return ((ApiResponse.Good<T>) send(request)).value();
    }

    private ApiFailure failure(ApiRequest<?> request) {
        return ((ApiResponse.Failed<?>) send(request)).failure();
    }

    private <T> ApiResponse<T> send(ApiRequest<T> request) {
        CompletableFuture<ApiResponse<T>> response = new CompletableFuture<>();
        api.client().send(request, LoopbackApi.TOKEN, LoopbackApi.CORRELATION_ID, response::complete);
        return response.orTimeout(Duration.ofSeconds(20).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                .join();
    }
}
