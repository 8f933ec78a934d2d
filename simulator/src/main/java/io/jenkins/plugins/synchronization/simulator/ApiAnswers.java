package io.jenkins.plugins.synchronization.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.jenkins.plugins.synchronization.simulator.http.Body;
import io.jenkins.plugins.synchronization.simulator.http.Delivery;
import io.jenkins.plugins.synchronization.simulator.http.HttpResponse;
import io.jenkins.plugins.synchronization.simulator.script.ConnectionKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The API's responses other than a run, with the codes and texts of its page where that has them. */
final class ApiAnswers {

    static final String JSON_TYPE = "application/json; charset=utf-8";

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String GATEWAY_PAGE =
            "<html>\r\n<head><title>%1$d %2$s</title></head>\r\n<body>\r\n<center><h1>%1$d %2$s</h1></center>\r\n"
                    + "<hr><center>gateway</center>\r\n</body>\r\n</html>\r\n";

    /** One entry of an error's {@code details}. */
    record Detail(String code, String message, String target) {}

    /** Writes the members of one JSON object. */
    interface Members {

        /** Writes them. */
        void write(JsonGenerator json) throws IOException;
    }

    private ApiAnswers() {}

    /** The refusal that a status usually means. */
    static Refusal usualRefusal(int status, ConnectionKind kind) {
        String[] texts =
                switch (status) {
                    case 401 -> new String[] {"Unauthorized", "Access denied. The access token is not valid."};
                    case 403 ->
                        new String[] {
                            "InsufficientPermissions",
                            "The user has insufficient permissions for the requested operation."
                        };
                    case 404 ->
                        new String[] {
                            kind.missingName() + "RunNotFound",
                            "Requested " + kind.missingName() + " Run is not available."
                        };
                    case 408 -> new String[] {"RequestTimeout", "The request took too long."};
                    case 409 -> new String[] {"Conflict", "Another run is being created for the same iModel."};
                    case 422 -> new String[] {"Invalid" + kind.apiName() + "RunRequest", "Cannot perform operation."};
                    case 429 ->
                        new String[] {
                            "RateLimitExceeded",
                            "The client sent more requests than allowed by this API for the current tier of the client."
                        };
                    case 502 -> new String[] {"BadGateway", "Bad Gateway"};
                    case 503 -> new String[] {"ServiceUnavailable", "Service Temporarily Unavailable"};
                    case 504 -> new String[] {"GatewayTimeout", "Gateway Time-out"};
                    default -> new String[] {"Status" + status, "The response has status " + status + "."};
                };
        return new Refusal(status, texts[0], texts[1], Refusal.Style.ENVELOPE, null, null);
    }

    /** The response for parameters whose values are not allowed. */
    static HttpResponse invalid(ConnectionKind kind, List<String> targets) {
        Refusal usual = usualRefusal(422, kind);
        return error(
                422,
                usual.code(),
                usual.message(),
                targets.stream()
                        .map(target ->
                                new Detail("InvalidValue", "Provided " + target + " value is not valid.", target))
                        .toArray(Detail[]::new));
    }

    /** The response for a refusal, at a time. */
    static HttpResponse of(Refusal refusal, Instant now) {
        HttpResponse response =
                switch (refusal.style()) {
                    case ENVELOPE -> error(refusal.status(), refusal.code(), refusal.message());
                    case LEGACY ->
                        json(refusal.status(), json -> {
                            json.writeNumberField("statusCode", refusal.status());
                            json.writeStringField("message", refusal.message());
                        });
                    case HTML ->
                        HttpResponse.of(
                                refusal.status(),
                                "text/html",
                                text(String.format(
                                        Locale.ROOT, GATEWAY_PAGE, refusal.status(), escaped(refusal.message()))));
                    case EMPTY -> new HttpResponse(refusal.status(), Map.of(), Body.EMPTY, Delivery.WHOLE);
                };
        if (refusal.retryAfter() != null) {
            response = response.withHeader("Retry-After", retryAfter(refusal.retryAfter(), now));
        }
        return refusal.location() == null ? response : response.withHeader("Location", refusal.location());
    }

    /** A response with the API's error envelope. */
    static HttpResponse error(int status, String code, String message, Detail... details) {
        return json(status, json -> {
            json.writeObjectFieldStart("error");
            json.writeStringField("code", code);
            json.writeStringField("message", message);
            if (details.length > 0) {
                json.writeArrayFieldStart("details");
                for (Detail detail : List.of(details)) {
                    json.writeStartObject();
                    json.writeStringField("code", detail.code());
                    json.writeStringField("message", detail.message());
                    if (detail.target() != null) {
                        json.writeStringField("target", detail.target());
                    }
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    /** A response with one JSON object that is built in memory. */
    static HttpResponse json(int status, Members members) {
        return json(status, false, members);
    }

    /** A response with one JSON object, which is streamed where it is large. */
    static HttpResponse json(int status, boolean large, Members members) {
        return HttpResponse.of(status, JSON_TYPE, new Body() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                try (JsonGenerator json = JSON.createGenerator(out)) {
                    json.writeStartObject();
                    members.write(json);
                    json.writeEndObject();
                }
            }

            @Override
            public boolean streamed() {
                return large;
            }
        });
    }

    private static String retryAfter(String value, Instant now) {
        String seconds = value.startsWith(Refusal.RETRY_DATE) ? value.substring(Refusal.RETRY_DATE.length()) : "";
        return seconds.matches("\\d{1,9}") ? HTTP_DATE.format(now.plusSeconds(Long.parseLong(seconds))) : value;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static Body text(String text) {
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
