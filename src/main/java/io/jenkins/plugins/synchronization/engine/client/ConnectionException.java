package io.jenkins.plugins.synchronization.engine.client;

import java.io.IOException;

/** A request that got no response, with what that means. The message may repeat a secret, like any text from outside. */
final class ConnectionException extends IOException {

    private static final long serialVersionUID = 1;

    private final ApiFailure.Kind kind;
    private final int status;

    /** Takes {@code UNREACHABLE} or a kind of connection, and the proxy's status, or 0. */
    ConnectionException(ApiFailure.Kind kind, int status, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
    }

    ApiFailure.Kind kind() {
        return kind;
    }

    int status() {
        return status;
    }
}
