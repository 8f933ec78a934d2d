package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.http.Delivery;
import io.jenkins.plugins.synchronization.simulator.http.HttpRequest;
import io.jenkins.plugins.synchronization.simulator.http.HttpResponse;
import io.jenkins.plugins.synchronization.simulator.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * The iTwin Synchronization API on 127.0.0.1, simulating a scenario: one run, or more once added or started, its
 * connection and the token endpoint; or any number of runs of each shipped scenario. A run starts with the first valid
 * request for it (path, Accept, token, limits), or when a client starts it.
 */
public final class SimulatedApi implements AutoCloseable {

    private static final String CLIENT_ID = "service-simulated-client";
    private static final String CLIENT_SECRET = "simulated-client-secret";

    private final SimulatorOptions options;
    private final Tokens tokens = new Tokens(CLIENT_ID);
    private final RequestLog log = new RequestLog();
    /** Null where each scenario is simulated. */
    private final SimulatedRun mainRun;

    private final Connections connections;
    private final ApiEndpoint apiEndpoint;
    private final TokenEndpoint tokenEndpoint;
    private final LoopbackServer server;
    private final String validToken;

    private SimulatedApi(SimulatorOptions options) throws IOException {
        this.options = options;
        Scenario scenario = options.scenario();
        boolean each = options.each();
        TokenLife life = each ? TokenLife.USUAL : scenario.tokenLife();
        RequestLimits limits = each ? new RequestLimits(0, 0) : scenario.newLimits();
        mainRun = each ? null : new SimulatedRun(scenario.run(), scenario.troubles(), options.speed());
        Instant now = options.clock().instant();
        connections = new Connections(options.speed(), now, each ? scenario : null);
        if (!each) {
            connections.add(scenario).add(mainRun);
        }
        apiEndpoint = new ApiEndpoint(
                tokens, limits, options.clock(), !each && scenario.strictAccept(), new ConnectionAnswers(connections));
        tokenEndpoint = new TokenEndpoint(tokens, life, CLIENT_ID, CLIENT_SECRET, options.clock());
        validToken = life.limited() ? tokens.issue(now, life.lives(), life.says()) : tokens.issueUnlimited(now);
        server = new LoopbackServer(options.port(), this::answer);
    }

    /** Starts the simulator; throws an exception that names the port where it cannot be bound. */
    public static SimulatedApi start(SimulatorOptions options) throws IOException {
        return new SimulatedApi(options);
    }

    /** Where the API is: {@code http://127.0.0.1:PORT}. */
    public URI apiUrl() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** The token endpoint: the URL to post the client credentials grant to. */
    public URI tokenUrl() {
        return apiUrl().resolve(TokenEndpoint.PATH);
    }

    /**
     * A bearer token that is accepted from the start, always the same: for the time that the scenario's {@code token}
     * section sets, else until it is rejected.
     */
    public String validToken() {
        return validToken;
    }

    /** The OAuth client id that the token endpoint knows. */
    public String clientId() {
        return CLIENT_ID;
    }

    /** The OAuth client secret that the token endpoint knows. It protects nothing. */
    public String clientSecret() {
        return CLIENT_SECRET;
    }

    /** The connection of the scenario's run. */
    public String connectionId() {
        return options.scenario().connectionId();
    }

    /** Whether that is a storage connection: false for a manifest connection. */
    public boolean storage() {
        return options.scenario().storage();
    }

    /** The scenario's run; where each scenario is simulated, one to begin with. */
    public String runId() {
        return options.each()
                ? options.scenario().name() + "-1"
                : options.scenario().runId();
    }

