package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.time.Duration;
import java.util.List;

/**
 * An answer of the API, or of the token endpoint, that is not a run. The texts come from outside: they are on one line,
 * without control characters, without the secret that was sent, and bounded.
 *
 * @param kind what it means, never null
 * @param status the HTTP status, of the proxy where it refused the connection, or 0 where there was no answer
 * @param code the API's code, such as {@code RateLimitExceeded}, or null
 * @param text the API's message, what was wrong with the connection, or why the body is not a run; or null
 * @param details further reasons, never null, often empty
 * @param retryAfter how long the server asks to wait, 0 or more, or null where it does not say
 * @param correlationId what Bentley's support asks for, never null
 * @param tokenUrl the token endpoint that this is about, or null where it is about the API
 */
public record ApiFailure(
        Kind kind,
        int status,
        String code,
        ReasonText text,
        List<Detail> details,
        Duration retryAfter,
        String correlationId,
        ServerUrl tokenUrl) {

    /** A failure of the API, with its message. */
    public ApiFailure(
            Kind kind,
            int status,
            String code,
            String message,
            List<Detail> details,
            Duration retryAfter,
            String correlationId) {
        this(kind, status, code, ReasonText.of(message), details, retryAfter, correlationId, null);
    }

    /** A failure that has no details, and does not ask to wait. */
    static ApiFailure of(Kind kind, int status, String code, ReasonText text, String correlationId) {
        return new ApiFailure(kind, status, code, text, List.of(), null, correlationId, null);
    }

    /** No response came in time to a request for a run ({@code UNREACHABLE}) or a token ({@code TOKEN_UNAVAILABLE}). */
    public static ApiFailure late(Kind kind, Duration limit, String correlationId) {
        return of(kind, 0, null, within(limit), correlationId);
    }

    /** How long nothing came, which follows the words "no response". */
    static ReasonText within(Duration limit) {
        return new ReasonText("within", limit.toSeconds());
    }

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
        /** 408, 409, 421, 425, 499, or a 5xx that may pass. */
        UNAVAILABLE,
        /** No response, or one that broke off. */
        UNREACHABLE,
        /** 200 with a body that is not a run, another 1xx or 2xx, or 304. */
        NOT_A_RUN,
        /** A redirect, which is never followed: it could lead the token elsewhere. */
        REDIRECTED,
        /** Any other status. */
        REFUSED,
        /** The token endpoint refused the client: a code of RFC 6749, section 5.2, or 401. */
        TOKEN_REFUSED,
        /** 404, 405, 410, a redirect, or a success other than 200 from the token URL: no token endpoint is there. */
        TOKEN_ENDPOINT_NOT_FOUND,
        /** The token endpoint cannot be reached, is broken, or asks to come back later. */
        TOKEN_UNAVAILABLE,
        /** The certificate of the API or of the token endpoint comes from an authority that is not trusted. */
        CERTIFICATE_UNTRUSTED,
        /** The certificate, or one that it depends on, has expired. */
        CERTIFICATE_EXPIRED,
        /** The certificate, or one that it depends on, is not valid yet. */
        CERTIFICATE_NOT_YET_VALID,
        /** The certificate is trusted, and was issued for other host names. */
        CERTIFICATE_FOR_OTHER_HOST,
        /** The TLS handshake failed, such as for lack of a common protocol version. */
        TLS_HANDSHAKE_FAILED,
        /** There is no TLS where an https URL leads to. */
        NOT_TLS,
        /** The trusted certificates of this Java runtime cannot be read. */
        TRUST_STORE_UNUSABLE,
        /** The proxy wants other credentials (407), or does not allow the connection (401, 403, 405). */
        PROXY_REFUSED,
        /** The proxy cannot be reached, or cannot connect to the server. */
        PROXY_UNAVAILABLE;

        /** Whether a request was sent to the API: not if there was no token, or no connection. */
        public boolean isOfRequest() {
            return switch (this) {
                case TOKEN_REFUSED, TOKEN_ENDPOINT_NOT_FOUND, TOKEN_UNAVAILABLE -> false;
                default -> !isOfConnection();
            };
        }

        /** Whether nothing was heard of the server: no response, or none of a proxy before it that is of use. */
        public boolean isSilence() {
            return this == UNREACHABLE || this == PROXY_UNAVAILABLE;
        }

        /** Whether the connection failed before a request was sent, by TLS or the proxy. */
        public boolean isOfConnection() {
            return switch (this) {
                case CERTIFICATE_UNTRUSTED,
                        CERTIFICATE_EXPIRED,
                        CERTIFICATE_NOT_YET_VALID,
                        CERTIFICATE_FOR_OTHER_HOST,
                        TLS_HANDSHAKE_FAILED,
                        NOT_TLS,
                        TRUST_STORE_UNUSABLE,
                        PROXY_REFUSED,
                        PROXY_UNAVAILABLE -> true;
                default -> false;
            };
        }

        /**
         * What a status of the API means: the one rule for each, which docs/troubleshooting.md has as a table. A 404 is
         * {@link #OPERATION_NOT_FOUND} where its body says so.
         *
         * @param status from 100 to 599; others are {@link #REFUSED}
         * @return never null
         */
        public static Kind ofStatus(int status) {
            return switch (status) {
                case 304 -> NOT_A_RUN;
                case 401 -> UNAUTHORIZED;
                case 403 -> FORBIDDEN;
                case 404 -> RUN_NOT_FOUND;
                case 408, 409, 421, 425, 499 -> UNAVAILABLE;
                case 422 -> INVALID_REQUEST;
                case 429 -> THROTTLED;
                case 501, 505, 510, 511 -> REFUSED;
                default ->
                    switch (status / 100) {
                        case 1, 2 -> NOT_A_RUN;
                        case 3 -> REDIRECTED;
                        case 5 -> UNAVAILABLE;
                        default -> REFUSED;
                    };
            };
        }
    }

    /**
     * Whether this refusal may end within a minute even where the API never gave a run: a role that was granted a moment
     * ago, or a proxy or portal in between (5xx).
     */
    public boolean mayPass() {
        return kind == Kind.FORBIDDEN || kind == Kind.REFUSED && status >= 500;
    }

    /**
     * One reason among several.
     *
     * @param code the API's code, or null
     * @param message its text, or null
     * @param target what it is about, or null
     */
    public record Detail(String code, String message, String target) {}

    /** The {@link #text} in English, or null. */
    public String message() {
        return text == null ? null : text.toString();
    }

    /** The same, with another {@link #text}. */
    ApiFailure text(ReasonText other) {
        return new ApiFailure(kind, status, code, other, details, retryAfter, correlationId, tokenUrl);
    }

    /** The same, with another {@link #retryAfter}. */
    ApiFailure retryAfter(Duration other) {
        return new ApiFailure(kind, status, code, text, details, other, correlationId, tokenUrl);
    }

    /** Copies the details. */
    public ApiFailure {
        details = List.copyOf(details);
    }
}
