package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.QueueDispatcher;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthTokenIssuerTest {

    private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");

    private final MockWebServer server = new MockWebServer();
    private volatile Instant now = BEGIN;
    private OAuthTokenIssuer issuer;
    private Credential.Client client;

    @BeforeEach
    void start() throws IOException {
        server.start();
        issuer = new OAuthTokenIssuer(new OkHttpClient(), LoopbackApi.patient(), () -> now, () -> now);
        client = client("service-1", "s3cret");
    }

    @AfterEach
    void stop() throws IOException {
        issuer.close();
        server.shutdown();
    }

    @Test
    void aBearerTokenIsGivenOutAsItIs() {
        Credential bearer = new Credential.Bearer(LoopbackApi.TOKEN);

        assertThat(issuer.token(bearer, "c")).isCompletedWithValue(LoopbackApi.TOKEN);
        assertThat(issuer.reject(bearer, LoopbackApi.TOKEN)).isFalse();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aTokenIsAskedForByTheClientCredentialsGrant() throws InterruptedException {
        client = client("service: 1", "s+c/r%t ä");
        issues("t1", "3600");

        assertThat(token().value()).isEqualTo("t1");

        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getPath()).isEqualTo("/connect/token");
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.getBody().readUtf8()).isEqualTo("grant_type=client_credentials&scope=itwin-platform");
        assertThat(request.getHeader("Accept")).isEqualTo("application/json");
        assertThat(request.getHeader("X-Correlation-Id")).isEqualTo("correlation");
        assertThat(request.getHeader("User-Agent")).isEqualTo("test/1");
        String basic = request.getHeader("Authorization").substring("Basic ".length());
        assertThat(new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8))
                .isEqualTo("service%3A+1:s%2Bc%2Fr%25t+%C3%A4");
    }

    @Test
    void oneRequestServesAllWhoAskAtOnce() {
        server.enqueue(
                tokenBody("{\"access_token\":\"t1\",\"expires_in\":3600}").setHeadersDelay(200, TimeUnit.MILLISECONDS));
        List<CompletableFuture<AccessToken>> futures = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            futures.add(issuer.token(client, "correlation"));
        }

        assertThat(futures)
                .allSatisfy(
                        future -> assertThat(LoopbackApi.join(future).value()).isEqualTo("t1"));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"3600, 3540", "121, 61", "120, 60", "119, 59", "10, 5", "1, 0", "'\"3600\"', 3540", "3600.9, 3540"})
    void aTokenIsKeptUntilAMinuteBeforeItsEndAndAShortOneForHalfItsLife(String life, int kept) {
        issues("t1", life);
        issues("t2", life);
        token();

        now = BEGIN.plusSeconds(kept).minusMillis(kept == 0 ? 0 : 1);
        if (kept > 0) {
            assertThat(token().value()).isEqualTo("t1");
        }
        now = BEGIN.plusSeconds(kept + 1);
        assertThat(token().value()).isEqualTo("t2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"t1\"}",
                "{\"access_token\":\"t1\",\"expires_in\":null}",
                "{\"expires_in\":\"soon\",\"access_token\":\"t1\"}",
                "{\"expires_in\":[1],\"access_token\":\"t1\",\"x\":{}}"
            })
    void aTokenWhoseLifeIsNotToldIsKeptForAWhile(String body) {
        server.enqueue(tokenBody(body));

        assertThat(token().value()).isEqualTo("t1");
        now = BEGIN.plusSeconds(60);
        assertThat(token().value()).isEqualTo("t1");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e300", "99999999999999999999", "9223372036854775807", "\"9223372036854775807\""})
    void anEndlessLifeIsBounded(String life) {
        issues("t1", life);
        issues("t2", life);
        token();

        now = BEGIN.plusSeconds(29L * 24 * 3600);
        assertThat(token().value()).isEqualTo("t1");
        now = BEGIN.plusSeconds(31L * 24 * 3600);
        assertThat(token().value()).isEqualTo("t2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "-1e300"})
    void aTokenWithoutALifeIsUsedOnce(String life) {
        issues("t1", life);
        issues("t2", life);

        assertThat(token().value()).isEqualTo("t1");
        assertThat(token().value()).isEqualTo("t2");
    }

    @Test
    void aRejectedTokenIsNotGivenOutAgain() {
        issues("t1", "3600");
        issues("t2", "3600");
        AccessToken first = token();

        assertThat(issuer.reject(client, first)).isTrue();
        AccessToken second = token();
        assertThat(second.value()).isEqualTo("t2");

        assertThat(issuer.reject(client, first)).as("rejected late").isTrue();
        assertThat(token()).isEqualTo(second);
    }

    @ParameterizedTest
    @CsvSource({
        "200, invalid_client, TOKEN_REFUSED",
        "200, unauthorized_client, TOKEN_REFUSED",
        "200, temporarily_unavailable, TOKEN_UNAVAILABLE",
        "200, server_error, TOKEN_UNAVAILABLE",
        "400, invalid_request, TOKEN_REFUSED",
        "400, invalid_client, TOKEN_REFUSED",
        "400, invalid_grant, TOKEN_REFUSED",
        "400, unauthorized_client, TOKEN_REFUSED",
        "400, unsupported_grant_type, TOKEN_REFUSED",
        "400, invalid_scope, TOKEN_REFUSED",
        "400, of_this_server_only, TOKEN_REFUSED",
        "400, temporarily_unavailable, TOKEN_UNAVAILABLE",
        "400, server_error, TOKEN_UNAVAILABLE",
        "401, invalid_client, TOKEN_REFUSED",
        "401, temporarily_unavailable, TOKEN_UNAVAILABLE",
        "403, access_denied, TOKEN_REFUSED",
        "404, invalid_client, TOKEN_REFUSED",
        "404, NotFound, TOKEN_ENDPOINT_NOT_FOUND",
        "429, slow_down, TOKEN_UNAVAILABLE",
        "500, invalid_client, TOKEN_UNAVAILABLE",
        "503, temporarily_unavailable, TOKEN_UNAVAILABLE"
    })
    void aCodeOfOAuthSaysMoreThanTheStatus(int status, String code, ApiFailure.Kind kind) {
        server.enqueue(tokenBody("{\"error\":\"" + code + "\",\"error_description\":\"Why: s3cret.\"}")
                .setResponseCode(status));

        ApiFailure failure = failure();

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).isEqualTo("Why: [secret].");
        assertThat(failure.tokenUrl()).isEqualTo(client.tokenUrl());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 304, 400, 403, 407, 409, 413, 421, 425, 451, 499, 501, 505, 520})
    void aPageThatIsNotOfATokenEndpointSaysNothingOfTheClient(int status) {
        server.enqueue(new MockResponse().setResponseCode(status).setBody(status == 304 ? "" : "<html>Blocked</html>"));

        assertThat(failure().kind()).isEqualTo(ApiFailure.Kind.TOKEN_UNAVAILABLE);
    }

    @Test
    void a401WithoutAnyCodeIsARefusal() {
        server.enqueue(new MockResponse().setResponseCode(401));

        assertThat(failure().kind()).isEqualTo(ApiFailure.Kind.TOKEN_REFUSED);
    }

    /** How many requests an hour of asking each 100 ms makes. */
    private int requestsInAnHour() {
        for (int tenth = 0; tenth < 36_000; tenth++) {
            now = BEGIN.plusMillis(100L * tenth);
            failure();
        }
        return server.getRequestCount();
    }

    private void always(MockResponse response) {
        QueueDispatcher dispatcher = new QueueDispatcher();
        dispatcher.setFailFast(response);
        server.setDispatcher(dispatcher);
    }

    @Test
    void anEndpointThatIsDownIsAskedAtMostOnceAMinuteHoweverManyWant() {
        always(tokenBody("<html>").setResponseCode(503));

        assertThat(requestsInAnHour()).isBetween(55, 70);
    }

    @Test
    void thePausesOfAnEndpointThatIsDownDoubleUpToAMinute() {
        always(tokenBody("").setResponseCode(503));

        assertThat(secondsOfRequests(250)).containsExactly(0, 2, 6, 14, 30, 62, 122, 182, 242);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void aRefusedClientAndAWrongUrlAreTriedAgainAfterHalfAMinuteThenEachMinute(int status) {
        always(tokenBody("").setResponseCode(status).setHeader("Retry-After", "1"));

        assertThat(secondsOfRequests(250)).containsExactly(0, 30, 90, 150, 210);
    }

    @Test
    void aRetryAfterShortensTheFirstPauseOnlyAndIsFollowedForADayAtMost() {
        always(tokenBody("").setResponseCode(503).setHeader("Retry-After", "1"));
        assertThat(secondsOfRequests(40)).containsExactly(0, 1, 5, 13, 29);

        client = client("service-2", "s3cret");
        always(tokenBody("").setResponseCode(503).setHeader("Retry-After", "172800"));
        failure();
        assertThat(failure().retryAfter()).isEqualTo(Duration.ofDays(1));
        now = now.plus(Duration.ofDays(1));
        failure();
        assertThat(failure().retryAfter()).as("the second time, too").isEqualTo(Duration.ofDays(1));
    }

    /** The seconds in which a request is sent while a token is wanted in each. */
    private List<Integer> secondsOfRequests(int seconds) {
        List<Integer> sent = new ArrayList<>();
        Instant begin = now;
        for (int second = 0; second < seconds; second++) {
            int before = server.getRequestCount();
            now = begin.plusSeconds(second);
            failure();
            if (server.getRequestCount() > before) {
                sent.add(second);
            }
        }
        return sent;
    }

    @Test
    void aRetryAfterOfTheEndpointHoldsForAllAndIsCountedDown() {
        always(tokenBody("{}").setResponseCode(429).setHeader("Retry-After", "600"));
        assertThat(failure().retryAfter()).hasSeconds(600);

        now = BEGIN.plusSeconds(200);
        assertThat(failure().retryAfter()).hasSeconds(400);
        assertThat(requestsInAnHour()).isEqualTo(6);
    }

    /** A wait does not count a pause that it is told of as silence, and would never give up. */
    @Test
    void aPauseThatTheEndpointDidNotAskForIsNotTold() {
        always(new MockResponse().setResponseCode(503));

        assertThat(failure().retryAfter()).isNull();
        now = BEGIN.plusSeconds(1);
        assertThat(failure().retryAfter()).isNull();
    }

    /** By then, the client's own pauses are longer. */
    @Test
    void onlyThePauseThatTheEndpointAskedForIsTold() {
        always(new MockResponse().setResponseCode(503).setHeader("Retry-After", "1"));

        for (int second : new int[] {0, 1, 5, 13}) {
            now = BEGIN.plusSeconds(second);
            assertThat(failure().retryAfter()).isEqualTo(Duration.ofSeconds(1));
        }
        now = BEGIN.plusSeconds(15);
        assertThat(failure().retryAfter()).isZero();
    }

    /** A wait counts the attempts: what it hears before the next one is none. */
    @Test
    void thePauseAfterAFailedHandshakeIsTold() throws IOException {
        try (MockWebServer unknown = new MockWebServer()) {
            LoopbackApi.useHttps(unknown, new HeldCertificate.Builder().build());
            client = new Credential.Client(
                    "service-1",
                    "s3cret",
                    ServerUrl.parse("https://localhost:" + unknown.getPort() + "/connect/token"));

            assertThat(failure().kind()).isEqualTo(ApiFailure.Kind.CERTIFICATE_UNTRUSTED);
            now = BEGIN.plusSeconds(1);
            assertThat(failure().retryAfter()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void aRefusedClientIsNotSentAgainAtOnceButOneWithAnotherSecretIs() {
        always(tokenBody("{\"error\":\"invalid_client\"}").setResponseCode(401));
        for (int i = 0; i < 500; i++) {
            assertThat(failure().kind()).isEqualTo(ApiFailure.Kind.TOKEN_REFUSED);
        }
        assertThat(server.getRequestCount()).isEqualTo(1);

        always(tokenBody("{\"access_token\":\"t1\",\"expires_in\":3600}"));
        client = client("service-1", "another");
        assertThat(token().value()).isEqualTo("t1");
        client = client("service-1", "s3cret");
        now = BEGIN.plusSeconds(30);
        assertThat(token().value()).as("tried again after a while").isEqualTo("t1");
    }

    @Test
    void theBackOffBeginsAnewAfterAToken() {
        always(tokenBody("").setResponseCode(503));
        requestsInAnHour();
        now = now.plusSeconds(61);
        always(tokenBody("{\"access_token\":\"t1\",\"expires_in\":0}"));
        token();
        always(tokenBody("").setResponseCode(503));
        failure();

        now = now.plusSeconds(2);
        always(tokenBody("{\"access_token\":\"t2\",\"expires_in\":3600}"));
        assertThat(token().value()).isEqualTo("t2");
    }

    @Test
    void aRefusedClientIsNotForgottenForOthers() {
        always(tokenBody("{\"error\":\"invalid_client\"}").setResponseCode(401));
        Credential.Client refused = client;
        failure();
        CompletableFuture<?>[] others = IntStream.range(0, 1_100)
                .mapToObj(i -> issuer.token(client("service-" + i, "s3cret"), "correlation"))
                .toArray(CompletableFuture[]::new);
        assertThat(catchThrowable(() -> LoopbackApi.join(CompletableFuture.allOf(others))))
                .hasCauseInstanceOf(TokenException.class);
        int before = server.getRequestCount();

        client = refused;
        failure();

        assertThat(server.getRequestCount()).isEqualTo(before);
    }

    @Test
    void aResponseThatNeverComesIsGivenUpAndHoldsUpNothing() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        OkHttpClient base = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    try {
                        stuck.await();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        issuer.close();
        HttpSettings impatient = HttpSettings.of("test/1")
                .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(3));
        issuer = new OAuthTokenIssuer(base, impatient, () -> now, () -> now);

        ApiFailure failure = failure();
        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.TOKEN_UNAVAILABLE);
        stuck.countDown();
        now = BEGIN.plusSeconds(2);
        issues("t1", "3600");
        issues("t1", "3600");
        assertThat(token().value()).isEqualTo("t1");
    }

    @Test
    void whateverIsThrownWhileSendingEndsTheExchangeAndTheNextOneIsTried() {
        for (Throwable bug :
                List.of(new NoSuchMethodError("of an incompatible library"), new IllegalStateException())) {
            AtomicBoolean broken = new AtomicBoolean(true);
            OkHttpClient http = new OkHttpClient();
            Call.Factory breaking = request -> {
                if (broken.get()) {
                    throw LoopbackApi.<RuntimeException>unchecked(bug);
                }
                return http.newCall(request);
            };
            ClientToken token = new ClientToken(client, breaking, LoopbackApi.patient(), () -> now, () -> now);

            assertThat(token.get("correlation"))
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withCause(bug);
            broken.set(false);
            issues("t1", "3600");
            assertThat(LoopbackApi.join(token.get("correlation")).value()).isEqualTo("t1");
        }
    }

    @Test
    void whateverIsThrownInTheCallbackEndsTheExchange() {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    throw new NoSuchMethodError("of an incompatible library");
                })
                .build();
        issuer.close();
        issuer = new OAuthTokenIssuer(http, LoopbackApi.patient(), () -> now, () -> now);

        assertThat(failure().kind()).isEqualTo(ApiFailure.Kind.TOKEN_UNAVAILABLE);
    }

    @Test
    void theAgeOfATokenDoesNotDependOnTheTimeOfDay() {
        issuer.close();
        Instant[] monotonic = {BEGIN};
        issuer = new OAuthTokenIssuer(new OkHttpClient(), LoopbackApi.patient(), () -> now, () -> monotonic[0]);
        issues("t1", "3600");
        issues("t2", "3600");
        token();

        now = BEGIN.minusSeconds(100_000);
        assertThat(token().value()).isEqualTo("t1");
        now = BEGIN.plusSeconds(100_000);
        assertThat(token().value()).isEqualTo("t1");
        monotonic[0] = BEGIN.plusSeconds(3541);
        assertThat(token().value()).isEqualTo("t2");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 409, 422})
    void aRefusalIsToldWithItsReason(int status) {
        server.enqueue(tokenBody("{\"error\":\"invalid_client\",\"error_description\":\"Unknown\\u202e client.\"}")
                .setResponseCode(status));

        ApiFailure failure = failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.TOKEN_REFUSED);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.code()).isEqualTo("invalid_client");
        assertThat(failure.message()).isEqualTo("Unknown client.");
        assertThat(failure.correlationId()).isEqualTo("correlation");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 302, 303, 307, 308, 404, 405, 410})
    void anAnswerThatNoTokenEndpointGivesMeansAWrongUrlAndIsNotFollowed(int status) {
        server.enqueue(
                new MockResponse().setResponseCode(status).setHeader("Location", "/elsewhere?next=/connect/token"));

        ApiFailure failure = failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.TOKEN_ENDPOINT_NOT_FOUND);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void anEndpointThatIsBrokenOrBusyMayBeAskedAgain(int status) {
        server.enqueue(tokenBody("<html>").setResponseCode(status).setHeader("Retry-After", "0"));
        issues("t1", "3600");

        ApiFailure failure = failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.TOKEN_UNAVAILABLE);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.retryAfter()).isZero();
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(token().value()).isEqualTo("t1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"access_token\":null}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":\"s3cret with spaces\"}",
                "{\"access_token\":\"t1\""
            })
    void aGoodStatusWithoutATokenMayBeAskedAgain(String body) {
        server.enqueue(tokenBody(body));

        ApiFailure failure = failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.TOKEN_UNAVAILABLE);
        assertThat(failure.message()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISCONNECT_AFTER_REQUEST", "NO_RESPONSE"})
    void anEndpointThatCannotBeReachedMayBeAskedAgain(SocketPolicy policy) {
        losePatience();
        server.enqueue(new MockResponse().setSocketPolicy(policy));

        ApiFailure failure = failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.TOKEN_UNAVAILABLE);
        assertThat(failure.status()).isZero();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void closingEndsWhatIsUnderWayAndNothingIsSentAfterwards() throws InterruptedException {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        CompletableFuture<AccessToken> underWay = issuer.token(client, "correlation");
        server.takeRequest();

        issuer.close();

        assertThat(catchThrowable(() -> LoopbackApi.join(underWay))).hasCauseInstanceOf(TokenException.class);
        assertThat(failure().kind()).isEqualTo(ApiFailure.Kind.TOKEN_UNAVAILABLE);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aTokenIsForgottenByClosing() {
        issues("t1", "3600");
        token();

        issuer.close();

        assertThat(failure().kind()).isEqualTo(ApiFailure.Kind.TOKEN_UNAVAILABLE);
    }

    @Test
    void aSecretThatWasRotatedIsNotInMemoryOnceItsTokenHasEnded() {
        issues("t1", "300");
        issues("t2", "300");
        token();
        WeakReference<Credential.Client> before = new WeakReference<>(client);
        now = BEGIN.plusSeconds(300);

        client = client("service-1", "another");
        token();

        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (before.get() != null && System.nanoTime() < latest) {
            System.gc();
        }
        assertThat(before.get()).isNull();
    }

    @Test
    void manyClientsAreForgottenOnceTheirTokensHaveEnded() {
        OkHttpClient withoutNetwork = new OkHttpClient.Builder()
                .addInterceptor(chain -> new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("OK")
                        .body(ResponseBody.create("{\"access_token\":\"t\",\"expires_in\":0}", null))
                        .build())
                .build();
        issuer.close();
        issuer = new OAuthTokenIssuer(withoutNetwork, LoopbackApi.patient(), () -> now, () -> now);
        for (int i = 0; i < 3_000; i++) {
            client = client("service-" + i, "s3cret");

            assertThat(token().value()).isEqualTo("t");
        }
    }

    private void losePatience() {
        issuer.close();
        issuer = new OAuthTokenIssuer(new OkHttpClient(), LoopbackApi.impatient(), () -> now, () -> now);
    }

    private Credential.Client client(String id, String secret) {
        return new Credential.Client(
                id, secret, ServerUrl.parse("http://127.0.0.1:" + server.getPort() + "/connect/token"));
    }

    private AccessToken token() {
        return LoopbackApi.join(issuer.token(client, "correlation"));
    }

    private ApiFailure failure() {
        Throwable failed = catchThrowable(this::token);
        assertThat(failed).hasCauseInstanceOf(TokenException.class);
        assertThat(failed.getCause().getMessage()).doesNotContain("s3cret");
        return ((TokenException) failed.getCause()).failure();
    }

    private void issues(String token, String life) {
        server.enqueue(tokenBody(
                "{\"access_token\":\"" + token + "\",\"expires_in\":" + life + ",\"token_type\":\"Bearer\"}"));
    }

    private static MockResponse tokenBody(String body) {
        return new MockResponse().setHeader("Content-Type", "application/json").setBody(body);
    }
}
