package io.jenkins.plugins.synchronization.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a simulator as a client would. */
final class ApiClient {

    static final String ACCEPT = "application/vnd.bentley.itwin-platform.v1+json";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private final SimulatedApi api;

    ApiClient(SimulatedApi api) {
        this.api = api;
    }

    URI runUrl(String kind, String connectionId, String runId) {
        return URI.create(api.apiUrl() + "/synchronization/imodels/" + kind + "/" + connectionId + "/runs/" + runId);
    }

    /** The URL of a run on the scenario's connection. */
    URI runUrl(String runId) {
        return runUrl(api.storage() ? "storageconnections" : "manifestconnections", api.connectionId(), runId);
    }

    HttpRequest.Builder runRequest() {
        return request(runUrl(api.runId()));
    }

    HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(60))
                .header("Accept", ACCEPT)
                .header("Authorization", "Bearer " + api.validToken());
    }

    HttpResponse<String> get() throws IOException, InterruptedException {
        return send(runRequest());
    }

    Map<String, Object> run() throws IOException, InterruptedException {
        return object(json(get().body()), "run");
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return http.send(request.build(), handler);
    }

    HttpResponse<String> token(String form, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.tokenUrl())
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Parses JSON into maps, lists, texts, numbers, booleans and nulls. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> json(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            return (Map<String, Object>) value(parser);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, Object> parent, String key) {
        return (Map<String, Object>) parent.get(key);
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Map<String, Object> parent, String key) {
        return (List<Map<String, Object>>) parent.get(key);
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                map.put(key, value(parser));
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        return token.isBoolean() ? (Object) parser.getBooleanValue() : parser.getValueAsString();
    }
}
