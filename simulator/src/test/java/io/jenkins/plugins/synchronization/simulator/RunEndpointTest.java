package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunEndpointTest {

    private SimulatedApi api;
    private ApiClient client;

    @BeforeEach
    void start() throws Exception {
        api = SimulatedApi.start(SimulatorOptions.of(Scenario.named("partial-success")));
        client = new ApiClient(api);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(ApiClient.object(ApiClient.json(response.body()), "error"))
                .containsEntry("code", code)
                .containsKey("message");
    }

    private static List<Map<String, Object>> details(HttpResponse<String> response) throws Exception {
        return ApiClient.objects(ApiClient.object(ApiClient.json(response.body()), "error"), "details");
    }

    private HttpRequest.Builder bare() {
        return HttpRequest.newBuilder(client.runUrl("manifestconnections", api.connectionId(), api.runId()));
    }

    @Test
    void aPathThatIsNoOperationIsNotFoundAsAnOperation() throws Exception {
        URI jobs = URI.create(
                api.apiUrl() + "/synchronization/imodels/manifestconnections/" + api.connectionId() + "/jobs");
        HttpResponse<String> response = client.send(client.request(jobs));

        assertRefused(response, 404, "ResourceNotFound");
        assertThat(details(response)).first().extracting("code").isEqualTo("OperationNotFound");
    }

    @Test
    void anotherAcceptHeaderIsNotFoundAsAnOperation() throws Exception {
        HttpResponse<String> other = client.send(
                bare().header("Authorization", "Bearer " + api.validToken()).header("Accept", "text/html"));

        assertRefused(other, 404, "ResourceNotFound");
        assertThat(details(other)).first().extracting("code").isEqualTo("OperationNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/json", "Application/*;q=0.5, text/html", ApiClient.ACCEPT})
    void whatClientsSendAsAcceptIsAccepted(String accept) throws Exception {
        HttpRequest.Builder request = bare().header("Authorization", "Bearer " + api.validToken());

        assertThat(client.send(accept.isEmpty() ? request : request.header("Accept", accept))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aStrictScenarioWantsTheVersionedType() throws Exception {
        api.close();
        api = SimulatedApi.start(
                SimulatorOptions.of(
                        Scenario.parse(
                                "{\"states\":[{\"state\":\"Queued\",\"for\":\"1s\"}],\"result\":\"Success\",\"strictAccept\":\"true\"}")));
        client = new ApiClient(api);
        String bearer = "Bearer " + api.validToken();
        HttpResponse<String> none = client.send(bare().header("Authorization", bearer));
        HttpResponse<String> other =
                client.send(bare().header("Authorization", bearer).header("Accept", "application/json"));

        assertRefused(none, 404, "ResourceNotFound");
        assertRefused(other, 404, "ResourceNotFound");
        assertThat(client.get().statusCode()).isEqualTo(200);
    }

    @Test
    void theRightAcceptHeaderMayStandAmongOthers() throws Exception {
        assertThat(client.send(bare().header("Authorization", "Bearer " + api.validToken())
                                .header("Accept", "text/html, " + ApiClient.ACCEPT + ";q=0.5"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRequestWithoutAuthorizationIsRefusedWithThePagesWords() throws Exception {
        HttpResponse<String> response = client.send(bare().header("Accept", ApiClient.ACCEPT));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body())
                .isEqualTo(
                        "{\"error\":{\"code\":\"HeaderNotFound\",\"message\":\"Header Authorization was not found in the"
                                + " request. Access denied.\"}}");
    }

    @Test
    void aSchemeOtherThanBearerIsRefused() throws Exception {
        assertRefused(
                client.send(bare().header("Accept", ApiClient.ACCEPT).header("Authorization", "Basic YTpi")),
                401,
                "InvalidAuthorizationScheme");
    }

    @Test
    void aTokenPastedWithItsSchemeIsAMalformedHeader() throws Exception {
        assertRefused(
                client.send(bare().header("Accept", ApiClient.ACCEPT)
                        .header("Authorization", "Bearer Bearer " + api.validToken())),
                401,
                "InvalidHeaderValue");
    }

    @Test
    void anUnknownTokenIsRefusedWithoutBeingRepeated() throws Exception {
        HttpResponse<String> response =
                client.send(bare().header("Accept", ApiClient.ACCEPT).header("Authorization", "Bearer guessed-secret"));

        assertRefused(response, 401, "Unauthorized");
        assertThat(response.body()).doesNotContain("guessed-secret");
    }

    @Test
    void tokensAreAcceptedAndRejectedAtWill() throws Exception {
        HttpRequest.Builder own = bare().header("Accept", ApiClient.ACCEPT).header("Authorization", "Bearer own-token");

        api.acceptToken("own-token");
        assertThat(client.send(own).statusCode()).isEqualTo(200);
        api.rejectToken("own-token");
        assertRefused(client.send(own), 401, "Unauthorized");
        api.rejectToken(api.validToken());
        assertRefused(client.get(), 401, "Unauthorized");
    }

    @Test
    void anUnknownRunOrConnectionIsNotFoundAsARun() throws Exception {
        assertRefused(
                client.send(client.request(client.runUrl("manifestconnections", api.connectionId(), "other"))),
                404,
                "ManifestConnectionRunNotFound");
        assertRefused(
                client.send(client.request(client.runUrl("manifestconnections", "other", api.runId()))),
                404,
                "ManifestConnectionRunNotFound");
        assertRefused(
                client.send(client.request(client.runUrl("storageconnections", api.connectionId(), api.runId()))),
                404,
                "ConnectionRunNotFound");
    }

    @Test
    void malformedIdsAreNamedInTheDetails() throws Exception {
        HttpResponse<String> response =
                client.send(client.request(client.runUrl("manifestconnections", "a%2fb", "..%0d")));

        assertRefused(response, 422, "InvalidManifestConnectionRunRequest");
        assertThat(details(response))
                .containsExactly(
                        Map.of(
                                "code", "InvalidValue",
                                "message", "Provided connectionId value is not valid.",
                                "target", "connectionId"),
                        Map.of(
                                "code", "InvalidValue",
                                "message", "Provided runId value is not valid.",
                                "target", "runId"));
    }

    @Test
    void otherMethodsAreNotAllowed() throws Exception {
        HttpResponse<String> response = client.send(client.runRequest().DELETE());

        assertRefused(response, 405, "MethodNotAllowed");
        assertThat(response.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void thePathIsMatchedInAnyCaseAndRecordedAsItCame() throws Exception {
        HttpResponse<String> response =
                client.send(client.request(client.runUrl("manifestConnections", api.connectionId(), api.runId())));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(api.requests()).singleElement().satisfies(request -> assertThat(request.path())
                .contains("/manifestConnections/"));
    }
}
