package io.jenkins.plugins.synchronization.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.synchronization.simulator.http.Body;
import io.jenkins.plugins.synchronization.simulator.http.Delivery;
import io.jenkins.plugins.synchronization.simulator.http.HttpRequest;
import io.jenkins.plugins.synchronization.simulator.http.HttpResponse;
import io.jenkins.plugins.synchronization.simulator.script.ConnectionKind;
import io.jenkins.plugins.synchronization.simulator.script.Ids;
import io.jenkins.plugins.synchronization.simulator.script.Run;
import io.jenkins.plugins.synchronization.simulator.script.RunBody;
import io.jenkins.plugins.synchronization.simulator.script.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Answers checked requests for connections, their runs and their files. */
final class ConnectionAnswers {

    private static final String API_PATH = "/synchronization/imodels/";

    private final Connections connections;

    ConnectionAnswers(Connections connections) {
        this.connections = connections;
    }

    HttpResponse answer(
            Target target,
            ConnectionKind kind,
            String connectionId,
            String runId,
            Page page,
            HttpRequest request,
            Instant now) {
        SimulatedConnection connection = connections.find(kind, connectionId);
        if (target == Target.RUN) {
            SimulatedRun run = connection == null ? null : connection.run(runId);
            return run == null ? ApiAnswers.of(ApiAnswers.usualRefusal(404, kind), now) : run(run, now);
        }
        if (connection == null) {
            return ApiAnswers.error(
                    404, kind.missingName() + "NotFound", "Requested " + kind.missingName() + " is not available.");
        }
        HttpResponse invalid = target == Target.START ? invalidStart(kind, request.body()) : null;
        if (invalid != null) {
            return invalid;
        }
        Trouble trouble = connection.trouble(target, now);
        if (trouble != null && !trouble.processed()) {
            return troubled(new HttpResponse(200, Map.of(), Body.EMPTY, Delivery.WHOLE), trouble, now);
        }
        String host = host(request);
        boolean whole = request.header("Prefer").contains("return=representation");
        return troubled(
                switch (target) {
                    case START -> start(connection, host, new String(request.body(), StandardCharsets.UTF_8), now);
                    case RUNS -> runs(connection, host, page, whole, now);
                    case SOURCEFILES -> sourceFiles(connection, host, page, whole);
                    default -> connection(connection, host);
                },
                trouble,
                now);
    }

    private static HttpResponse run(SimulatedRun run, Instant now) {
        SimulatedRun.Visit visit = run.visit(now);
        return troubled(
                ApiAnswers.json(200, run.run().large(), json -> {
                    json.writeFieldName("run");
                    RunBody.write(run.run(), visit.moment(), json);
                }),
                run.troubleAt(visit),
                now);
    }

    private static HttpResponse troubled(HttpResponse usual, Trouble trouble, Instant now) {
        if (trouble == null) {
            return usual;
        }
        return (trouble.refusal() == null ? usual : ApiAnswers.of(trouble.refusal(), now))
                .delivered(trouble.delivery());
    }

    private static HttpResponse invalidStart(ConnectionKind kind, byte[] manifest) {
        if (kind == ConnectionKind.STORAGE) {
            return null;
        }
        if (new String(manifest, StandardCharsets.UTF_8).isBlank()) {
            return ApiAnswers.error(422, "MissingRequestBody", "The request has no body, but a manifest is required.");
        }
        String mistake = Manifest.mistake(manifest);
        return mistake == null ? null : ApiAnswers.invalid(kind, List.of(mistake));
    }

    private HttpResponse start(SimulatedConnection connection, String host, String manifest, Instant now) {
        Connections.Start start = connections.start(connection, manifest, now);
        if (start.status() == 409) {
            return ApiAnswers.of(
                    ApiAnswers.usualRefusal(409, connection.script().kind()), now);
        }
        String location = runPath(start.run().run());
        return new HttpResponse(start.status(), Map.of(), Body.EMPTY, Delivery.WHOLE)
                .withHeader("Location", connection.setup().wholeLocations() ? host + location : location);
    }

    private static HttpResponse runs(
            SimulatedConnection connection, String host, Page page, boolean whole, Instant now) {
        List<SimulatedRun> all = new ArrayList<>(connection.begun());
        if (!connection.setup().newestFirst()) {
            Collections.reverse(all);
        }
        List<SimulatedRun> shown = page.of(all);
        boolean large = whole && shown.stream().anyMatch(run -> run.run().large());
        return ApiAnswers.json(200, large, json -> {
            json.writeArrayFieldStart("runs");
            for (SimulatedRun run : shown) {
                if (whole) {
                    RunBody.write(run.run(), run.momentAt(now), json);
                } else {
                    RunBody.writeMinimal(run.run(), run.momentAt(now), json);
                }
            }
            json.writeEndArray();
            page.writeLinks(host + path(connection.script()) + "/runs", all.size(), json);
        });
    }

    private static HttpResponse sourceFiles(SimulatedConnection connection, String host, Page page, boolean whole) {
        Run script = connection.script();
        List<SourceFile> all = List.copyOf(connection.files());
        return ApiAnswers.json(200, json -> {
            json.writeArrayFieldStart("sourceFiles");
            for (SourceFile file : page.of(all)) {
                json.writeStartObject();
                json.writeStringField("id", Ids.guid(script.connectionId() + "/" + file.id()));
                json.writeStringField(script.kind().fileIdField(), file.id());
                if (script.kind() == ConnectionKind.STORAGE) {
                    storageFile(file, host, whole, json);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            page.writeLinks(host + path(script) + "/sourcefiles", all.size(), json);
        });
    }

    private static void storageFile(SourceFile file, String host, boolean whole, JsonGenerator json)
            throws IOException {
        if (whole && file.connectorType() != null) {
            json.writeStringField("connectorType", file.connectorType());
        }
        if (file.name() != null) {
            json.writeStringField("lastKnownFileName", file.name());
        }
        json.writeObjectFieldStart("_links");
        link("file", host + "/storage/files/" + file.id(), json);
        json.writeEndObject();
    }

    private static HttpResponse connection(SimulatedConnection connection, String host) {
        ConnectionSetup setup = connection.setup();
        List<SimulatedRun> begun = connection.begun();
        return ApiAnswers.json(200, json -> {
            json.writeObjectFieldStart("connection");
            json.writeStringField("id", connection.script().connectionId());
            json.writeStringField("displayName", setup.displayName());
            json.writeStringField("iModelId", setup.iModelId());
            json.writeStringField("iTwinId", setup.iTwinId());
            json.writeStringField("authenticationType", "Service");
            json.writeObjectFieldStart("_links");
            link("iModel", host + "/imodels/" + setup.iModelId(), json);
            link("iTwin", host + "/itwins/" + setup.iTwinId(), json);
            if (!begun.isEmpty()) {
                link("lastRun", host + runPath(begun.get(0).run()), json);
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void link(String name, String href, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("href", href);
        json.writeEndObject();
    }

    /** The API as the client addressed it; nothing for a client of HTTP/1.0 that does not say. */
    static String host(HttpRequest request) {
        String host = request.header("Host");
        return host.isEmpty() ? "" : "http://" + host;
    }

    private static String runPath(Run run) {
        return path(run) + "/runs/" + run.id();
    }

    private static String path(Run run) {
        return API_PATH + run.kind().pathSegment() + "/" + run.connectionId();
    }
}
