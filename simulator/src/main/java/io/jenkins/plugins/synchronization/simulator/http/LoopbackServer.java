package io.jenkins.plugins.synchronization.simulator.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 and HTTP/1.0 server bound to 127.0.0.1 only, with one daemon thread per connection. A server of our own, because the
 * JDK's gives no hand on the socket: it can neither reset a connection nor promise more bytes than it sends.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final String ADDRESS = "127.0.0.1";
    private static final AtomicInteger SERVERS = new AtomicInteger();

    private final ServerSocket listener;
    private final Handler handler;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Answers requests; called on the connection's thread, by many connections at once. */
    @FunctionalInterface
    public interface Handler {

        /** Answers one request. */
        HttpResponse handle(HttpRequest request);
    }

    /**
     * Binds the port and starts serving.
     *
     * @param port the port, 0 for any free one
     * @param handler serves the requests
     * @throws IOException where the port cannot be bound, naming it
     */
    public LoopbackServer(int port, Handler handler) throws IOException {
        this.handler = handler;
        listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), port));
        } catch (IOException e) {
            listener.close();
            throw new IOException(
                    "The simulator cannot listen on " + ADDRESS + ":" + port + " (" + e.getMessage()
                            + "). Choose another port, or 0 for any free one.",
                    e);
        }
        String prefix = "itwin-simulator-" + SERVERS.incrementAndGet() + "-";
        AtomicInteger count = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
    }

    /** The port that is bound: 1 to 65535. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Stops answering, closes every connection and waits until all threads have ended. */
    @Override
    public void close() {
        closed.countDown();
        closeQuietly(listener);
        threads.shutdownNow();
        open.forEach(LoopbackServer::closeQuietly);
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The simulator's threads did not end within 10 s of close().");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                try {
                    threads.execute(() -> serve(socket));
                } catch (RejectedExecutionException e) {
                    closeQuietly(socket);
                }
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            RequestReader requests = new RequestReader(new BufferedInputStream(socket.getInputStream()));
            ResponseWriter answers =
                    new ResponseWriter(new BufferedOutputStream(socket.getOutputStream(), 8192), this::pause);
            while (exchange(socket, requests, answers)) {
                // The connection is kept.
            }
        } catch (IOException e) {
            // The client went away, the server closes, or the response was to break off: the socket is closed.
        } finally {
            open.remove(socket);
        }
    }

    private boolean exchange(Socket socket, RequestReader requests, ResponseWriter answers) throws IOException {
        HttpRequest request;
        try {
            request = requests.next();
        } catch (MalformedRequestException e) {
            Body body = Body.of(e.getMessage().getBytes(StandardCharsets.UTF_8));
            answers.write(
                    HttpResponse.of(e.status(), "text/plain; charset=utf-8", body),
                    ResponseWriter.Framing.CLOSING,
                    false);
            return false;
        }
        if (request == null) {
            return false;
        }
        HttpResponse response = handler.handle(request);
        if (response.delivery() instanceof Delivery.Reset) {
            socket.setSoLinger(true, 0);
            return false;
        }
        if (response.delivery() instanceof Delivery.Late late) {
            pause(late.after());
        }
        answers.write(response, ResponseWriter.Framing.of(request), request.acceptsGzip());
        return !request.closes();
    }

    private void pause(Duration time) throws IOException {
        try {
            if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new BrokenOffException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // Already closed or already broken: either way it is no longer open.
        }
    }
}
