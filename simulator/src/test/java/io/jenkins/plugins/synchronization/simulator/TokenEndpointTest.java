package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenEndpointTest {

    private static final String GRANT = "grant_type=client_credentials&scope=itwin-platform";

    private final ManualClock clock = new ManualClock();
    private SimulatedApi api;
    private ApiClient client;

    @BeforeEach
    void start() throws Exception {
        start(Scenario.named("token-expiry"));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void start(Scenario scenario) throws Exception {
        if (api != null) {
            api.close();
        }
        api = SimulatedApi.start(SimulatorOptions.of(scenario).withClock(clock));
        client = new ApiClient(api);
    }

    private String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private int statusWith(String token) throws Exception {
        return client.send(HttpRequest.newBuilder(client.runUrl(api.runId()))
                        .header("Accept", ApiClient.ACCEPT)
                        .header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static void assertRefused(HttpResponse<String> response, int status, String error) throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(ApiClient.json(response.body())).containsEntry("error", error);
    }

    @Test
    void aClientWithHttpBasicGetsATokenThatEndsOnTime() throws Exception {
        HttpResponse<String> response = client.token(GRANT, "Authorization", basic(api.clientId(), api.clientSecret()));
        Map<String, Object> answer = ApiClient.json(response.body());
        String token = (String) answer.get("access_token");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer).containsEntry("expires_in", 8L).containsEntry("token_type", "Bearer");
        assertThat(statusWith(token)).isEqualTo(200);
        clock.advance(Duration.ofMillis(7_999));
        assertThat(statusWith(token)).isEqualTo(200);
        clock.advance(Duration.ofMillis(1));
        assertThat(statusWith(token)).isEqualTo(401);
    }

    @Test
    void theTokenHasTheShapeOfAJwtWithExpiryAndClient() throws Exception {
        String answer = client.token(GRANT + "&client_id=" + api.clientId() + "&client_secret=" + api.clientSecret())
                .body();
        String[] parts = ((String) ApiClient.json(answer).get("access_token")).split("\\.", -1);

        assertThat(parts).hasSize(3);
        assertThat(ApiClient.json(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)))
                .containsEntry("client_id", api.clientId())
                .containsEntry("exp", clock.instant().getEpochSecond() + 8);
    }

    @Test
    void eachTokenIsAnother() throws Exception {
        String form = GRANT + "&client_id=" + api.clientId() + "&client_secret=" + api.clientSecret();

        assertThat(client.token(form).body()).isNotEqualTo(client.token(form).body());
    }

    @Test
    void aTokenMayDieBeforeTheTimeThatItTells() throws Exception {
        start(Scenario.parse("{\"states\":[{\"state\":\"Executing\",\"for\":\"5s\"}],\"result\":\"Success\","
                + "\"token\":{\"livesSeconds\":5,\"saysSeconds\":3600}}"));
        Map<String, Object> answer =
                ApiClient.json(client.token(GRANT, "Authorization", basic(api.clientId(), api.clientSecret()))
                        .body());

        assertThat(answer).containsEntry("expires_in", 3600L);
        clock.advance(Duration.ofSeconds(5));
        assertThat(statusWith((String) answer.get("access_token"))).isEqualTo(401);
    }

    @Test
    void thePastedTokenDiesTooWhereTheScenarioLimitsLives() throws Exception {
        assertThat(statusWith(api.validToken())).isEqualTo(200);
        clock.advance(Duration.ofSeconds(8));
        assertThat(statusWith(api.validToken())).isEqualTo(401);
    }

    @Test
    void thePastedTokenLivesOnWhereTheScenarioDoesNot() throws Exception {
        start(Scenario.named("success"));
        clock.advance(Duration.ofDays(400));

        assertThat(statusWith(api.validToken())).isEqualTo(200);
    }

    @Test
    void aWrongClientIsRefused() throws Exception {
        assertRefused(client.token(GRANT, "Authorization", basic(api.clientId(), "wrong")), 401, "invalid_client");
        assertRefused(client.token(GRANT), 401, "invalid_client");
    }

    @Test
    void anotherGrantOrScopeIsRefused() throws Exception {
        String credentials = basic(api.clientId(), api.clientSecret());

        assertRefused(
                client.token("grant_type=password&scope=itwin-platform", "Authorization", credentials),
                400,
                "unsupported_grant_type");
        assertRefused(
                client.token("grant_type=client_credentials&scope=other", "Authorization", credentials),
                400,
                "invalid_scope");
    }

    @Test
    void whatCannotBeDecodedIsAnInvalidRequest() throws Exception {
        assertRefused(client.token("grant_type=%zz"), 400, "invalid_request");
        assertRefused(client.token(GRANT, "Authorization", "Basic !!!"), 400, "invalid_request");
        assertRefused(
                client.send(HttpRequest.newBuilder(api.tokenUrl()).POST(HttpRequest.BodyPublishers.ofString(GRANT))),
                400,
                "invalid_request");
    }

    @Test
    void theEndpointIsFoundByDiscovery() throws Exception {
        Map<String, Object> discovered = ApiClient.json(
                client.send(HttpRequest.newBuilder(api.apiUrl().resolve("/.well-known/openid-configuration")))
                        .body());

        assertThat(discovered)
                .containsEntry("issuer", api.apiUrl().toString())
                .containsEntry("token_endpoint", api.tokenUrl().toString())
                .containsKeys(
                        "authorization_endpoint",
                        "jwks_uri",
                        "response_types_supported",
                        "subject_types_supported",
                        "id_token_signing_alg_values_supported");
    }

    @Test
    void onlyPostIsAllowed() throws Exception {
        assertThat(client.send(HttpRequest.newBuilder(api.tokenUrl())).statusCode())
                .isEqualTo(405);
    }
}
