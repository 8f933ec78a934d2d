package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.Eventually;
import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.HttpSettings;
import io.jenkins.plugins.synchronization.engine.client.OAuthTokenIssuer;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunClient;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real client on real sockets, and a server that resets, cuts, stalls, lies about lengths and sends bombs: each wait
 * ends exactly once, and no thread, connection or temporary file is left. {@code -Dcampaign.seed=…} plays another part.
 */
class SocketCampaignTest {

    private static final int WAITS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path temporary;

    private final Random random = new Random(Long.getLong("campaign.seed", 7));
    private final MisbehavingServer server = new MisbehavingServer(random);
    private final Set<Thread> threadsBefore = threads();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void eachWaitEndsOnceAndNothingIsLeft() throws Exception {
        HttpSettings http = settings();
        List<RecordingListener> listeners = new ArrayList<>();
        List<Boolean> cancelled = new ArrayList<>();
        try (RunWatcher watcher = new RunWatcher(
                new ExecutorScheduler("itwin-synchronization-watcher"),
                new RunClient(new OkHttpClient(), http, InstantSource.system()),
                new OAuthTokenIssuer(new OkHttpClient(), http, InstantSource.system()),
                new Random(1))) {
            List<Wait> waits = new ArrayList<>();
            for (int i = 0; i < WAITS; i++) {
                RecordingListener listener = new RecordingListener();
                listeners.add(listener);
                waits.add(watcher.watch(request("run-" + i), listener));
            }
            for (int i = 0; i < WAITS; i += 10) {
                RecordingListener listener = listeners.get(i);
                Eventually.holds(() -> !listener.told().isEmpty());
                cancelled.add(waits.get(i).cancel());
            }
            Eventually.holds(() -> watcher.waits().isEmpty());
        }

        int ends = listeners.stream().mapToInt(RecordingListener::ends).sum();
        assertThat(ends)
                .isEqualTo(WAITS - (int) cancelled.stream().filter(was -> was).count());
        assertThat(listeners).allMatch(listener -> listener.ends() <= 1);
        assertThat(listeners.stream().flatMap(listener -> listener.told().stream()))
                .noneMatch(told -> told.startsWith("after the end"));
        assertThat(listeners.stream().filter(listener -> listener.completed() != null))
                .as("some runs are reported in the end")
                .isNotEmpty();
        Eventually.holds(() -> temporary.toFile().list().length == 0);
        Eventually.holds(() -> threadsBefore.containsAll(threads()));
        Eventually.holds(() -> server.open.isEmpty());
    }

    private HttpSettings settings() {
        HttpSettings usual = HttpSettings.of("test/1")
                .withTimeouts(Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(3));
        return usual.withBodyTimeout(Duration.ofSeconds(3)).withTemporaryDirectory(temporary);
    }

    private WaitRequest request(String run) {
        return WaitRequest.begin(
                new RunAddress(
                        ServerUrl.parse("http://127.0.0.1:" + server.port()),
                        ConnectionType.MANIFEST,
                        "connection",
                        run),
                ScriptedSource.of(
                        any -> CompletableFuture.completedFuture(new Credential.Bearer(AccessToken.of("token")))),
                WaitSettings.DEFAULTS
                        .withIntervals(Duration.ofMillis(100), Duration.ofMillis(300))
                        .withTimeout(Duration.ofSeconds(30)),
                () -> VirtualWatch.PLENTY,
                Instant.now());
    }

    private static Set<Thread> threads() {
        return RunWatcherRealTimeTest.threads();
    }

    /** Does to each request something else. */
    private static final class MisbehavingServer implements AutoCloseable {
        private static final String EXECUTING = "{\"run\":{\"state\":\"Executing\"}}";
        private static final String COMPLETED =
                "{\"run\":{\"state\":\"Completed\",\"result\":\"Success\",\"jobs\":[" + " ".repeat(600_000) + "]}}";

        private final Random random;
        private final ServerSocket listening;
        private final Set<Socket> open = ConcurrentHashMap.newKeySet();
        private final ExecutorService threads = Executors.newCachedThreadPool();

        private MisbehavingServer(Random random) {
            this.random = random;
            try {
                listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
            } catch (IOException impossible) {
                throw new java.io.UncheckedIOException(impossible);
            }
            threads.execute(this::accept);
        }

        private int port() {
            return listening.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = listening.accept();
                    open.add(socket);
                    threads.execute(() -> serve(socket));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                while (readRequest(socket)) {
                    respond(socket, socket.getOutputStream());
                }
            } catch (IOException gone) {
                // As often as not.
            } finally {
                open.remove(socket);
            }
        }

        private static boolean readRequest(Socket socket) throws IOException {
            int last = 0;
            int read;
            while ((read = socket.getInputStream().read()) >= 0) {
                last = last << 8 | read;
                if (last == 0x0d0a0d0a) {
                    return true;
                }
            }
            return false;
        }

        private void respond(Socket socket, OutputStream out) throws IOException {
            int dice;
            synchronized (random) {
                dice = random.nextInt(14);
            }
            switch (dice) {
                case 0 -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
                case 1 -> cut(socket, out, "HTTP/1.1 2");
                case 2 -> cut(socket, out, head(1_000_000, "") + COMPLETED.substring(0, 400_000));
                case 3 -> cut(socket, out, head(COMPLETED.length() + 10, "") + COMPLETED);
                case 4 -> write(out, head(20, "") + EXECUTING);
                case 5 -> gzipBomb(out);
                case 6 -> stall(socket, out);
                case 7 -> write(out, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
                case 8 -> write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>");
                case 9 -> write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"run\r\nzz\r\n");
                case 10, 11 -> write(out, head(COMPLETED.length(), "") + COMPLETED);
                default -> write(out, head(EXECUTING.length(), "") + EXECUTING);
            }
        }

        private static String head(int length, String more) {
            return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + more + "Content-Length: " + length
                    + "\r\n\r\n";
        }

        private static void write(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        private static void cut(Socket socket, OutputStream out, String text) throws IOException {
            write(out, text);
            socket.close();
        }

        /** Nothing more, until the client has had enough. */
        private static void stall(Socket socket, OutputStream out) throws IOException {
            write(out, head(100, "") + "{\"run\":");
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
        }

        private static void gzipBomb(OutputStream out) throws IOException {
            ByteArrayOutputStream bomb = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
                byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
                gzip.write("{\"run\":{\"state\":\"Completed\",".getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < 50; i++) {
                    gzip.write(spaces);
                }
            }
            write(out, head(bomb.size(), "Content-Encoding: gzip\r\n"));
            bomb.writeTo(out);
            out.flush();
        }

        @Override
        public void close() throws IOException {
            listening.close();
            threads.shutdownNow();
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
