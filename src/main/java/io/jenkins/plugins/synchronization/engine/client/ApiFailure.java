package io.jenkins.plugins.synchronization.engine.client;

import java.time.Duration;
import java.util.List;

/**
 * An answer of the API, or of the token endpoint, that is not a run. The texts come from outside: they are on one line,
 * without control characters, without the secret that was sent, and bounded.
 *
 * @param kind what it means, never null
 * @param status the HTTP status, or 0 where there was no answer
 * @param code the API's code, such as {@code RateLimitExceeded}, or null
 * @param message the API's message, what was wrong with the connection, or why the body is not a run; or null
 * @param details further reasons, never null, often empty
 * @param retryAfter how long the server asks to wait, 0 or more, or null where it does not say
 * @param correlationId what Bentley's support asks for, never null
 */
public record ApiFailure(
        Kind kind,
        int status,
        String code,
        String message,
        List<Detail> details,
        Duration retryAfter,
        String correlationId) {

    /** What a failure means for a wait. */
    public enum Kind {
        /** 401: the token is missing, wrong or at its end. */
        UNAUTHORIZED,
        /** 403: the token is good, but may not do this. */
        FORBIDDEN,
        /** 404: no such run, or not yet. */
        RUN_NOT_FOUND,
        /** 404 {@code OperationNotFound}: no such API at this URL. */
        OPERATION_NOT_FOUND,
        /** 422: the ids are not accepted. */
        INVALID_REQUEST,
        /** 429: too many requests. */
        THROTTLED,
        /** 408 or 5xx. */
        UNAVAILABLE,
        /** No answer, or one that broke off. */
        UNREACHABLE,
        /** 200, but with a body that is not a run. */
        NOT_A_RUN,
        /** A redirect, which is never followed: it could lead the token elsewhere. */
        REDIRECTED,
        /** Any other status. */
        REFUSED,
        /** The token endpoint refused the client: 400, 401 or another 4xx. */
        TOKEN_REFUSED,
        /** 404, 405, 410, a redirect, or a success other than 200 from the token URL: no token endpoint is there. */
        TOKEN_ENDPOINT_NOT_FOUND,
        /** The token endpoint cannot be reached, is broken, or asks to come back later. */
        TOKEN_UNAVAILABLE
    }

    /**
     * One reason among several.
     *
     * @param code the API's code, or null
     * @param message its text, or null
     * @param target what it is about, or null
     */
    public record Detail(String code, String message, String target) {}

    /** Copies the details. */
    public ApiFailure {
        details = List.copyOf(details);
    }
}
