package io.jenkins.plugins.synchronization.engine.client;

import java.util.HashMap;
import java.util.Map;
import okhttp3.OkHttpClient;

/** One HTTP client for each server, made when it is first needed. Safe for use by several threads. */
final class ServerClients {

    private final OkHttpClient base;
    private final HttpSettings settings;
    private final Map<ServerUrl, OkHttpClient> clients = new HashMap<>();
    private boolean closed;

    ServerClients(OkHttpClient base, HttpSettings settings) {
        this.base = base;
        this.settings = settings;
    }

    /** The client for a server; what is sent with it after {@link #close} fails at once. */
    synchronized OkHttpClient of(ServerUrl server) {
        return clients.computeIfAbsent(server, any -> {
            OkHttpClient client = HttpClients.make(base, settings);
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
