package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.io.IOException;

/** A request that got no response, with what that means. The message may repeat a secret, like any text from outside. */
final class ConnectionException extends IOException {

    private static final long serialVersionUID = 1;

    private static final int MAX_TEXT = 500;

    private final ApiFailure.Kind kind;
    private final int status;

    private final transient ReasonText text;

    /** Takes {@code UNREACHABLE} or a kind of connection, and the proxy's status, or 0. */
    ConnectionException(ApiFailure.Kind kind, int status, ReasonText text, Throwable cause) {
        super(text.toString(), cause);
        this.kind = kind;
        this.status = status;
        this.text = text;
    }

    /** What any exception says, without a secret. */
    static ReasonText textOf(IOException why, Redaction redaction) {
        ReasonText text = why instanceof ConnectionException known
                ? known.text
                : ReasonText.of(why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage());
        return text.map(part -> redaction.oneLine(part, MAX_TEXT));
    }

    ApiFailure.Kind kind() {
        return kind;
    }

    int status() {
        return status;
    }
}
