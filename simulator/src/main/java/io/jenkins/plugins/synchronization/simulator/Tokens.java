package io.jenkins.plugins.synchronization.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Issues access tokens in the shape of a JWT, unsigned, and knows which are good. */
final class Tokens {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String clientId;
    private final Map<String, Instant> goodUntil = new ConcurrentHashMap<>();
    private final AtomicLong issued = new AtomicLong();

    Tokens(String clientId) {
        this.clientId = clientId;
    }

    /** A token that is accepted for a time; its claim {@code exp} may name another time. */
    String issue(Instant now, Duration lives, Duration says) {
        String token = jwt(now, now.plus(says));
        goodUntil.put(token, now.plus(lives));
        return token;
    }

    /** A token that is always accepted, until it is rejected by name. */
    String issueUnlimited(Instant now) {
        String token = jwt(now, null);
        accept(token);
        return token;
    }

    void accept(String token) {
        goodUntil.put(token, Instant.MAX);
    }

    void reject(String token) {
        goodUntil.remove(token);
    }

    boolean good(String token, Instant now) {
        return goodUntil.getOrDefault(token, Instant.MIN).isAfter(now);
    }

    private String jwt(Instant now, Instant expires) {
        StringWriter claims = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(claims)) {
            json.writeStartObject();
            json.writeStringField("client_id", clientId);
            json.writeStringField("scope", TokenEndpoint.SCOPE);
            json.writeStringField("jti", "simulated-" + issued.incrementAndGet());
            json.writeNumberField("iat", now.getEpochSecond());
            if (expires != null) {
                json.writeNumberField("exp", expires.getEpochSecond());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail.", e);
        }
        return base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + base64(claims.toString()) + ".";
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
