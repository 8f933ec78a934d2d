package io.jenkins.plugins.synchronization.engine.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.Request;
import okhttp3.Response;

/** The token of one OAuth client: kept while it is good, asked for once when it is not. */
final class ClientToken {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String SCOPE = "itwin-platform";
    private static final int MAX_BODY = 256 << 10;
    private static final Duration MARGIN = Duration.ofSeconds(60);
    private static final long DEFAULT_LIFE_SECONDS = 300;
    private static final long LONGEST_LIFE_SECONDS = 30L * 24 * 3600;

    private final Credential.Client client;
    private final Call.Factory http;
    private final String userAgent;
    private final InstantSource time;

    private AccessToken current;
    private Instant goodUntil;
    private CompletableFuture<AccessToken> underWay;

    ClientToken(Credential.Client client, Call.Factory http, String userAgent, InstantSource time) {
        this.client = client;
        this.http = http;
        this.userAgent = userAgent;
        this.time = time;
    }

    CompletableFuture<AccessToken> get(String correlationId) {
        CompletableFuture<AccessToken> future;
        synchronized (this) {
            if (current != null && time.instant().isBefore(goodUntil)) {
                return CompletableFuture.completedFuture(current);
            }
            if (underWay != null) {
                return underWay;
            }
            future = new CompletableFuture<>();
            underWay = future;
        }
        request(correlationId, future);
        return future;
    }

    synchronized void reject(AccessToken rejected) {
        if (rejected.equals(current)) {
            current = null;
        }
    }

    /** Whether nothing would be lost by forgetting this. */
    synchronized boolean isIdle() {
        return underWay == null && (current == null || !time.instant().isBefore(goodUntil));
    }

    private void request(String correlationId, CompletableFuture<AccessToken> future) {
        String authorization = Credentials.basic(encoded(client.clientId()), encoded(client.clientSecret()));
        Redaction redaction = Redaction.of(client, authorization.substring("Basic ".length()));
        Request request = new Request.Builder()
                .url(client.tokenUrl().url())
                .header("Accept", "application/json")
                .header("Authorization", authorization)
                .header("User-Agent", userAgent)
                .header("X-Correlation-Id", correlationId)
                .post(new FormBody.Builder()
                        .add("grant_type", "client_credentials")
                        .add("scope", SCOPE)
                        .build())
                .build();
        http.newCall(request).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    if (response.code() == 200) {
                        keep(
                                read(Objects.requireNonNull(response.body())
                                        .byteStream()
                                        .readNBytes(MAX_BODY)),
                                future);
                    } else {
                        fail(FailureReader.ofTokenEndpoint(response, redaction, correlationId, time.instant()), future);
                    }
                } catch (IOException | RuntimeException unusable) {
                    fail(unavailable(response.code(), "The token endpoint's answer has no usable token"), future);
                }
            }

            @Override
            public void onFailure(Call call, IOException why) {
                String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
                String text = redaction.oneLine(reason, 500);
                fail(
                        why instanceof ConnectionException known && known.kind().isOfConnection()
                                ? failure(known.kind(), known.status(), text)
                                : unavailable(0, text),
                        future);
            }

            private ApiFailure unavailable(int status, String reason) {
                return failure(ApiFailure.Kind.TOKEN_UNAVAILABLE, status, reason);
            }

            private ApiFailure failure(ApiFailure.Kind kind, int status, String reason) {
                return new ApiFailure(kind, status, null, reason, List.of(), null, correlationId);
            }
        });
    }

    /** RFC 6749, section 2.3.1: id and secret are form-encoded before they are put together for HTTP Basic. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private record Issued(AccessToken token, Duration life) {}

    private static Issued read(byte[] body) throws IOException {
        AccessToken token = null;
        long seconds = DEFAULT_LIFE_SECONDS;
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("access_token") && value == JsonToken.VALUE_STRING) {
                    token = AccessToken.of(json.getText());
                } else if (name.equals("expires_in") && value.isNumeric()) {
                    seconds = (long) json.getDoubleValue();
                } else if (name.equals("expires_in") && value == JsonToken.VALUE_STRING) {
                    seconds = json.getValueAsLong(DEFAULT_LIFE_SECONDS);
                } else {
                    json.skipChildren();
                }
            }
        }
        if (token == null) {
            throw new IOException("no token");
        }
        return new Issued(token, Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_LIFE_SECONDS))));
    }

    private void keep(Issued issued, CompletableFuture<AccessToken> future) {
        Duration life = issued.life();
        Duration kept = life.compareTo(MARGIN.multipliedBy(2)) < 0 ? life.dividedBy(2) : life.minus(MARGIN);
        synchronized (this) {
            current = issued.token();
            goodUntil = time.instant().plus(kept);
            underWay = null;
        }
        future.complete(issued.token());
    }

    private void fail(ApiFailure failure, CompletableFuture<AccessToken> future) {
        synchronized (this) {
            underWay = null;
        }
        future.completeExceptionally(new TokenException(failure));
    }
}
