package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.http.HttpRequest;
import io.jenkins.plugins.synchronization.simulator.http.HttpResponse;
import io.jenkins.plugins.synchronization.simulator.script.ConnectionKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything below {@code …/{kind}connections/{connectionId}}: checks a request, then has it answered. */
final class ApiEndpoint {

    private static final Pattern PATH = Pattern.compile(
            "/synchronization/imodels/(manifestconnections|storageconnections)/([^/]+)(?:/(runs|run|sourcefiles))?(?:/([^/]+))?",
            Pattern.CASE_INSENSITIVE);
    private static final String VERSIONED = "application/vnd.bentley.itwin-platform.v1+json";
    private static final Set<String> LENIENT = Set.of("*/*", "application/*", "application/json", VERSIONED);

    private final Tokens tokens;
    private final RequestLimits limits;
    private final InstantSource clock;
    private final boolean strictAccept;
    private final ConnectionAnswers answers;

    ApiEndpoint(
            Tokens tokens, RequestLimits limits, InstantSource clock, boolean strictAccept, ConnectionAnswers answers) {
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
        this.strictAccept = strictAccept;
        this.answers = answers;
    }

    HttpResponse answer(HttpRequest request) {
        Matcher path = PATH.matcher(request.path());
        List<String> methods = path.matches() ? methods(path) : List.of();
        if (methods.isEmpty() || !accepts(request)) {
            return operationNotFound();
        }
        if (!methods.contains(request.method())) {
            String allowed = String.join(", ", methods);
            return ApiAnswers.error(405, "MethodNotAllowed", "Allowed here: " + allowed + ".")
                    .withHeader("Allow", allowed);
        }
        Instant now = clock.instant();
        HttpResponse unauthorized = unauthorized(request.header("Authorization"), now);
        if (unauthorized != null) {
            return unauthorized;
        }
        long seconds = limits.secondsToWait(now);
        ConnectionKind kind = kind(path);
        if (seconds > 0) {
            return ApiAnswers.of(ApiAnswers.usualRefusal(429, kind), now)
                    .withHeader("Retry-After", Long.toString(seconds));
        }
        String connectionId = path.group(2);
        String runId = path.group(4);
        List<String> invalid = new ArrayList<>();
        checkId(connectionId, "connectionId", invalid);
        if (runId != null) {
            checkId(runId, "runId", invalid);
        }
        Page page = Page.of(request.query(), invalid);
        if (!invalid.isEmpty()) {
            return ApiAnswers.invalid(kind, invalid);
        }
        return answers.answer(target(path, request.method()), kind, connectionId, runId, page, request, now);
    }

    /** The methods of a path that has the form of one; none where it has no operation. */
    private static List<String> methods(Matcher path) {
        boolean starts = kind(path).startSegment().equalsIgnoreCase(path.group(3));
        boolean reads = !"run".equalsIgnoreCase(path.group(3));
        boolean within = path.group(4) != null;
        if (within) {
            return "runs".equalsIgnoreCase(path.group(3)) ? List.of("GET") : List.of();
        }
        return starts && reads ? List.of("GET", "POST") : starts ? List.of("POST") : reads ? List.of("GET") : List.of();
    }

    private static Target target(Matcher path, String method) {
        if (path.group(4) != null) {
            return Target.RUN;
        }
        if (path.group(3) == null) {
            return Target.CONNECTION;
        }
        return method.equals("POST")
                ? Target.START
                : path.group(3).equalsIgnoreCase("runs") ? Target.RUNS : Target.SOURCEFILES;
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

    private boolean accepts(HttpRequest request) {
        String accept = request.header("Accept");
        return accept.isBlank() && !strictAccept
                || Arrays.stream(accept.split(","))
                        .map(type -> type.split(";", 2)[0].strip())
                        .anyMatch(type -> strictAccept
                                ? type.equalsIgnoreCase(VERSIONED)
                                : LENIENT.stream().anyMatch(type::equalsIgnoreCase));
    }

    private static HttpResponse operationNotFound() {
        return ApiAnswers.error(
                404,
                "ResourceNotFound",
                "The requested resource is not available.",
                new ApiAnswers.Detail(
                        "OperationNotFound", "No operation matches the path and the Accept header.", null));
    }

    private static void checkId(String id, String target, List<String> invalid) {
        if (!ScenarioReader.ID.matcher(id).matches()) {
            invalid.add(target);
        }
    }

    private static ConnectionKind kind(Matcher path) {
        return path.group(1).equalsIgnoreCase(ConnectionKind.STORAGE.pathSegment())
                ? ConnectionKind.STORAGE
                : ConnectionKind.MANIFEST;
    }
}
