package io.jenkins.plugins.synchronization.engine.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Credentials;

/** A small real forward proxy on loopback that wants a password, and leads every CONNECT to one target. */
public final class ForwardProxy implements AutoCloseable {

    /** The only user that it knows. */
    public static final String USER = "user";

    /** Its password. */
    public static final String PASSWORD = "proxy-secret";

    private static final String CREDENTIALS = Credentials.basic(USER, PASSWORD);

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final InetSocketAddress target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch closedByClient = new CountDownLatch(1);
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private volatile int status;

    /** Begins to listen. */
    public ForwardProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        start(() -> {
            while (true) {
                Socket client = server.accept();
                sockets.add(client);
                start(() -> serve(client));
            }
        });
    }

    Proxy proxy() {
        return new Proxy(Proxy.Type.HTTP, server.getLocalSocketAddress());
    }

    /** Where it listens on loopback. */
    public int port() {
        return server.getLocalPort();
    }

    /** Responds to every CONNECT with this status from now on. */
    void answer(int newStatus) {
        status = newStatus;
    }

    /** The heads of the CONNECT requests so far. */
    public List<String> heads() {
        return heads;
    }

    private void serve(Socket client) throws IOException {
        while (true) {
            String head = head(client.getInputStream());
            heads.add(head);
            if (status > 0) {
                write(client, "HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");
                continue;
            }
            if (head.contains("Proxy-Authorization: " + CREDENTIALS)) {
                break;
            }
            write(client, "HTTP/1.1 407 Proxy\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
        }
        Socket upstream = new Socket(target.getAddress(), target.getPort());
        sockets.add(upstream);
        write(client, "HTTP/1.1 200 Connected\r\n\r\n");
        start(() -> upstream.getInputStream().transferTo(client.getOutputStream()));
        client.getInputStream().transferTo(upstream.getOutputStream());
        closedByClient.countDown();
    }

    /** Waits until the client has closed its connection. */
    boolean awaitClosedByClient() throws InterruptedException {
        return closedByClient.await(20, TimeUnit.SECONDS);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private interface Io {
        void run() throws IOException;
    }

    private static void start(Io task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException closed) {
                        Thread.currentThread().interrupt();
                    }
                },
                "forward-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
