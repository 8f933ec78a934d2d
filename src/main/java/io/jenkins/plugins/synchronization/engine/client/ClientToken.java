package io.jenkins.plugins.synchronization.engine.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The token of one OAuth client: stored while it is valid, requested once, however many waits need it, when it is not. Where
 * the endpoint fails, it is not asked again before a while, whichever wait wants that, and later waits get the same failure
 * until then: so a thousand waits are as polite as one. Safe for use by several threads.
 */
final class ClientToken {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String SCOPE = "itwin-platform";
    private static final int MAX_BODY = 256 << 10;
    private static final Duration MARGIN = Duration.ofSeconds(60);
    private static final long DEFAULT_LIFE_SECONDS = 300;
    private static final long LONGEST_LIFE_SECONDS = 30L * 24 * 3600;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE_AFTER_REFUSAL = Duration.ofSeconds(30);
    private static final Duration LONGEST_OWN_PAUSE = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    /** So that each pause is longer than the one before, however slowly the waits return. */
    private static final Duration FAILURE_REMEMBERED = Duration.ofMinutes(10);

    private final Credential.Client client;
    private final Call.Factory http;
    private final HttpSettings settings;
    private final InstantSource time;
    private final InstantSource monotonic;

    private AccessToken current;
    private Instant goodUntil;
    private CompletableFuture<AccessToken> underWay;
    private ApiFailure lastFailure;
    private Instant notBefore;
    private Instant askedUntil;
    private int failures;

    /** Takes the time of day, which dates in responses are compared with, and a clock that cannot be set. */
    ClientToken(
            Credential.Client client,
            Call.Factory http,
            HttpSettings settings,
            InstantSource time,
            InstantSource monotonic) {
        this.client = client;
        this.http = http;
        this.settings = settings;
        this.time = time;
        this.monotonic = monotonic;
    }

