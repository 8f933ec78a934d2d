package io.jenkins.plugins.synchronization.wait;

import hudson.PluginWrapper;
import hudson.ProxyConfiguration;
import hudson.util.Secret;
import io.jenkins.plugins.okhttp.api.JenkinsOkHttpClient;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.HttpSettings;
import io.jenkins.plugins.synchronization.engine.client.OAuthTokenIssuer;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.client.RunApi;
import io.jenkins.plugins.synchronization.engine.client.RunClient;
import io.jenkins.plugins.synchronization.engine.client.TokenIssuer;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import okhttp3.Authenticator;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** The engine's way to the network: by the proxy that Jenkins is configured for, whenever that changes. */
final class JenkinsHttp {

    private static final String PREEMPTIVE = "OkHttp-Preemptive";
    private static final int CONCURRENT_REQUESTS = 2;

    private JenkinsHttp() {}

    /** Asks for runs. */
    static RunApi runs() {
        return new Runs();
    }

    /** Gets tokens. */
    static TokenIssuer tokens() {
        return new Tokens();
    }

    private static final class Runs implements RunApi {
        private final PerProxy<RunClient> clients = new PerProxy<>(
                JenkinsHttp::proxy, () -> new RunClient(client(), settings(), clock()), RunClient::close);

        @Override
        public Runnable get(RunAddress address, AccessToken token, String correlationId, Consumer<RunAnswer> answer) {
            return clients.use((client, done) -> client.get(address, token, correlationId, arrived -> {
                done.run();
                answer.accept(arrived);
            }));
        }

        @Override
        public int concurrentRequests() {
            return CONCURRENT_REQUESTS;
        }

        @Override
        public void close() {
            clients.close();
        }
    }

    private static final class Tokens implements TokenIssuer {
        private final PerProxy<OAuthTokenIssuer> issuers = new PerProxy<>(
                JenkinsHttp::proxy, () -> new OAuthTokenIssuer(client(), settings(), clock()), OAuthTokenIssuer::close);

        @Override
        public CompletableFuture<AccessToken> token(Credential credential, String correlationId) {
            return issuers.use((issuer, done) -> {
                CompletableFuture<AccessToken> token = issuer.token(credential, correlationId);
                token.whenComplete((any, failure) -> done.run());
                return token;
            });
        }

        @Override
        public boolean reject(Credential credential, AccessToken rejected) {
            return issuers.use(issuer -> issuer.reject(credential, rejected));
        }

        @Override
        public void close() {
            issuers.close();
        }
    }

    private static InstantSource clock() {
        return Instant::now;
    }

    private static HttpSettings settings() {
        return HttpSettings.of(userAgent()).withMaxConcurrent(CONCURRENT_REQUESTS);
    }

    private static String userAgent() {
        PluginWrapper plugin = Jenkins.get().getPluginManager().whichPlugin(JenkinsHttp.class);
        String version = plugin == null ? "" : plugin.getVersion().replaceAll("[^A-Za-z0-9._-].*", "");
        return "itwin-synchronization-jenkins-plugin" + (version.isEmpty() ? "" : "/" + version);
    }

    private static OkHttpClient client() {
        OkHttpClient jenkins =
                JenkinsOkHttpClient.newClientBuilder(new OkHttpClient()).build();
        return jenkins.newBuilder()
                .proxyAuthenticator(patient(jenkins.proxyAuthenticator()))
                .addInterceptor(JenkinsHttp::toConfiguredServer)
                .build();
    }

    /** The last moment before something is sent: nothing goes to a server that was removed or got another URL. */
    private static Response toConfiguredServer(Interceptor.Chain chain) throws IOException {
        if (!SynchronizationConfiguration.get().hasServerAt(chain.request().url())) {
            throw new IOException("The server was removed from the configuration of Jenkins");
        }
        return chain.proceed(chain.request());
    }

    /** Jenkins' authenticator warns of a scheme that OkHttp asks for before the proxy has asked for any. */
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

    /** What tells two proxies apart. */
    private record ProxyKey(String host, int port, String user, Secret password, String direct) {
        /** Says nothing of the password. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
