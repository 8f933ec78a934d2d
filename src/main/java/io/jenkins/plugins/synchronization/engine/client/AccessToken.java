package io.jenkins.plugins.synchronization.engine.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bearer token (RFC 6750). Where it is a JWT (RFC 7519), its {@code exp} and {@code client_id} are read, unverified:
 * they serve to warn early and to share limits, never to trust anybody. Its text is in no string that this class makes.
 */
public final class AccessToken {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern PREFIX = Pattern.compile("^Bearer\\s+", Pattern.CASE_INSENSITIVE);

    private final String value;
    private Instant expiresAt;
    private String clientId;

    private AccessToken(String value) {
        this.value = value;
        readClaims();
    }

    /**
     * Takes a token as people paste it: white space around it and the word {@code Bearer} before it are removed.
     *
     * @throws UnusableTextException if it is empty or something else than a token, such as JSON or the name of a file; the
     *     message says what it is, and does not repeat it
     */
    public static AccessToken of(String text) {
        String value = PREFIX.matcher(text.strip()).replaceFirst("");
        if (value.isEmpty() || value.equalsIgnoreCase("Bearer")) {
            throw new UnusableTextException("token.empty");
        }
        String mistake = TokenMistake.of(value);
        if (mistake != null) {
            throw new UnusableTextException(mistake);
        }
        return new AccessToken(value);
    }

    /** The token itself, for the Authorization header only. */
    String value() {
        return value;
    }

    /** When the token says that it ends, or empty where it does not say. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** The OAuth client that the token says it was issued to, or empty where it does not say. */
    public Optional<String> clientId() {
        return Optional.ofNullable(clientId);
    }

    private void readClaims() {
        String[] parts = value.split("\\.", -1);
        if (parts.length != 3) {
            return;
        }
        try (JsonParser json = JSON.createParser(Base64.getUrlDecoder().decode(parts[1]))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken kind = json.nextToken();
                if (name.equals("exp") && kind.isNumeric()) {
                    expiresAt = Instant.ofEpochSecond((long) Math.min(json.getDoubleValue(), 253_402_300_799.0));
                } else if (name.equals("client_id") && kind == JsonToken.VALUE_STRING) {
                    clientId = json.getText();
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException | RuntimeException notAJwt) {
            expiresAt = null;
            clientId = null;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessToken token && value.equals(token.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Says nothing of the token itself. */
    @Override
    public String toString() {
        return "AccessToken[expiresAt=" + expiresAt + "]";
    }
}
