package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.ProxyLogin;
import io.jenkins.plugins.synchronization.engine.client.TrustStore;
import io.jenkins.plugins.synchronization.engine.client.TrustStoreException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/** Makes the HTTP client that the engine builds on: with the proxies of the environment, else those of the Java runtime. */
final class ProxiedHttp extends ProxySelector implements Authenticator {

    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

    private final ProxyEnvironment proxies;

    private ProxiedHttp(ProxyEnvironment proxies) {
        this.proxies = proxies;
    }

    /** A client for these proxies; throws {@link UsageException} if the trusted certificates cannot be read. */
    static OkHttpClient client(ProxyEnvironment proxies) throws UsageException {
        ProxiedHttp proxied = new ProxiedHttp(proxies);
        try {
            return TrustStore.client()
                    .newBuilder()
                    .proxySelector(proxied)
                    .proxyAuthenticator(new ProxyLogin(proxied))
                    .build();
        } catch (TrustStoreException unusable) {
            throw new UsageException(unusable.getMessage());
        }
    }

    @Override
    public List<Proxy> select(URI request) {
        HttpProxy proxy = proxies.proxyFor(request);
        if (proxy != null) {
            // Unresolved: OkHttp looks the name up for each connection, not once for the whole wait.
            return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
        }
        ProxySelector ofJava = proxies.isEmpty() ? ProxySelector.getDefault() : null;
        return ofJava == null ? List.of(Proxy.NO_PROXY) : ofJava.select(request);
    }

    @Override
    public void connectFailed(URI request, SocketAddress proxy, IOException why) {
        // OkHttp notifies its caller; there is no other proxy to try.
    }

    @Override
    public Request authenticate(Route route, Response refused) {
        HttpProxy proxy = route == null ? null : proxyAt(route);
        boolean basic = refused.challenges().stream()
                .map(challenge -> challenge.scheme())
                .anyMatch(scheme -> scheme.equalsIgnoreCase("Basic") || scheme.equalsIgnoreCase("OkHttp-Preemptive"));
        if (proxy == null || proxy.user() == null || !basic) {
            return null;
        }
        return refused.request()
                .newBuilder()
                .header(PROXY_AUTHORIZATION, Credentials.basic(proxy.user(), proxy.password(), StandardCharsets.UTF_8))
                .build();
    }

    private HttpProxy proxyAt(Route route) {
        return proxies.proxyFor(route.address().url().uri());
    }
}
