package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackServerTest {

    private SimulatedApi api;

    @BeforeEach
    void start() throws Exception {
        api = SimulatedApi.start(SimulatorOptions.of(Scenario.parse(
                "states: [{state: Executing, for: 1m}]\nresult: Success\ntroubles: [{onRequests: 2, reset: true}]")));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aConnectionServesManyRequestsUntilTheClientEndsIt() throws Exception {
        api.addRun("steady", Scenario.named("success"));
        try (RawConnection connection = new RawConnection(api)) {
            connection.send(RawConnection.runRequest(api));
            connection.send("GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(connection.untilClosed())
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("\"state\":\"Executing\"")
                    .contains("HTTP/1.1 404 Not Found\r\n")
                    .contains("OperationNotFound");
        }
    }

    @Test
    void aResetIsATcpResetAndIsRecordedAsNoStatus() throws Exception {
        try (RawConnection connection = new RawConnection(api)) {
            connection.send(RawConnection.runRequest(api, "Connection: close\r\n"));
            connection.untilClosed();
        }
        try (RawConnection connection = new RawConnection(api)) {
            connection.send(RawConnection.runRequest(api));

            assertThatThrownBy(connection::untilClosed)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(api.requests()).extracting(RecordedRequest::status).containsExactly(200, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "'GET / HTTP/2.0\r\n\r\n', 505",
        "'nonsense\r\n\r\n', 400",
        "'GET http://elsewhere/ HTTP/1.1\r\n\r\n', 400",
        "'GET / HTTP/1.1\r\nno colon\r\n\r\n', 400",
        "'POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n', 400",
        "'POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n', 413",
        "'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n', 411",
    })
    void whatIsNotHttpIsRefusedAndTheConnectionClosed(String request, int status) throws Exception {
        try (RawConnection connection = new RawConnection(api)) {
            connection.send(request);

            assertThat(connection.untilClosed())
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("Connection: close\r\n");
        }
    }

    @Test
    void aProxyMaySpeakHttp10AndTheConnectionEndsTheBody() throws Exception {
        api.addRun("huge", Scenario.named("huge"));
        try (RawConnection small = new RawConnection(api);
                RawConnection large = new RawConnection(api)) {
            small.send("GET /.well-known/openid-configuration HTTP/1.0\r\n\r\n");
            large.send(RawConnection.runRequest(api)
                    .replace("/manifestconnections/", "/storageconnections/")
                    .replace("/" + api.runId() + " HTTP/1.1", "/huge HTTP/1.0"));

            assertThat(small.untilClosed()).contains("Connection: close\r\n", "\"token_endpoint\":\"/connect/token\"");
            assertThat(large.untilClosed())
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .doesNotContain("Transfer-Encoding")
                    .endsWith("}");
        }
    }

    @Test
    void anEndlessHeadIsRefused() throws Exception {
        try (RawConnection connection = new RawConnection(api)) {
            connection.send("GET / HTTP/1.1\r\nX: " + "x".repeat(64 * 1024 - 17));

            assertThat(connection.untilClosed()).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void closingFreesThePortAndLeavesNoThread() throws Exception {
        Set<Thread> before = simulatorThreads();
        SimulatedApi closing = SimulatedApi.start(SimulatorOptions.of(Scenario.named("success")));
        int port = closing.apiUrl().getPort();
        try (RawConnection idle = new RawConnection(closing)) {
            new ApiClient(closing).get();
            Set<Thread> started = simulatorThreads();
            started.removeAll(before);
            assertThat(started).isNotEmpty().allMatch(Thread::isDaemon);

            closing.close();
            for (Thread thread : started) {
                thread.join(60_000);
            }
            assertThat(started).noneMatch(Thread::isAlive);
            assertThat(idle.untilClosed()).isEmpty();
            SimulatedApi.start(SimulatorOptions.of(Scenario.named("success")).withPort(port))
                    .close();
        }
    }

    @Test
    void aPortInUseIsNamed() {
        int port = api.apiUrl().getPort();

        assertThatThrownBy(() -> SimulatedApi.start(
                        SimulatorOptions.of(Scenario.named("success")).withPort(port)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("Choose another port");
    }

    private static Set<Thread> simulatorThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("itwin-simulator-"))
                .collect(Collectors.toSet());
    }
}
