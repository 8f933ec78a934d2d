package io.jenkins.plugins.synchronization.engine.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okio.BufferedSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunClientConnectionTest {

    private static final int MOST = HttpSettings.of("test/1").maxConcurrent();

    @RegisterExtension
    private final LoopbackApi api = new LoopbackApi();

    @Test
    void aServerThatDoesNotAnswerIsUnreachableAfterTheReadTimeout() {
        api.clientWith(LoopbackApi.impatient());
        api.server().enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));

        ApiFailure failure = api.failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        assertThat(failure.status()).isZero();
        assertThat(failure.correlationId()).isEqualTo(LoopbackApi.CORRELATION_ID);
    }

    @Test
    void aBodyThatTakesLongerThanTheResponseButKeepsComingIsRead() {
        api.clientWith(HttpSettings.of("test/1")
                .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(3)));
        api.server().enqueue(dripping());

        assertThat(api.ask()).isInstanceOf(RunAnswer.Found.class);
    }

    @Test
    void aBodyThatDripsForEverIsEndedByItsOwnLimit() {
        api.clientWith(HttpSettings.of("test/1")
                .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(1500))
                .withBodyTimeout(Duration.ofMillis(300)));
        api.server().enqueue(dripping());

        ApiFailure failure = api.failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        assertThat(failure.status()).isEqualTo(200);
        assertThat(failure.message()).contains("timeout");
    }

    private static MockResponse dripping() {
        return new MockResponse().setBody("{\"run\":{" + " ".repeat(30) + "}}").throttleBody(1, 100, MILLISECONDS);
    }

    @Test
    void headersThatDripAreEndedByTheLimitForTheResponse() throws IOException {
        api.clientWith(HttpSettings.of("test/1")
                .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(500)));
        try (ServerSocket dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> dripHeaders(dripping), "dripping-headers");
            server.setDaemon(true);
            server.start();

            ApiFailure failure = failure(api.ask(address("http://127.0.0.1:" + dripping.getLocalPort())));

            assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
            assertThat(failure.message()).contains("timeout");
        }
    }

    /** Sends header after header until the client has had enough. */
    private static void dripHeaders(ServerSocket listener) {
        try (Socket socket = listener.accept()) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; ; i++) {
                socket.getOutputStream().write(("x-" + i + ": y\r\n").getBytes(StandardCharsets.US_ASCII));
                LockSupport.parkNanos(MILLISECONDS.toNanos(20));
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SocketPolicy.class,
            names = {"DISCONNECT_AT_START", "DISCONNECT_AFTER_REQUEST", "DISCONNECT_DURING_RESPONSE_BODY"})
    void aConnectionThatBreaksIsUnreachable(SocketPolicy policy) {
        api.server().enqueue(new MockResponse().setBody(LoopbackApi.COMPLETED).setSocketPolicy(policy));

        assertThat(api.failure().kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
    }

    @Test
    void aRefusedConnectionIsUnreachable() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        ApiFailure failure = failure(api.ask(address("http://127.0.0.1:" + free)));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        assertThat(failure.message()).contains("127.0.0.1");
    }

    @Test
    void anUnknownHostIsUnreachable() {
        OkHttpClient base = new OkHttpClient.Builder()
                .dns(host -> {
                    throw new UnknownHostException(host + ": no such host");
                })
                .build();
        api.clientWith(base, HttpSettings.of("test/1"));

        ApiFailure failure = failure(api.ask(address("https://api.example.invalid")));

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        assertThat(failure.message()).isEqualTo("api.example.invalid: no such host");
    }

    @Test
    void cancellingEndsTheRequestAtOnceAndIsAnsweredOnce() throws InterruptedException {
        api.server().enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        BlockingQueue<RunAnswer> answers = new LinkedBlockingQueue<>();
        Runnable cancel = api.client().get(api.address(), LoopbackApi.TOKEN, LoopbackApi.CORRELATION_ID, answers::add);
        api.server().takeRequest();

        cancel.run();
        cancel.run();

        assertThat(failure(answers.poll(10, SECONDS)).kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        api.client().close();
        assertThat(answers).isEmpty();
    }

    @Test
    void cancellingAnAnsweredRequestHasNoEffect() {
        api.server().enqueue(new MockResponse().setBody(LoopbackApi.EXECUTING));
        CompletableFuture<RunAnswer> answer = new CompletableFuture<>();
        Runnable cancel =
                api.client().get(api.address(), LoopbackApi.TOKEN, LoopbackApi.CORRELATION_ID, answer::complete);

        assertThat(LoopbackApi.join(answer)).isInstanceOf(RunAnswer.Found.class);
        cancel.run();
    }

    @Test
    void closingAnswersWhatIsUnderWayAndWhatIsQueued() throws Exception {
        BlockingQueue<RunAnswer> answers = new LinkedBlockingQueue<>();
        for (int i = 0; i < 10; i++) {
            api.server().enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
            api.client().get(api.address(), LoopbackApi.TOKEN, LoopbackApi.CORRELATION_ID, answers::add);
        }

        api.client().close();

        Eventually.holds(() -> answers.size() == 10);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(failure(answer).kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE));
    }

    @Test
    void aRequestAfterClosingIsAnsweredAndNotSent() {
        api.client().close();

        assertThat(api.failure().kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        assertThat(api.server().getRequestCount()).isZero();
    }

    @Test
    void closingLeavesNoThreadOfTheClient() throws Exception {
        List<Thread> before = clientThreads();
        api.server().enqueue(new MockResponse().setBody(LoopbackApi.EXECUTING));
        api.ask();
        // While it is at work, OkHttp gives a thread another name.
        Eventually.holds(() -> !before.containsAll(clientThreads()));
        List<Thread> own = clientThreads();
        own.removeAll(before);

        api.client().close();

        Eventually.holds(() -> own.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void noMoreThanTheConfiguredNumberOfRequestsIsUnderWayToOneServer() throws InterruptedException {
        List<Runnable> cancels = new ArrayList<>();
        for (int i = 0; i <= MOST; i++) {
            api.server().enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
            cancels.add(api.client().get(api.address(), LoopbackApi.TOKEN, LoopbackApi.CORRELATION_ID, answer -> {}));
        }
        for (int i = 0; i < MOST; i++) {
            assertThat(api.server().takeRequest(20, SECONDS)).isNotNull();
        }
        assertThat(api.server().takeRequest(300, MILLISECONDS)).as("one more").isNull();
        assertThat(api.server().getRequestCount()).isEqualTo(MOST);

        cancels.get(0).run();

        assertThat(api.server().takeRequest(20, SECONDS)).isNotNull();
    }

    @Test
    void aServerThatHangsDoesNotHoldUpAnother() {
        for (int i = 0; i < 2 * MOST; i++) {
            api.server().enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
            api.client().get(api.address(), LoopbackApi.TOKEN, LoopbackApi.CORRELATION_ID, answer -> {});
        }
        api.server().enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AT_START));

        RunAnswer other = api.ask(address("http://127.0.0.1:1"));

        assertThat(failure(other).message()).contains("127.0.0.1:1");
    }

    @Test
    void aMistakeInReadingIsAnsweredToo() {
        api.server().enqueue(new MockResponse().setBody(LoopbackApi.EXECUTING));
        OkHttpClient base = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    Response response = chain.proceed(chain.request());
                    return response.newBuilder().body(new BrokenBody()).build();
                })
                .build();
        api.clientWith(base, HttpSettings.of("test/1"));

        ApiFailure failure = api.failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        assertThat(failure.message()).contains("IllegalStateException");
    }

    private static final class BrokenBody extends ResponseBody {
        @Override
        public MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public BufferedSource source() {
            throw new IllegalStateException("a mistake");
        }
    }

    private static ApiFailure failure(RunAnswer answer) {
        return ((RunAnswer.Failed) answer).failure();
    }

    private static RunAddress address(String server) {
        return new RunAddress(ServerUrl.parse(server), ConnectionType.MANIFEST, "c", "r");
    }

    private static List<Thread> clientThreads() {
        return new ArrayList<>(Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("itwin-synchronization-http"))
                .toList());
    }
}
