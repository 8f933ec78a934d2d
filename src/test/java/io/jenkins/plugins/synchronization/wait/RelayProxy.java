package io.jenkins.plugins.synchronization.wait;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP proxy on loopback that asks for user and password, and relays GET requests. */
final class RelayProxy implements AutoCloseable {

    static final String USER = "relay-user";
    static final String PASSWORD = "relay-password";

    private final HttpServer server;
    private final AtomicInteger relayed = new AtomicInteger();

    RelayProxy() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::relay);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How many requests went through. */
    int relayed() {
        return relayed.get();
    }

    private void relay(HttpExchange exchange) throws IOException {
        String wanted =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (!wanted.equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"))) {
            exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"relay\"");
            exchange.sendResponseHeaders(407, -1);
            exchange.close();
            return;
        }
        HttpURLConnection onward =
                (HttpURLConnection) exchange.getRequestURI().toURL().openConnection(Proxy.NO_PROXY);
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Accept") || name.equalsIgnoreCase("Authorization")) {
                onward.setRequestProperty(name, values.get(0));
            }
        });
        byte[] body = onward.getInputStream().readAllBytes();
        relayed.incrementAndGet();
        exchange.sendResponseHeaders(onward.getResponseCode(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
