package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that repeats what was sent to it. The token of the API's client is {@code a-good-token}. */
class RepeatedSecretTest {

    private static final String SECRET = "s+c/r%t ä";
    private static final String ENCODED = "s%2Bc%2Fr%25t+%C3%A4";
    private static final String BASIC = "c2VydmljZS0xOnMlMkJjJTJGciUyNXQrJUMzJUE0";

    @RegisterExtension
    private final LoopbackApi api = new LoopbackApi();

    @Test
    void noTextOfAnAnswerOfTheApiHasTheToken() {
        ApiFailure failure = api.failureAfter(answer(401, """
                {"error":{"code":"a-good-token","message":"Token a-good-token: no a-good-token.","details":[
                  {"code":"<a-good-token>","message":"Bearer a-good-token","target":"a-good-tokena-good-token"}]}}"""));

        assertThat(failure.code()).isEqualTo("[secret]");
        assertThat(failure.message()).isEqualTo("Token [secret]: no [secret].");
        assertThat(failure.details())
                .containsExactly(new ApiFailure.Detail("<[secret]>", "Bearer [secret]", "[secret][secret]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-go\\u0000od-token",
                "a-\\u202egood-tok\\u202cen",
                "a-good-\\r\\n  token",
                "a \\u00a0-good-token",
                "a-g\\u200bo\\u00adod-token",
                "a-good\\ud800-token",
                "A-Good-TOKEN"
            })
    void aTokenThatIsSplitOrInAnotherCaseIsFound(String repeated) {
        ApiFailure failure = api.failureAfter(answer(403, "{\"message\":\"No: " + repeated + " .\"}"));

        assertThat(failure.message()).isEqualTo("No: [secret] .");
    }

    @ParameterizedTest
    @ValueSource(ints = {480, 487, 488, 491, 492, 493, 498, 499, 500, 501})
    void noPartOfATokenIsLeftWhereATextIsCut(int before) {
        ApiFailure failure =
                api.failureAfter(answer(500, "{\"message\":\"" + ".".repeat(before) + "a-good-token and more\"}"));

        assertThat(failure.message()).hasSizeLessThanOrEqualTo(500).doesNotContain("a-", "good", "oken");
    }

    @Test
    void aWordThatOnlyBeginsLikeTheTokenStays() {
        ApiFailure failure = api.failureAfter(answer(403, "{\"message\":\"a-good-tok, a-good-tolkien, good-token\"}"));

        assertThat(failure.message()).isEqualTo("a-good-tok, a-good-tolkien, good-token");
    }

    @Test
    void aBrokenAnswerOfTheApiIsToldWithoutTheToken() {
        ApiFailure failure = api.failureAfter(new MockResponse().setStatus("You sent: Bearer a-good-token"));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        assertThat(failure.message()).contains("You sent: Bearer [secret]").doesNotContain("a-good-token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SECRET + "| The secret [secret] is wrong.",
                "s+c/r%t  ä| The secret [secret] is wrong.",
                "s+c/\\u0007r%t ä| The secret [secret] is wrong.",
                ENCODED + "| The secret [secret] is wrong.",
                "s%2bc%2fr%25t+%c3%a4| The secret [secret] is wrong.",
                "Basic " + BASIC + "| The secret Basic [secret] is wrong.",
                "service-1:" + ENCODED + "| The secret service-1:[secret] is wrong."
            })
    void noAnswerOfTheTokenEndpointHasTheClientsSecretInAnyFormThatWasSent(String repeated, String shown) {
        ApiFailure failure = tokenFailureAfter(answer(
                401, "{\"error\":\"%1$s\",\"error_description\":\"The secret %1$s is wrong.\"}".formatted(repeated)));

        assertThat(failure.message()).isEqualTo(shown);
        assertThat(failure.code()).contains("[secret]").doesNotContain("s+c", "s%2", BASIC);
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, ENCODED, BASIC})
    void aBrokenAnswerOfTheTokenEndpointIsToldWithoutTheSecret(String repeated) {
        ApiFailure failure = tokenFailureAfter(new MockResponse().setStatus("You sent: " + repeated));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.TOKEN_UNAVAILABLE);
        assertThat(failure.message()).contains("You sent: [secret]").doesNotContain(repeated);
    }

    private ApiFailure tokenFailureAfter(MockResponse response) {
        api.server().enqueue(response);
        ServerUrl tokenUrl = ServerUrl.parse("http://127.0.0.1:" + api.server().getPort() + "/connect/token");
        try (OAuthTokenIssuer issuer =
                new OAuthTokenIssuer(new OkHttpClient(), LoopbackApi.patient(), () -> LoopbackApi.NOW)) {
            CompletableFuture<AccessToken> token =
                    issuer.token(new Credential.Client("service-1", SECRET, tokenUrl), LoopbackApi.CORRELATION_ID);
            return ((TokenException)
                            catchThrowable(() -> LoopbackApi.join(token)).getCause())
                    .failure();
        }
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse()
                .setResponseCode(status)
                .setHeader("Content-Type", "application/json")
                .setBody(body);
    }
}
