package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host name with several addresses: all are tried, and what was sent is never sent again. */
class SeveralAddressesTest {

    private static final String DEAD = "127.0.0.2";
    private static final String FIRST = "127.0.0.3";
    private static final String SECOND = "127.0.0.4";

    private final List<AutoCloseable> open = new ArrayList<>();
    private final int port;

    SeveralAddressesTest() throws IOException {
        port = freePort();
    }

    /** A port that is free at each of the addresses: one that the system chooses for an address may be in use at another. */
    private static int freePort() throws IOException {
        for (int tries = 0; tries < 100; tries++) {
            try (ServerSocket any = new ServerSocket(0, 1, address(SECOND))) {
                new ServerSocket(any.getLocalPort(), 1, address(DEAD)).close();
                new ServerSocket(any.getLocalPort(), 1, address(FIRST)).close();
                return any.getLocalPort();
            } catch (BindException inUse) {
                continue;
            }
        }
        return abort("127.0.0.2 to 127.0.0.4 are no addresses of this machine");
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerIsReachedWhoseFirstAddressRefuses(AnyRequest request) throws IOException {
        MockWebServer server = server(SECOND);
        server.enqueue(request.success());
        AnyRequest.Client client = client(request, DEAD, SECOND);

        assertThat(client.send()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aServerIsReachedWhoseFirstAddressesAreBlackHoles(AnyRequest request) throws IOException {
        MockWebServer server = server(SECOND);
        blackHole(DEAD);
        blackHole(FIRST);
        server.enqueue(request.success());
        AnyRequest.Client client = client(request, DEAD, FIRST, SECOND);

        assertThat(client.send()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aServerIsReachedWhoseIpv6AddressIsDead(AnyRequest request) throws IOException {
        MockWebServer server = server(SECOND);
        server.enqueue(request.success());
        AnyRequest.Client client = client(request, "::1", SECOND);

        assertThat(client.send()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theOtherAddressTakesOverWhenTheFirstDiesInMidWait(AnyRequest request) throws IOException {
        MockWebServer first = server(FIRST);
        MockWebServer second = server(SECOND);
        first.enqueue(request.success());
        second.enqueue(request.success());
        AnyRequest.Client client = client(request, FIRST, SECOND);
        assertThat(client.send()).isEmpty();
        assertThat(first.getRequestCount()).isEqualTo(1);

        first.shutdown();

        // The request on the connection that was left may fail, the next one is on a new connection.
        Optional<ApiFailure> onOldConnection = client.send();
        assertThat(onOldConnection.isEmpty() || client.send().isEmpty()).isTrue();
        assertThat(second.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void allAddressesAreNamedWhereNoneCanBeReached(AnyRequest request) {
        AnyRequest.Client client = client(request, DEAD, FIRST);

        ApiFailure failure = client.failure();

        assertThat(failure.kind()).isEqualTo(request.unreachable());
        assertThat(failure.message()).contains(DEAD + ":" + port, FIRST + ":" + port);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasSentIsNotSentToTheOtherAddress(AnyRequest request) throws IOException {
        MockWebServer first = server(FIRST);
        MockWebServer second = server(SECOND);
        first.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
        second.enqueue(request.success());
        AnyRequest.Client client = client(request, FIRST, SECOND);

        assertThat(client.failure().kind()).isEqualTo(request.unreachable());
        assertThat(first.getRequestCount()).isEqualTo(1);
        assertThat(second.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasSentIsNotSentAgainOnAnotherConnection(AnyRequest request) throws IOException {
        MockWebServer server = server(FIRST);
        server.enqueue(request.success());
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
        server.enqueue(request.success());
        AnyRequest.Client client = client(request, FIRST);
        assertThat(client.send()).isEmpty();

        assertThat(client.failure().kind()).as("on the pooled connection").isEqualTo(request.unreachable());

        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(client.send()).isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasSentOnAConnectionThatTheServerHasClosedIsNotSentAgain(AnyRequest request) throws IOException {
        MockWebServer server = server(FIRST);
        server.enqueue(request.success().setSocketPolicy(SocketPolicy.DISCONNECT_AT_END));
        server.enqueue(request.success());
        AnyRequest.Client client = client(request, FIRST);
        assertThat(client.send()).isEmpty();

        Optional<ApiFailure> onClosedConnection = client.send();

        assertThat(server.getRequestCount()).isEqualTo(onClosedConnection.isPresent() ? 1 : 2);
        assertThat(onClosedConnection.isEmpty() || client.send().isEmpty()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void whatGotNoResponseInTimeIsNotSentToTheOtherAddress(AnyRequest request) throws IOException {
        MockWebServer first = server(FIRST);
        MockWebServer second = server(SECOND);
        first.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        second.enqueue(request.success());
        AnyRequest.Client client = closedLater(
                request.client(resolving(FIRST, SECOND), LoopbackApi.impatient(), "http://localhost:" + port));

        assertThat(client.failure().kind()).isEqualTo(request.unreachable());
        assertThat(second.getRequestCount()).isZero();
    }

    private AnyRequest.Client client(AnyRequest request, String... addresses) {
        HttpSettings settings = HttpSettings.of("test/1")
                .withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofSeconds(20));
        return closedLater(request.client(resolving(addresses), settings, "http://localhost:" + port));
    }

    private AnyRequest.Client closedLater(AnyRequest.Client client) {
        open.add(client);
        return client;
    }

    private static OkHttpClient resolving(String... addresses) {
        Dns dns =
                host -> Stream.of(addresses).map(SeveralAddressesTest::address).toList();
        return new OkHttpClient.Builder().dns(dns).build();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException isLiteral) {
            throw new IllegalStateException(isLiteral);
        }
    }

    private MockWebServer server(String address) throws IOException {
        MockWebServer server = new MockWebServer();
        server.start(address(address), port);
        open.add(server::shutdown);
        return server;
    }

    /** An address that takes no connection and refuses none: the queue of its listener is full. */
    private void blackHole(String address) throws IOException {
        ServerSocket listener = new ServerSocket(port, 1, address(address));
        open.add(listener);
        try {
            while (true) {
                Socket socket = new Socket();
                open.add(socket);
                socket.connect(new InetSocketAddress(address, port), 300);
            }
        } catch (SocketTimeoutException full) {
            return;
        }
    }
}
