package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunClientRequestTest {

    @RegisterExtension
    private final LoopbackApi api = new LoopbackApi();

    @Test
    void aRequestCarriesWhatTheApiWantsToKnow() throws InterruptedException {
        api.server().enqueue(new MockResponse().setBody(LoopbackApi.EXECUTING));

        api.ask();

        RecordedRequest request = api.server().takeRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getHeaders().values("Accept"))
                .containsExactly("application/vnd.bentley.itwin-platform.v1+json");
        assertThat(request.getHeaders().values("Authorization")).containsExactly("Bearer a-good-token");
        assertThat(request.getHeaders().values("User-Agent")).containsExactly("test/1");
        assertThat(request.getHeaders().values("X-Correlation-Id")).containsExactly(LoopbackApi.CORRELATION_ID);
        assertThat(request.getHeader("Accept-Encoding")).isEqualTo("gzip");
        assertThat(request.getHeader("Cookie")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"MANIFEST, manifestconnections", "STORAGE, storageconnections"})
    void thePathNamesTheConnectionInLowerCase(ConnectionType type, String segment) throws InterruptedException {
        api.server().enqueue(new MockResponse().setBody(LoopbackApi.EXECUTING));
        ServerUrl server = api.address().server();

        api.ask(new RunAddress(server, type, "Ab-c_1", "d6ecbdc8"));

        assertThat(api.server().takeRequest().getPath())
                .isEqualTo("/synchronization/imodels/" + segment + "/Ab-c_1/runs/d6ecbdc8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gateway/bentley", "/gateway/bentley/"})
    void aServersOwnPathComesBeforeTheApis(String path) throws InterruptedException {
        api.server().enqueue(new MockResponse().setBody(LoopbackApi.EXECUTING));
        ServerUrl server = ServerUrl.parse(api.address().server() + path);

        api.ask(new RunAddress(server, ConnectionType.MANIFEST, "c", "r"));

        assertThat(api.server().takeRequest().getPath())
                .isEqualTo("/gateway/bentley/synchronization/imodels/manifestconnections/c/runs/r");
    }

    @Test
    void aCompressedBodyIsReadAndKeptDecoded() throws IOException {
        api.server()
                .enqueue(
                        new MockResponse().setHeader("Content-Encoding", "gzip").setBody(gzip(LoopbackApi.COMPLETED)));

        RunAnswer.Found found = (RunAnswer.Found) api.ask();

        assertThat(found.summary().run().isCompleted()).isTrue();
        try (RunBody body = found.body()) {
            assertThat(body.open()).hasContent(LoopbackApi.COMPLETED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        ApiFailure failure = api.failureAfter(new MockResponse()
                .setResponseCode(status)
                .setHeader("Location", api.server().url("/elsewhere").toString()));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.REDIRECTED);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(api.server().getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED",
        "407, REFUSED",
        "408, UNAVAILABLE",
        "421, UNAVAILABLE",
        "429, THROTTLED",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void noRequestIsRepeatedSilently(int status, ApiFailure.Kind kind) {
        for (int i = 0; i < 3; i++) {
            api.server()
                    .enqueue(new MockResponse()
                            .setResponseCode(status)
                            .setHeader("Retry-After", "0")
                            .setHeader("WWW-Authenticate", "Basic realm=\"x\"")
                            .setHeader("Proxy-Authenticate", "Basic realm=\"x\""));
        }

        ApiFailure failure = api.failure();

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.retryAfter()).isZero();
        assertThat(api.server().getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISCONNECT_AFTER_REQUEST", "DISCONNECT_DURING_RESPONSE_BODY"})
    void aConnectionThatBreaksIsNotTriedAgainSilently(SocketPolicy policy) {
        api.server().enqueue(new MockResponse().setBody(LoopbackApi.COMPLETED).setSocketPolicy(policy));
        api.server().enqueue(new MockResponse().setBody(LoopbackApi.COMPLETED));

        assertThat(api.failure().kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        assertThat(api.server().getRequestCount()).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksWhenItIsUsedAgainIsNotReplacedSilently() {
        api.server().enqueue(new MockResponse().setBody(LoopbackApi.EXECUTING));
        api.server().enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
        api.server().enqueue(new MockResponse().setBody(LoopbackApi.EXECUTING));

        assertThat(api.ask()).isInstanceOf(RunAnswer.Found.class);
        assertThat(api.failure().kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        assertThat(api.server().getRequestCount()).isEqualTo(2);
    }

    @Test
    void cookiesAreNotSentBack() throws InterruptedException {
        MockResponse withCookie =
                new MockResponse().setBody(LoopbackApi.EXECUTING).setHeader("Set-Cookie", "session=1; Path=/");
        List.of(1, 2).forEach(any -> api.server().enqueue(withCookie));

        api.ask();
        api.ask();

        api.server().takeRequest();
        assertThat(api.server().takeRequest().getHeader("Cookie")).isNull();
    }

    private static Buffer gzip(String text) throws IOException {
        Buffer buffer = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(buffer))) {
            sink.writeUtf8(text);
        }
        return buffer;
    }
}
