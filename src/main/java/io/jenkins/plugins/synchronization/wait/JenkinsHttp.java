package io.jenkins.plugins.synchronization.wait;

import hudson.PluginWrapper;
import hudson.ProxyConfiguration;
import hudson.util.Secret;
import io.jenkins.plugins.okhttp.api.JenkinsOkHttpClient;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ApiRequest;
import io.jenkins.plugins.synchronization.engine.client.ApiResponse;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.HttpSettings;
import io.jenkins.plugins.synchronization.engine.client.OAuthTokenIssuer;
import io.jenkins.plugins.synchronization.engine.client.ProxyLogin;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.client.RunApi;
import io.jenkins.plugins.synchronization.engine.client.RunClient;
import io.jenkins.plugins.synchronization.engine.client.TokenIssuer;
import io.jenkins.plugins.synchronization.engine.client.TrustStore;
import io.jenkins.plugins.synchronization.storage.TemporaryFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import jenkins.model.Jenkins;
import jenkins.util.SystemProperties;
import okhttp3.Authenticator;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * The engine's way to the network: through the proxy that Jenkins is configured for, whenever that changes. Requests for
 * runs and for tokens share it, so that a proxy that refuses the password for one is not sent it for the other.
 */
final class JenkinsHttp {

    /** For slow lines: see docs/configuration.md. */
    private static final String BODY_MINUTES = "io.jenkins.plugins.synchronization.bodyTimeoutMinutes";

    private static final String PREEMPTIVE = "OkHttp-Preemptive";

    private final HttpSettings settings = settings();
    private final PerProxy<Clients> clients = new PerProxy<>(JenkinsHttp::proxy, this::clients, Clients::close);

    private record Clients(RunClient runs, OAuthTokenIssuer tokens) implements AutoCloseable {
        @Override
        public void close() {
            runs.close();
            tokens.close();
        }
    }

    private Clients clients() {
        OkHttpClient base = client();
        return new Clients(
                new RunClient(base, settings, Instant::now), new OAuthTokenIssuer(base, settings, Instant::now));
    }

    /** Sends requests to the API; closes all connections when it is closed. */
    RunApi runs() {
        return new Runs();
    }

    /** Gets tokens; closes all connections when it is closed. */
    TokenIssuer tokens() {
        return new Tokens();
    }

    private final class Runs implements RunApi {
        @Override
        public Runnable get(RunAddress address, AccessToken token, String correlationId, Consumer<RunAnswer> answer) {
            return observed(
                    (runs, arrival) -> runs.get(address, token, correlationId, arrival),
                    arrived -> arrived instanceof RunAnswer.Failed failed ? failed.failure() : null,
                    answer);
        }

        @Override
        public <T> Runnable send(
                ApiRequest<T> request, AccessToken token, String correlationId, Consumer<ApiResponse<T>> response) {
            return observed(
                    (runs, arrival) -> runs.send(request, token, correlationId, arrival),
                    arrived -> arrived instanceof ApiResponse.Failed<T> failed ? failed.failure() : null,
                    response);
        }

        private <A> Runnable observed(
                BiFunction<RunClient, Consumer<A>, Runnable> request,
                Function<A, ApiFailure> failure,
                Consumer<A> receiver) {
            ObservedRequest observed = new ObservedRequest();
            return observed.cancellation(clients.use((http, done) -> request.apply(http.runs(), arrived -> {
                done.run();
                observed.ended(failure.apply(arrived), () -> receiver.accept(arrived));
            })));
        }

        @Override
        public int concurrentRequests() {
            return settings.maxConcurrent();
        }

        @Override
        public Duration requestLimit() {
            return settings.requestLimit();
        }

        @Override
        public void close() {
            clients.close();
        }
    }

    private final class Tokens implements TokenIssuer {
        @Override
        public CompletableFuture<AccessToken> token(Credential credential, String correlationId) {
            return clients.use((http, done) -> {
                CompletableFuture<AccessToken> token = http.tokens().token(credential, correlationId);
                token.whenComplete((any, failure) -> done.run());
                return token;
            });
        }

        @Override
        public boolean reject(Credential credential, AccessToken rejected) {
            return clients.use(http -> http.tokens().reject(credential, rejected));
        }

        @Override
        public void close() {
            clients.close();
        }
    }

    private static HttpSettings settings() {
        HttpSettings usual = HttpSettings.of(userAgent());
        Integer minutes = SystemProperties.getInteger(BODY_MINUTES, null);
        return usual.withBodyTimeout(minutes == null || minutes < 1 ? usual.bodyTimeout() : Duration.ofMinutes(minutes))
                .withTemporaryDirectory(TemporaryFolder.path());
    }

    private static String userAgent() {
        PluginWrapper plugin = Jenkins.get().getPluginManager().whichPlugin(JenkinsHttp.class);
        String version = plugin == null ? "" : plugin.getVersion().replaceAll("[^A-Za-z0-9._-].*", "");
        return "itwin-synchronization-jenkins-plugin" + (version.isEmpty() ? "" : "/" + version);
    }

    private static OkHttpClient client() {
        OkHttpClient jenkins = JenkinsOkHttpClient.newClientBuilder(TrustStore.clientThatReportsLater())
                .build();
        return jenkins.newBuilder()
                .proxyAuthenticator(new ProxyLogin(patient(jenkins.proxyAuthenticator())))
                .addInterceptor(JenkinsHttp::toConfiguredServer)
                .build();
    }

    /** The last moment before something is sent: nothing goes to a server that was removed or got another URL. */
    private static Response toConfiguredServer(Interceptor.Chain chain) throws IOException {
        if (!SynchronizationConfiguration.get().hasServerAt(chain.request().url())) {
            throw new IOException(Messages.JenkinsHttp_serverGone());
        }
        return chain.proceed(chain.request());
    }

    /** Jenkins' authenticator warns of a scheme that OkHttp requests before the proxy has requested any. */
    private static Authenticator patient(Authenticator authenticator) {
        return (route, response) -> PREEMPTIVE.equalsIgnoreCase(response.header("Proxy-Authenticate"))
                ? null
                : authenticator.authenticate(route, response);
    }

    /** Which proxy Jenkins is configured for, or null for none. */
    private static ProxyKey proxy() {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        return proxy == null
                ? null
                : new ProxyKey(
                        proxy.getName(),
                        proxy.getPort(),
                        proxy.getUserName(),
                        proxy.getSecretPassword(),
                        proxy.getNoProxyHost());
    }

    /** What distinguishes two proxies. */
    private record ProxyKey(String host, int port, String user, Secret password, String direct) {
        /** Says nothing of the password. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