    CompletableFuture<AccessToken> get(String correlationId) {
        CompletableFuture<Issued> response = new CompletableFuture<>();
        CompletableFuture<AccessToken> token;
        synchronized (this) {
            Instant now = monotonic.instant();
            if (current != null && now.isBefore(goodUntil)) {
                return CompletableFuture.completedFuture(current);
            }
            if (underWay != null) {
                return underWay;
            }
            if (lastFailure != null && now.isBefore(notBefore)) {
                return CompletableFuture.failedFuture(known(now));
            }
            token = response.orTimeout(settings.responseTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .handle((issued, failed) -> settle(issued, failed, correlationId));
            underWay = token;
        }
        try {
            send(correlationId, response);
        } catch (Throwable broken) {
            // Whatever it is: those who wait for the token, and all who come later, would wait for ever.
            response.completeExceptionally(broken);
        }
        return token;
    }

    synchronized void reject(AccessToken rejected) {
        if (rejected.equals(current)) {
            current = null;
        }
    }

    /** Whether nothing would be lost by forgetting this; not before its first exchange, which is about to begin. */
    synchronized boolean isIdle() {
        Instant now = monotonic.instant();
        boolean used = goodUntil != null || lastFailure != null;
        return used
                && underWay == null
                && (current == null || !now.isBefore(goodUntil))
                && (lastFailure == null || !now.isBefore(notBefore.plus(FAILURE_REMEMBERED)));
    }

    /** The one end of each exchange, before anybody hears of it; what comes after a time-out is too late. */
    private synchronized AccessToken settle(Issued issued, Throwable failed, String correlationId) {
        underWay = null;
        Instant now = monotonic.instant();
        if (issued != null) {
            Duration life = issued.life();
            current = issued.token();
            goodUntil = now.plus(life.compareTo(MARGIN.multipliedBy(2)) < 0 ? life.dividedBy(2) : life.minus(MARGIN));
            lastFailure = null;
            failures = 0;
            return current;
        }
        ApiFailure failure = failureOf(failed, correlationId);
        if (failure == null) {
            throw new CompletionException(failed);
        }
        failures++;
        lastFailure = failure;
        notBefore = now.plus(pause(failure));
        askedUntil = failure.retryAfter() == null ? null : now.plus(shorter(failure.retryAfter(), LONGEST_PAUSE));
        throw new CompletionException(known(now));
    }

    /**
     * The last failure, with what is left of the pause that the endpoint asked for, since waits do not count that as
     * silence. Its own, longer one is only reported after a failed handshake, of which waits count the attempts.
     */
    private TokenException known(Instant now) {
        boolean counted =
                lastFailure.kind().isOfConnection() && !lastFailure.kind().isSilence();
        Instant until = counted ? notBefore : askedUntil;
        Duration pause = until == null ? null : Duration.between(now, until.isAfter(now) ? until : now);
        return new TokenException(lastFailure.retryAfter(pause));
    }

    /** Null for what is a mistake of ours. */
    private ApiFailure failureOf(Throwable failed, String correlationId) {
        if (failed instanceof TokenException known) {
            return known.failure();
        }
        if (failed instanceof TimeoutException) {
            return unavailable(ApiFailure.within(settings.responseTimeout()), correlationId);
        }
        if (!(failed instanceof IOException why)) {
            return null;
        }
        ReasonText text = ConnectionException.textOf(why, redaction());
        return why instanceof ConnectionException known && known.kind().isOfConnection()
                ? ApiFailure.of(known.kind(), known.status(), null, text, correlationId)
                : unavailable(text, correlationId);
    }

    private ApiFailure unavailable(ReasonText text, String correlationId) {
        return new ApiFailure(
                ApiFailure.Kind.TOKEN_UNAVAILABLE, 0, null, text, List.of(), null, correlationId, client.tokenUrl());
    }

    /** Doubles, up to a minute; the endpoint's own word counts where it is longer, and at first in any case. */
    private Duration pause(ApiFailure failure) {
        boolean refused =
                switch (failure.kind()) {
                    case TOKEN_REFUSED, TOKEN_ENDPOINT_NOT_FOUND, PROXY_REFUSED -> true;
                    default -> false;
                };
        Duration asked = failure.retryAfter();
        if (asked != null && failures == 1 && !refused) {
            return shorter(asked, LONGEST_PAUSE);
        }
        Duration first = refused ? FIRST_PAUSE_AFTER_REFUSAL : FIRST_PAUSE;
        Duration own = shorter(first.multipliedBy(1L << Math.min(failures - 1, 10)), LONGEST_OWN_PAUSE);
        return asked != null && asked.compareTo(own) > 0 ? shorter(asked, LONGEST_PAUSE) : own;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void send(String correlationId, CompletableFuture<Issued> response) {
        Request request = new Request.Builder()
                .url(client.tokenUrl().url())
                .header("Accept", "application/json")
                .header("Authorization", authorization())
                .header("User-Agent", settings.userAgent())
                .header("X-Correlation-Id", correlationId)
                .post(new FormBody.Builder()
                        .add("grant_type", "client_credentials")
                        .add("scope", SCOPE)
                        .build())
                .build();
        Call call = http.newCall(request);
        response.whenComplete((issued, failed) -> {
            if (failed instanceof TimeoutException) {
                call.cancel();
            }
        });
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call answered, Response received) {
                try (received) {
                    response.complete(read(received, correlationId));
                } catch (Throwable failed) {
                    response.completeExceptionally(failed);
                }
            }

            @Override
            public void onFailure(Call failed, IOException why) {
                response.completeExceptionally(why);
            }
        });
    }

    private Redaction redaction() {
        return Redaction.of(client, authorization().substring("Basic ".length()));
    }

    private String authorization() {
        return Credentials.basic(encoded(client.clientId()), encoded(client.clientSecret()));
    }

    /** RFC 6749, section 2.3.1: id and secret are form-encoded before they are put together for HTTP Basic. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private record Issued(AccessToken token, Duration life) {}

    private Issued read(Response response, String correlationId) throws IOException, TokenException {
        byte[] body = Objects.requireNonNull(response.body()).byteStream().readNBytes(MAX_BODY);
        Issued issued = response.code() == 200 ? issued(body) : null;
        if (issued != null) {
            return issued;
        }
        ApiFailure failure = FailureReader.ofTokenEndpoint(
                response.code(),
                response.headers(),
                body,
                redaction(),
                client.tokenUrl(),
                correlationId,
                time.instant());
        throw new TokenException(
                response.code() == 200 && failure.code() == null && failure.text() == null
                        ? failure.text(new ReasonText("response.token"))
                        : failure);
    }

    /** Null where the body has no token. */
    private static Issued issued(byte[] body) {
        AccessToken token = null;
        long seconds = DEFAULT_LIFE_SECONDS;
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
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
        } catch (IOException | IllegalArgumentException noToken) {
            return null;
        }
        return token == null
                ? null
                : new Issued(token, Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_LIFE_SECONDS))));
    }
}
