package io.jenkins.plugins.synchronization.cli;

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

    /** A client for these proxies. */
    static OkHttpClient client(ProxyEnvironment proxies) {
        ProxiedHttp proxied = new ProxiedHttp(proxies);
        return new OkHttpClient.Builder()
                .proxySelector(proxied)
                .proxyAuthenticator(proxied)
                .build();
    }

    @Override
    public List<Proxy> select(URI request) {
        HttpProxy proxy = proxies.proxyFor(request);
        if (proxy != null) {
            // Unresolved: OkHttp looks the name up for each connection, not once for the whole wait.
            return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
        }
        boolean direct = request.getHost() == null || Loopback.is(request.getHost()) || !proxies.isEmpty();
        ProxySelector ofJava = direct ? null : ProxySelector.getDefault();
        return ofJava == null ? List.of(Proxy.NO_PROXY) : ofJava.select(request);
    }

    @Override
    public void connectFailed(URI request, SocketAddress proxy, IOException why) {
        // OkHttp tells its caller; there is no other proxy to go on with.
    }

    @Override
    public Request authenticate(Route route, Response refused) {
        HttpProxy proxy = route == null ? null : proxyAt(route);
        boolean basic = refused.challenges().stream()
                .map(challenge -> challenge.scheme())
                .anyMatch(scheme -> scheme.equalsIgnoreCase("Basic") || scheme.equalsIgnoreCase("OkHttp-Preemptive"));
        if (proxy == null || proxy.user() == null || !basic || refused.request().header(PROXY_AUTHORIZATION) != null) {
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
