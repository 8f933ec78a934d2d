package io.jenkins.plugins.synchronization.engine.client;

import java.util.HashMap;
import java.util.Map;
import okhttp3.Call;
import okhttp3.OkHttpClient;

/** One HTTP client for each server, made when it is first needed. Safe for use by several threads. */
final class ServerClients {

    private final OkHttpClient base;
    private final HttpSettings settings;
    private final Map<ServerUrl, OkHttpClient> clients = new HashMap<>();
    private boolean closed;

    ServerClients(OkHttpClient base, HttpSettings settings) {
        this.base = base.newBuilder()
                .proxyAuthenticator(ProxyLogin.of(base.proxyAuthenticator()))
                .build();
        this.settings = settings;
    }

    /** Makes the calls to a server; what is sent with it after {@link #close} fails at once. */
    Call.Factory of(ServerUrl server) {
        OkHttpClient client = client(server);
        return request -> client.newCall(request.newBuilder()
                .tag(ConnectionTrace.class, new ConnectionTrace())
                .build());
    }

    private synchronized OkHttpClient client(ServerUrl server) {
        return clients.computeIfAbsent(server, any -> {
            OkHttpClient client = HttpClients.make(base, settings, server);
            if (closed) {
                HttpClients.close(client);
            }
            return client;
        });
    }

    /** Cancels what is under way and gives threads and connections back. */
    void close() {
        Map<ServerUrl, OkHttpClient> open;
        synchronized (this) {
            closed = true;
            open = Map.copyOf(clients);
        }
        open.values().forEach(HttpClients::close);
    }
}
