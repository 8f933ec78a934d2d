package io.jenkins.plugins.synchronization.engine.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.Response;

/**
 * Reads an answer that is no success: "Error Response" of the API's page where the body is one, the older
 * {@code {"statusCode", "message"}}, OAuth's {@code {"error", "error_description"}} (RFC 6749, section 5.2), a gateway's
 * {@code {"title", "detail"}} (RFC 9457), whatever its type says; or nothing where it is something else, such as HTML. Secrets that it repeats
 * are left out.
 */
final class FailureReader {

    private static final int MAX_BODY = 64 << 10;
    private static final int MAX_CODE = 100;
    private static final int MAX_MESSAGE = 500;
    private static final int MAX_DETAILS = 10;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** RFC 6749, section 5.2, and {@code access_denied}, which some servers have here too. */
    private static final Set<String> REFUSALS = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
            "access_denied");

    private static final Set<String> MAY_PASS = Set.of("temporarily_unavailable", "server_error", "slow_down");

    private final Redaction redaction;
    private String code;
    private final List<String> messages = new ArrayList<>(2);
    private final List<ApiFailure.Detail> details = new ArrayList<>();

    private FailureReader(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Reads an answer of the API. */
    static ApiFailure ofApi(Response response, Redaction redaction, String correlationId, Instant now) {
        FailureReader reader = new FailureReader(redaction);
        reader.read(Objects.requireNonNull(response.body()).byteStream());
        return new ApiFailure(
                reader.kindOfApi(response.code()),
                response.code(),
                reader.code,
                reader.message(),
                reader.details,
                RetryAfter.read(response.headers(), now),
                correlationId);
    }

    /** Reads a response of the token endpoint that has no token. */
    static ApiFailure ofTokenEndpoint(
            int status, Headers headers, byte[] body, Redaction redaction, ServerUrl tokenUrl, String id, Instant now) {
        FailureReader reader = new FailureReader(redaction);
        reader.read(new ByteArrayInputStream(body));
        return new ApiFailure(
                reader.kindOfTokenEndpoint(status),
                status,
                reader.code,
                ReasonText.of(reader.message()),
                reader.details,
                RetryAfter.read(headers, now),
                id,
                tokenUrl);
    }

    private String message() {
        String joined = String.join(": ", messages).replace(".: ", ": ");
        return joined.isEmpty() ? null : Sanitizer.oneLine(joined, MAX_MESSAGE);
    }

    private ApiFailure.Kind kindOfApi(int status) {
        return status == 404 && saysOperationNotFound()
                ? ApiFailure.Kind.OPERATION_NOT_FOUND
                : ApiFailure.Kind.ofStatus(status);
    }

    /**
     * RFC 6749, section 5: a token comes with 200, a refusal with 400 or 401 and a code. Some servers refuse with 200, and
     * what stands before a token endpoint responds with any status and without such a code: it says nothing of the client.
     */
    private ApiFailure.Kind kindOfTokenEndpoint(int status) {
        boolean says = code != null;
        if (says && REFUSALS.contains(code) && (status == 200 || status >= 400 && status < 500)) {
            return ApiFailure.Kind.TOKEN_REFUSED;
        }
        return switch (status) {
            case 400, 401, 403, 422 ->
                says && !MAY_PASS.contains(code) || !says && status == 401
                        ? ApiFailure.Kind.TOKEN_REFUSED
                        : ApiFailure.Kind.TOKEN_UNAVAILABLE;
            case 404, 405, 410 -> ApiFailure.Kind.TOKEN_ENDPOINT_NOT_FOUND;
            default ->
                status == 200 || status == 304 || status >= 400
                        ? ApiFailure.Kind.TOKEN_UNAVAILABLE
                        : ApiFailure.Kind.TOKEN_ENDPOINT_NOT_FOUND;
        };
    }

    private boolean saysOperationNotFound() {
        return isOperationNotFound(code) || details.stream().anyMatch(detail -> isOperationNotFound(detail.code()));
    }

    private static boolean isOperationNotFound(String text) {
        return text != null && text.toLowerCase(Locale.ROOT).equals("operationnotfound");
    }

    private void read(InputStream body) {
        try (InputStream in = body;
                JsonParser json = JSON.createParser(in.readNBytes(MAX_BODY))) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                readObject(json);
            }
        } catch (IOException notJson) {
            // What was read before the mistake is kept: it is better than nothing, and nothing depends on it.
            return;
        }
    }

    private void readObject(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName().toLowerCase(Locale.ROOT);
            JsonToken value = json.nextToken();
            switch (name) {
                case "error" -> {
                    if (value == JsonToken.START_OBJECT) {
                        readObject(json);
                    } else {
                        code = text(json, MAX_CODE, code);
                    }
                }
                case "details", "errors" -> readDetails(json);
                case "code" -> code = text(json, MAX_CODE, code);
                case "message", "error_description", "title", "detail" -> say(text(json, MAX_MESSAGE, null));
                default -> json.skipChildren();
            }
        }
    }

    /** A body may have several texts, such as title and detail of RFC 9457: all are shown, each once. */
    private void say(String text) {
        if (text != null && messages.stream().noneMatch(said -> said.contains(text))) {
            messages.removeIf(text::contains);
            messages.add(text);
        }
    }

    /** An array of reasons; or, as some servers have it, an object of fields with the reasons of each; or a text. */
    private void readDetails(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case START_ARRAY -> {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    readDetail(json, null);
                }
            }
            case START_OBJECT -> {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String target = redaction.oneLine(json.currentName(), MAX_CODE);
                    if (json.nextToken() != JsonToken.START_ARRAY) {
                        readDetail(json, target);
                        continue;
                    }
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        readDetail(json, target);
                    }
                }
            }
            default -> json.skipChildren();
        }
    }

    private void readDetail(JsonParser json, String ofTarget) throws IOException {
        String detailCode = null;
        String detailMessage = null;
        String target = ofTarget;
        if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "code" -> detailCode = text(json, MAX_CODE, detailCode);
                    case "message", "detail", "title" -> detailMessage = text(json, MAX_MESSAGE, detailMessage);
                    case "target", "pointer" -> target = text(json, MAX_CODE, target);
                    default -> json.skipChildren();
                }
            }
        } else {
            detailMessage = text(json, MAX_MESSAGE, null);
        }
        boolean saysSomething = detailCode != null || detailMessage != null;
        if (saysSomething && details.size() < MAX_DETAILS) {
            details.add(new ApiFailure.Detail(detailCode, detailMessage, target));
        }
    }

    private String text(JsonParser json, int maxLength, String otherwise) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            json.skipChildren();
            return otherwise;
        }
        String text = redaction.oneLine(json.getText(), maxLength);
        return text.isEmpty() ? otherwise : text;
    }
}
