package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.http.Body;
import io.jenkins.plugins.synchronization.simulator.http.Delivery;
import io.jenkins.plugins.synchronization.simulator.http.HttpRequest;
import io.jenkins.plugins.synchronization.simulator.http.HttpResponse;
import io.jenkins.plugins.synchronization.simulator.script.ConnectionKind;
import io.jenkins.plugins.synchronization.simulator.script.Moment;
import io.jenkins.plugins.synchronization.simulator.script.Run;
import io.jenkins.plugins.synchronization.simulator.script.RunBody;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code GET …/{kind}connections/{connectionId}/runs/{runId}}: checks the request, then plays the run. */
final class RunEndpoint {

    private static final Pattern PATH = Pattern.compile(
            "/synchronization/imodels/(manifestconnections|storageconnections)/([^/]+)/runs/([^/]+)",
            Pattern.CASE_INSENSITIVE);
    private static final String ACCEPT = "application/vnd.bentley.itwin-platform.v1+json";
    private static final int STREAMED_FROM_TASKS = 2000;

    private final Tokens tokens;
    private final RequestLimits limits;
    private final InstantSource clock;
    private final RunsByScenario byScenario;
    private final Map<List<String>, SimulatedRun> runs = new ConcurrentHashMap<>();

    /** Takes what it needs; {@code byScenario} is null where only runs that are added are played. */
    RunEndpoint(Tokens tokens, RequestLimits limits, InstantSource clock, RunsByScenario byScenario) {
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
        this.byScenario = byScenario;
    }

    void add(SimulatedRun run) {
        runs.put(
                List.of(
                        run.run().kind().pathSegment(),
                        run.run().connectionId(),
                        run.run().id()),
                run);
    }

    HttpResponse answer(HttpRequest request) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches() || !accepts(request)) {
            return operationNotFound();
        }
        if (!request.method().equals("GET")) {
            return ApiAnswers.error(405, "MethodNotAllowed", "Only GET is allowed here.")
                    .withHeader("Allow", "GET");
        }
        Instant now = clock.instant();
        HttpResponse unauthorized = unauthorized(request.header("Authorization"), now);
        if (unauthorized != null) {
            return unauthorized;
        }
        long seconds = limits.secondsToWait(now);
        ConnectionKind kind = kind(path.group(1));
        if (seconds > 0) {
            return ApiAnswers.of(ApiAnswers.usualRefusal(429, kind), now)
                    .withHeader("Retry-After", Long.toString(seconds));
        }
        return found(kind, path.group(2), path.group(3), now);
    }

    private HttpResponse found(ConnectionKind kind, String connectionId, String runId, Instant now) {
        List<ApiAnswers.Detail> invalid = new ArrayList<>();
        checkId(connectionId, "connectionId", invalid);
        checkId(runId, "runId", invalid);
        if (!invalid.isEmpty()) {
            Refusal usual = ApiAnswers.usualRefusal(422, kind);
            return ApiAnswers.error(422, usual.code(), usual.message(), invalid.toArray(new ApiAnswers.Detail[0]));
        }
        SimulatedRun run = runs.get(List.of(kind.pathSegment(), connectionId, runId));
        if (run == null && byScenario != null) {
            run = byScenario.find(kind, connectionId, runId);
        }
        if (run == null) {
            return ApiAnswers.of(ApiAnswers.usualRefusal(404, kind), now);
        }
        SimulatedRun.Visit visit = run.visit(now);
        Trouble trouble = run.troubleAt(visit);
        if (trouble != null && trouble.refusal() != null) {
            return ApiAnswers.of(trouble.refusal(), now);
        }
        return HttpResponse.of(200, ApiAnswers.JSON_TYPE, new CurrentBody(run.run(), visit.moment()))
                .delivered(trouble == null ? Delivery.WHOLE : trouble.delivery());
    }

    private HttpResponse unauthorized(String authorization, Instant now) {
        if (authorization.isEmpty()) {
            return ApiAnswers.error(
                    401, "HeaderNotFound", "Header Authorization was not found in the request. Access denied.");
        }
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return ApiAnswers.error(
                    401, "InvalidAuthorizationScheme", "The authorization scheme must be Bearer. Access denied.");
        }
        String token = authorization.substring(7).strip();
        if (token.isEmpty() || token.contains(" ")) {
            return ApiAnswers.error(401, "InvalidHeaderValue", "The Authorization header is malformed. Access denied.");
        }
        return tokens.good(token, now)
                ? null
                : ApiAnswers.error(401, "Unauthorized", "Access denied. The access token is not valid.");
    }

    private static boolean accepts(HttpRequest request) {
        return Arrays.stream(request.header("Accept").split(","))
                .map(type -> type.split(";", 2)[0].strip())
                .anyMatch(ACCEPT::equalsIgnoreCase);
    }

    private static HttpResponse operationNotFound() {
        return ApiAnswers.error(
                404,
                "ResourceNotFound",
                "The requested resource is not available.",
                new ApiAnswers.Detail(
                        "OperationNotFound", "No operation matches the path and the Accept header.", null));
    }

    private static void checkId(String id, String target, List<ApiAnswers.Detail> invalid) {
        if (!ScenarioReader.ID.matcher(id).matches()) {
            invalid.add(new ApiAnswers.Detail("InvalidValue", "Provided " + target + " value is not valid.", target));
        }
    }

    private static ConnectionKind kind(String pathSegment) {
        return pathSegment.equalsIgnoreCase(ConnectionKind.STORAGE.pathSegment())
                ? ConnectionKind.STORAGE
                : ConnectionKind.MANIFEST;
    }

    private record CurrentBody(Run run, Moment moment) implements Body {

        @Override
        public void writeTo(OutputStream out) throws IOException {
            RunBody.write(run, moment, out);
        }

        @Override
        public boolean streamed() {
            return run.jobs() != null
                    && run.jobs().stream().mapToLong(job -> job.tasks().count()).sum() >= STREAMED_FROM_TASKS;
        }
    }
}
