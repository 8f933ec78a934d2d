package io.jenkins.plugins.synchronization;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.util.Secret;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.config.SynchronizationServer;
import io.jenkins.plugins.synchronization.simulator.RecordedRequest;
import io.jenkins.plugins.synchronization.simulator.Scenario;
import io.jenkins.plugins.synchronization.simulator.SimulatedApi;
import io.jenkins.plugins.synchronization.simulator.SimulatorOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The simulated API, told by a test when its run is over; and what a Jenkins needs to know of it. */
public final class PlayedApi implements AutoCloseable {

    /** The credential with the bearer token. */
    public static final String TOKEN_ID = "itwin";

    /** The credential with client id and secret. */
    public static final String CLIENT_ID = "itwin-client";

    /** The name of the server in the configuration. */
    public static final String SERVER = "played";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ENDLESS = """
            name: endless
            states: [{state: Executing, phase: MasterFile, for: 24h}]
            result: Success
            jobs: [{connectorType: DWG, tasks: [{sourceFileId: a.dwg, starts: 0s, finishes: 1ms}, {sourceFileId: b.dwg, finishes: never}]}]
            """;

    private final SimulatedApi api;

    private PlayedApi(SimulatedApi api) {
        this.api = api;
    }

    /** An API whose run executes until it is told to end. */
    public static PlayedApi start() throws IOException {
        return start(ENDLESS);
    }

    /** An API that plays a scenario. */
    public static PlayedApi start(String yaml) throws IOException {
        return new PlayedApi(SimulatedApi.start(SimulatorOptions.of(Scenario.parse(yaml))));
    }

    /** The simulator itself. */
    public SimulatedApi api() {
        return api;
    }

    /** The API's URL. */
    public String url() {
        return api.apiUrl().toString();
    }

    /** The run is over from now on, with this result. One of its three tasks fails unless it is a success or skipped. */
    public void finish(String result) {
        finish(api.runId(), result);
    }

    /** One more run that executes until it is told to end. */
    public void addRun(String runId) {
        api.addRun(runId, Scenario.parse(ENDLESS));
    }

    /** One more run, as a scenario says. */
    public void play(String runId, String yaml) {
        api.addRun(runId, Scenario.parse(yaml));
    }

    /** A run is over from now on, with this result. */
    public void finish(String runId, String result) {
        api.addRun(runId, Scenario.parse(ended(result)));
    }

    /** A scenario of a run that ends at once. */
    public static String ended(String result) {
        boolean fine = result.equals("Success") || result.equals("Skipped");
        return """
                name: ended
                states: [{state: Executing, for: 0s}]
                unknownValues: true
                result: %s
                %s
                jobs:
                  - connectorType: DWG
                    tasks:
                      - sourceFileId: a.dwg
                      - sourceFileId: b.dwg
                      - {sourceFileId: c.dwg%s}
                """.formatted(
                        result,
                        fine ? "" : "error: {errorKey: SomeTasksFailed, description: One file is broken}",
                        fine
                                ? ""
                                : ", result: Error, error: {errorCode: TAE_BRG_1000, message: No such layer, canUserFix: true}");
    }

    /** Makes the API a server of the Jenkins in this JVM, and its default, with a credential of each kind. */
    public void configure() throws IOException {
        configure(url(), api.tokenUrl().toString(), api.validToken(), api.clientId(), api.clientSecret());
    }

    /** Does the same in the Jenkins of another JVM. */
    public RealJenkinsExtension.Step configuration() {
        String url = url();
        String tokenUrl = api.tokenUrl().toString();
        String token = api.validToken();
        String clientId = api.clientId();
        String clientSecret = api.clientSecret();
        return jenkins -> configure(url, tokenUrl, token, clientId, clientSecret);
    }

    /** The same where the Jenkins is in another JVM than the API. */
    public static void configure(String url, String tokenUrl, String token, String clientId, String clientSecret)
            throws IOException {
        SynchronizationServer server = new SynchronizationServer(SERVER, url);
        server.setTokenUrl(tokenUrl);
        server.setMinIntervalSeconds(1);
        server.setMaxIntervalSeconds(1);
        SynchronizationConfiguration configuration = SynchronizationConfiguration.get();
        configuration.setServers(List.of(server));
        configuration.setDefaultServer(SERVER);
        CredentialsStore store =
                CredentialsProvider.lookupStores(Jenkins.get()).iterator().next();
        store.addCredentials(
                Domain.global(),
                new StringCredentialsImpl(CredentialsScope.GLOBAL, TOKEN_ID, "token", Secret.fromString(token)));
        try {
            store.addCredentials(
                    Domain.global(),
                    new UsernamePasswordCredentialsImpl(
                            CredentialsScope.GLOBAL, CLIENT_ID, "client", clientId, clientSecret));
        } catch (hudson.model.Descriptor.FormException impossible) {
            throw new IOException(impossible);
        }
    }

    /** The call of the step for this API's run, with more arguments. */
    public String step(String more) {
        return "waitForSynchronizationRun(connectionId: '" + api.connectionId() + "', runId: '" + api.runId()
                + "', credentialsId: '" + TOKEN_ID + "'" + (more.isEmpty() ? "" : ", " + more) + ")";
    }

    /** Waits until the run has been asked for. */
    public void awaitPoll() throws InterruptedException, TimeoutException {
        api.awaitRequest(PlayedApi::isPoll, PATIENCE);
    }

    /** Waits until the run has been asked for once more from now on. */
    public void awaitNextPoll() throws InterruptedException, TimeoutException {
        long before = polls();
        api.awaitRequest(request -> isPoll(request) && polls() > before, PATIENCE);
    }

    /** How often a run has been asked for. */
    public long polls() {
        return api.requests().stream().filter(PlayedApi::isPoll).count();
    }

    private static boolean isPoll(RecordedRequest request) {
        return request.path().contains("/runs/");
    }

    @Override
    public void close() {
        api.close();
    }
}
