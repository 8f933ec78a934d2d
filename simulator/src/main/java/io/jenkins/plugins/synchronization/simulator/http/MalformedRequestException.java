package io.jenkins.plugins.synchronization.simulator.http;

import java.io.IOException;

/** A request that is not HTTP/1.1 as this server reads it; the response is a status, and the connection is closed. */
final class MalformedRequestException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    MalformedRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