    /**
     * Plays one more run, on the connection and of the kind that its scenario names, with that scenario's troubles. Limits
     * and the life of tokens remain those that the simulator was started with. A run of the same address is replaced
     * and restarts.
     *
     * @param runId the run's id instead of the scenario's, 1 to 128 of {@code A-Za-z0-9_-}
     * @param scenario what it does
     * @throws IllegalArgumentException where the id is not one
     */
    public void addRun(String runId, Scenario scenario) {
        if (!ScenarioReader.ID.matcher(runId).matches()) {
            throw new IllegalArgumentException(
                    "The run ID is '" + runId + "'; allowed: " + ScenarioReader.ID_IN_WORDS + ".");
        }
        connections
                .add(scenario)
                .add(new SimulatedRun(scenario.run().withId(runId), scenario.troubles(), options.speed()));
    }

    /**
     * Simulates one more connection, of a scenario that names another one than those that exist. Runs that are started
     * on it play that scenario. It can be of the same iModel as others.
     */
    public void addConnection(Scenario scenario) {
        connections.add(scenario);
    }

    /**
     * Starts a run as another client would, on the connection that a scenario names.
     *
     * @param scenario names the connection; added if it is not there
     * @return the run's id
     * @throws IllegalStateException where a run of the same iModel is active
     */
    public String startRun(Scenario scenario) {
        SimulatedConnection connection = connections.add(scenario);
        Connections.Start start =
                connections.start(connection, "", options.clock().instant());
        if (start.status() != 202) {
            throw new IllegalStateException("Run " + start.run().run().id() + " of the same iModel is active.");
        }
        return start.run().run().id();
    }

    /**
     * How many runs were created on a connection: by clients, whether or not they got to know it, and by {@link
     * #startRun}.
     *
     * @param connectionId the connection; where there are two of this id, both count
     */
    public int runsCreated(String connectionId) {
        return connections.find(connectionId).stream()
                .mapToInt(SimulatedConnection::created)
                .sum();
    }

    /**
     * The manifests that created the runs of a connection, as they came; an empty text for each run without one. Of more
     * than 1,000 the oldest are removed.
     *
     * @param connectionId the connection
     */
    public List<String> manifests(String connectionId) {
        return connections.find(connectionId).stream()
                .flatMap(connection -> connection.manifests().stream())
                .toList();
    }

    /** Accepts a token, given without {@code Bearer}, from now on. */
    public void acceptToken(String token) {
        tokens.accept(token);
    }

    /** Responds 401 to a token, given without {@code Bearer}, from now on, whoever issued it. */
    public void rejectToken(String token) {
        tokens.reject(token);
    }

    /**
     * A copy of the requests so far, in the order in which their responses were decided; a request is here before its client
     * has the response. Of more than 100,000 the oldest are removed.
     */
    public List<RecordedRequest> requests() {
        return log.all();
    }

    /**
     * Waits for a request, past ones included.
     *
     * @param patience how long to wait at most, on the wall clock
     * @throws TimeoutException where none came in time
     */
    public RecordedRequest awaitRequest(Predicate<RecordedRequest> wanted, Duration patience)
            throws InterruptedException, TimeoutException {
        return log.await(wanted, patience);
    }

    /** Stops: the port is free, connections are closed and all threads have ended when this returns. */
    @Override
    public void close() {
        server.close();
    }

    private HttpResponse answer(HttpRequest request) {
        Instant now = options.clock().instant();
        HttpResponse response =
                switch (request.path()) {
                    case TokenEndpoint.PATH -> tokenAnswer(request, now);
                    case TokenEndpoint.DISCOVERY_PATH -> TokenEndpoint.discovery(request);
                    default -> apiEndpoint.answer(request);
                };
        int status = response.delivery() instanceof Delivery.Reset ? 0 : response.status();
        options.listener().accept(log.add(request, now, status));
        return response;
    }

    private HttpResponse tokenAnswer(HttpRequest request, Instant now) {
        Trouble trouble = mainRun == null ? null : mainRun.troubleAtToken(now);
        if (trouble == null) {
            return tokenEndpoint.answer(request);
        }
        return trouble.refusal() == null
                ? tokenEndpoint.answer(request).delivered(trouble.delivery())
                : ApiAnswers.of(trouble.refusal(), now);
    }
}
