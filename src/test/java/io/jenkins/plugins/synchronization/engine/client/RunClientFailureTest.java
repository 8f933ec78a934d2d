package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of the status table of the API's facts. */
class RunClientFailureTest {

    @RegisterExtension
    private final LoopbackApi api = new LoopbackApi();

    @ParameterizedTest
    @CsvSource({
        "400, InvalidRequest, REFUSED",
        "401, HeaderNotFound, UNAUTHORIZED",
        "401, RequiredScopeMissing, UNAUTHORIZED",
        "403, InsufficientPermissions, FORBIDDEN",
        "404, ManifestConnectionRunNotFound, RUN_NOT_FOUND",
        "404, OperationNotFound, OPERATION_NOT_FOUND",
        "409, Conflict, UNAVAILABLE",
        "413, RequestTooLarge, REFUSED",
        "422, InvalidManifestConnectionRunRequest, INVALID_REQUEST",
        "429, RateLimitExceeded, THROTTLED",
        "408, Timeout, UNAVAILABLE",
        "500, InternalServerError, UNAVAILABLE",
        "502, BadGateway, UNAVAILABLE",
        "503, ServiceUnavailable, UNAVAILABLE",
        "504, GatewayTimeout, UNAVAILABLE",
        "201, Created, NOT_A_RUN",
        "202, Accepted, NOT_A_RUN",
        "304, NotModified, NOT_A_RUN",
        "505, VersionNotSupported, REFUSED",
        "599, Odd, UNAVAILABLE"
    })
    void aStatusIsToldWithTheApisCodeMessageAndTarget(int status, String code, ApiFailure.Kind kind) {
        ApiFailure failure = api.failureAfter(json(status, """
                {"error":{"code":"%s","message":"What happened.","details":[
                  {"code":"First","message":"Because.","target":"runId"},{"message":null},7,[{}]]}}""".formatted(code)));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).isEqualTo("What happened.");
        assertThat(failure.details()).startsWith(new ApiFailure.Detail("First", "Because.", "runId"));
        assertThat(failure.correlationId()).isEqualTo(LoopbackApi.CORRELATION_ID);
    }

    @Test
    void aWrongPathIsToldApartFromAMissingRunByTheDetail() {
        ApiFailure failure = api.failureAfter(
                json(
                        404,
                        "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"-\",\"details\":[{\"code\":\"OperationNotFound\"}]}}"));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.OPERATION_NOT_FOUND);
    }

    @Test
    void anOlderBodyWithoutTheEnvelopeIsRead() {
        ApiFailure failure = api.failureAfter(
                json(429, "{\"statusCode\":429,\"code\":\"TooManyRequests\",\"message\":\"Slow down.\"}"));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.THROTTLED);
        assertThat(failure.code()).isEqualTo("TooManyRequests");
        assertThat(failure.message()).isEqualTo("Slow down.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"about:blank\",\"title\":\"Forbidden.\",\"status\":403,\"detail\":\"Blocked by rule 7.\"} | Forbidden: Blocked by rule 7.",
                "{\"title\":\"Forbidden\"} | Forbidden",
                "{\"detail\":\"Blocked by rule 7.\"} | Blocked by rule 7.",
                "{\"Title\":\"Forbidden\",\"Detail\":null} | Forbidden",
                "{\"title\":\"Forbidden\",\"detail\":\"Forbidden\"} | Forbidden",
                "{\"title\":\"Blocked\",\"detail\":\"Blocked by rule 7\"} | Blocked by rule 7",
                "{\"title\":\"Blocked by rule 7\",\"detail\":\"rule 7\"} | Blocked by rule 7",
                "{\"error\":{\"title\":\"Forbidden\",\"detail\":\"Rule 7\"}} | Forbidden: Rule 7",
                "{\"error\":{\"code\":\"C\",\"message\":\"No.\"},\"title\":\"Forbidden\",\"detail\":\"Rule 7\"} | No: Forbidden: Rule 7",
                "{\"Message\":\"No.\"} | No."
            })
    void theTitleAndDetailOfAProblemAreTold(String body, String message) {
        for (String type : List.of("application/problem+json", "application/json", "text/html; charset=utf-8", "")) {
            ApiFailure failure = api.failureAfter(json(403, body).setHeader("Content-Type", type));

            assertThat(failure.message()).isEqualTo(message);
            assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.FORBIDDEN);
        }
    }

    @Test
    void theErrorsOfAProblemAreItsDetails() {
        assertThat(api.failureAfter(json(422, """
                {"title":"Invalid","errors":[{"detail":"must be an ID","pointer":"#/runId"},"second"]}""")).details())
                .containsExactly(
                        new ApiFailure.Detail(null, "must be an ID", "#/runId"),
                        new ApiFailure.Detail(null, "second", null));
        assertThat(api.failureAfter(json(400, """
                {"title":"Invalid","errors":{"runId":["must be an ID","or so"],"other":"wrong","x":null}}""")).details())
                .containsExactly(
                        new ApiFailure.Detail(null, "must be an ID", "runId"),
                        new ApiFailure.Detail(null, "or so", "runId"),
                        new ApiFailure.Detail(null, "wrong", "other"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Bad gateway</body></html>",
                "null",
                "[]",
                "\"text\"",
                "{\"error\":[1,2]}",
                "{\"error\":{\"code\":7,\"message\":{\"a\":1},\"details\":\"none\"}}",
                "{{{{"
            })
    void aBodyThatSaysNothingReadableLeavesTheStatus(String body) {
        ApiFailure failure = api.failureAfter(json(502, body));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.UNAVAILABLE);
        assertThat(failure.status()).isEqualTo(502);
        assertThat(failure.code()).isNull();
        assertThat(failure.message()).isNull();
        assertThat(failure.details()).isEmpty();
    }

    @Test
    void whatWasReadBeforeABodyBreaksOffIsKept() {
        ApiFailure failure = api.failureAfter(json(403, "{\"error\":{\"code\":\"InsufficientPermissions\",\"mess"));

        assertThat(failure.code()).isEqualTo("InsufficientPermissions");
    }

    @Test
    void controlAndBidiCharactersAreRemovedAndTextsBounded() {
        String hostile = "a\\u001b[31m\\u202eb\\nc\\u0000" + "x".repeat(10_000);
        StringBuilder details = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            details.append(i == 0 ? "" : ",").append("{\"code\":\"").append(i).append("\"}");
        }
        ApiFailure failure = api.failureAfter(json(
                422,
                "{\"error\":{\"code\":\"%1$s\",\"message\":\"%1$s\",\"details\":[%2$s]}}".formatted(hostile, details)));

        assertThat(failure.code()).startsWith("a[31mb c").hasSizeLessThanOrEqualTo(100);
        assertThat(failure.message())
                .startsWith("a[31mb c")
                .hasSizeLessThanOrEqualTo(500)
                .doesNotContainPattern("[\\p{Cntrl}\\u202a-\\u202e]");
        assertThat(failure.details()).hasSize(10);
    }

    @Test
    void aBodyWithoutEndIsReadOnlyInPart() {
        ApiFailure failure = api.failureAfter(json(500, "{\"message\":\"first\",\"x\":\"" + "y".repeat(5_000_000)));

        assertThat(failure.message()).isEqualTo("first");
    }

    @Test
    void aDeeplyNestedBodyIsNotFollowed() {
        ApiFailure failure = api.failureAfter(json(500, "{\"error\":".repeat(10_000)));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.UNAVAILABLE);
    }

    @Test
    void theTimeToWaitIsRead() {
        ApiFailure failure = api.failureAfter(json(429, "{}").setHeader("Retry-After", "17"));

        assertThat(failure.retryAfter()).hasSeconds(17);
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse()
                .setResponseCode(status)
                .setHeader("Content-Type", "application/json")
                .setBody(body);
    }
}
