package io.jenkins.plugins.synchronization.simulator;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A bare TCP connection to a simulator: nothing is repeated or repaired, as HTTP clients like to do. */
final class RawConnection implements AutoCloseable {

    private final Socket socket;

    RawConnection(SimulatedApi api) throws IOException {
        socket = new Socket("127.0.0.1", api.apiUrl().getPort());
        socket.setSoTimeout(60_000);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Whatever comes until the server closes the connection. */
    String untilClosed() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static String runRequest(SimulatedApi api, String... moreHeaders) {
        return "GET /synchronization/imodels/manifestconnections/" + api.connectionId() + "/runs/" + api.runId()
                + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + ApiClient.ACCEPT + "\r\nAuthorization: Bearer "
                + api.validToken() + "\r\n" + String.join("", moreHeaders) + "\r\n";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
