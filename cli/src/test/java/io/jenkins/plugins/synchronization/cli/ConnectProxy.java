package io.jenkins.plugins.synchronization.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy on this machine that asks for a password and leads every CONNECT to one server, whatever host it names. */
final class ConnectProxy implements AutoCloseable {

    private final String credentials;
    private final InetSocketAddress server;
    private final ServerSocket socket;
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final AtomicInteger passwords = new AtomicInteger();

    ConnectProxy(String user, String password, InetSocketAddress server) throws IOException {
        this.server = server;
        credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The hosts and ports that were asked for with the right password. */
    List<String> targets() {
        return targets;
    }

    /** How many times a password was sent, right or wrong. */
    int passwords() {
        return passwords.get();
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "connect-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                inBackground(() -> serve(client));
            }
        } catch (IOException closed) {
            targets.size();
        }
    }

    private void serve(Socket client) {
        try (client;
                InputStream in = new BufferedInputStream(client.getInputStream());
                OutputStream out = client.getOutputStream()) {
            String head = head(in);
            while (!head.isEmpty() && !head.contains("Proxy-Authorization: Basic " + credentials + "\r\n")) {
                answer(
                        out,
                        "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                                + "Content-Length: 0");
                head = head(in);
            }
            if (head.startsWith("CONNECT ")) {
                targets.add(head.split(" ", 3)[1]);
                tunnel(in, out);
            }
        } catch (IOException gone) {
            targets.size();
        }
    }

    private void tunnel(InputStream in, OutputStream out) throws IOException {
        try (Socket api = new Socket(server.getAddress(), server.getPort())) {
            answer(out, "200 Connection established");
            OutputStream toApi = api.getOutputStream();
            inBackground(() -> copy(in, toApi));
            copy(api.getInputStream(), out);
        }
    }

    private static void copy(InputStream from, OutputStream to) {
        try {
            from.transferTo(to);
        } catch (IOException gone) {
            return;
        }
    }

    private static void answer(OutputStream out, String lines) throws IOException {
        out.write(("HTTP/1.1 " + lines + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private String head(InputStream in) throws IOException {
        String head = readHead(in);
        if (head.contains("Proxy-Authorization")) {
            passwords.incrementAndGet();
        }
        return head;
    }

    /** The request line and headers; empty at the end of the connection. */
    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
