package io.jenkins.plugins.synchronization.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.synchronization.simulator.http.HttpRequest;
import io.jenkins.plugins.synchronization.simulator.http.HttpResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code POST /connect/token}: the OAuth 2.0 client credentials grant (RFC 6749, section 4.4), and where to find it. */
final class TokenEndpoint {

    static final String PATH = "/connect/token";
    static final String DISCOVERY_PATH = "/.well-known/openid-configuration";
    static final String SCOPE = "itwin-platform";

    private final Tokens tokens;
    private final TokenLife life;
    private final String clientId;
    private final String clientSecret;
    private final InstantSource clock;

    TokenEndpoint(Tokens tokens, TokenLife life, String clientId, String clientSecret, InstantSource clock) {
        this.tokens = tokens;
        this.life = life;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.clock = clock;
    }

    HttpResponse answer(HttpRequest request) {
        if (!request.method().equals("POST")) {
            return ApiAnswers.error(405, "MethodNotAllowed", "Only POST is allowed here.")
                    .withHeader("Allow", "POST");
        }
        if (!request.header("Content-Type").toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            return refused(400, "invalid_request", "The body must be application/x-www-form-urlencoded.");
        }
        Map<String, String> form;
        List<String> client;
        try {
            form = form(new String(request.body(), StandardCharsets.UTF_8));
            client = client(request.header("Authorization"), form);
        } catch (IllegalArgumentException e) {
            return refused(400, "invalid_request", "The form or the Authorization header cannot be decoded.");
        }
        if (!client.equals(List.of(clientId, clientSecret))) {
            HttpResponse unknown = refused(401, "invalid_client", "The client id or the client secret is wrong.");
            return request.header("Authorization").isEmpty()
                    ? unknown
                    : unknown.withHeader("WWW-Authenticate", "Basic realm=\"simulated\"");
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return refused(400, "unsupported_grant_type", "Only grant_type=client_credentials is supported.");
        }
        if (!Arrays.asList(form.getOrDefault("scope", "").split(" ")).contains(SCOPE)) {
            return refused(400, "invalid_scope", "The scope must be " + SCOPE + ".");
        }
        return token();
    }

    /**
     * What OpenID Connect Discovery 1.0 has clients read first. Bentley's library insists on all fields that the
     * standard requires, the pages for people and the keys too, which are not simulated.
     */
    static HttpResponse discovery(HttpRequest request) {
        String issuer = ConnectionAnswers.host(request);
        return ApiAnswers.json(200, json -> {
            json.writeStringField("issuer", issuer);
            json.writeStringField("authorization_endpoint", issuer + "/connect/authorize");
            json.writeStringField("token_endpoint", issuer + PATH);
            json.writeStringField("jwks_uri", issuer + DISCOVERY_PATH + "/jwks");
            list(json, "response_types_supported", "token");
            list(json, "subject_types_supported", "public");
            list(json, "id_token_signing_alg_values_supported", "none");
            list(json, "grant_types_supported", "client_credentials");
            list(json, "scopes_supported", SCOPE);
            list(json, "token_endpoint_auth_methods_supported", "client_secret_basic", "client_secret_post");
        });
    }

    private static void list(JsonGenerator json, String field, String... values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private HttpResponse token() {
        Instant now = clock.instant();
        String token = tokens.issue(now, life.lives(), life.says());
        return ApiAnswers.json(200, json -> {
                    json.writeStringField("access_token", token);
                    json.writeNumberField("expires_in", life.says().toSeconds());
                    json.writeStringField("token_type", "Bearer");
                    json.writeStringField("scope", SCOPE);
                })
                .withHeader("Cache-Control", "no-store");
    }

    private static HttpResponse refused(int status, String error, String description) {
        return ApiAnswers.json(status, json -> {
            json.writeStringField("error", error);
            json.writeStringField("error_description", description);
        });
    }

    private static List<String> client(String authorization, Map<String, String> form) {
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            byte[] pair = Base64.getDecoder().decode(authorization.substring(6).strip());
            return Arrays.stream(new String(pair, StandardCharsets.UTF_8).split(":", 2))
                    .map(TokenEndpoint::decoded)
                    .toList();
        }
        return List.of(form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", ""));
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String field : body.split("&")) {
            String[] pair = field.split("=", 2);
            form.put(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : "");
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
