package io.jenkins.plugins.synchronization.engine.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Reads an answer that is no success: "Error Response" of the API's page where the body is one, the older
 * {@code {"statusCode", "message"}}, OAuth's {@code {"error", "error_description"}} (RFC 6749, section 5.2), or nothing
 * where it is something else, such as a gateway's HTML. Secrets that it repeats are left out.
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

    private final Redaction redaction;
    private String code;
    private String message;
    private final List<ApiFailure.Detail> details = new ArrayList<>();

    private FailureReader(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Reads an answer of the API. */
    static ApiFailure ofApi(Response response, Redaction redaction, String correlationId, Instant now) {
        FailureReader reader = new FailureReader(redaction);
        reader.read(response.body());
        Duration retryAfter = RetryAfter.read(response.headers(), now);
        return reader.failure(reader.kindOfApi(response.code()), response.code(), retryAfter, correlationId);
    }

    /** Reads an answer of the token endpoint. */
    static ApiFailure ofTokenEndpoint(Response response, Redaction redaction, String correlationId, Instant now) {
        FailureReader reader = new FailureReader(redaction);
        reader.read(response.body());
        Duration retryAfter = RetryAfter.read(response.headers(), now);
        return reader.failure(kindOfTokenEndpoint(response.code()), response.code(), retryAfter, correlationId);
    }

    private ApiFailure failure(ApiFailure.Kind kind, int status, Duration retryAfter, String correlationId) {
        return new ApiFailure(kind, status, code, message, details, retryAfter, correlationId);
    }

    private ApiFailure.Kind kindOfApi(int status) {
        return status == 404 && saysOperationNotFound()
                ? ApiFailure.Kind.OPERATION_NOT_FOUND
                : ApiFailure.Kind.ofStatus(status);
    }

    /** RFC 6749, section 5: a token comes with 200, a refusal with 400 or 401. */
    private static ApiFailure.Kind kindOfTokenEndpoint(int status) {
        return switch (status) {
            case 404, 405, 410 -> ApiFailure.Kind.TOKEN_ENDPOINT_NOT_FOUND;
            case 408, 429 -> ApiFailure.Kind.TOKEN_UNAVAILABLE;
            default ->
                status >= 500
                        ? ApiFailure.Kind.TOKEN_UNAVAILABLE
                        : status >= 400 ? ApiFailure.Kind.TOKEN_REFUSED : ApiFailure.Kind.TOKEN_ENDPOINT_NOT_FOUND;
        };
    }

    private boolean saysOperationNotFound() {
        return isOperationNotFound(code) || details.stream().anyMatch(detail -> isOperationNotFound(detail.code()));
    }

    private static boolean isOperationNotFound(String text) {
        return text != null && text.toLowerCase(Locale.ROOT).equals("operationnotfound");
    }

    private void read(ResponseBody body) {
        if (body == null) {
            return;
        }
        try (InputStream in = body.byteStream();
                JsonParser json = JSON.createParser(in.readNBytes(MAX_BODY))) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                readObject(json);
            }
        } catch (IOException notJson) {
            // What was read before the mistake is kept: it is better than nothing, and nothing depends on it.
            details.removeIf(detail -> detail.code() == null && detail.message() == null);
        }
    }

    private void readObject(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("error") && value == JsonToken.START_OBJECT) {
                readObject(json);
            } else if (name.equals("details") && value == JsonToken.START_ARRAY) {
                readDetails(json);
            } else if (name.equals("code") || name.equals("error")) {
                code = text(json, MAX_CODE, code);
            } else if (name.equals("message") || name.equals("error_description")) {
                message = text(json, MAX_MESSAGE, message);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readDetails(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            String detailCode = null;
            String detailMessage = null;
            String target = null;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "code" -> detailCode = text(json, MAX_CODE, null);
                    case "message" -> detailMessage = text(json, MAX_MESSAGE, null);
                    case "target" -> target = text(json, MAX_CODE, null);
                    default -> json.skipChildren();
                }
            }
            if (details.size() < MAX_DETAILS) {
                details.add(new ApiFailure.Detail(detailCode, detailMessage, target));
            }
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
