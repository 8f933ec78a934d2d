package io.jenkins.plugins.synchronization.simulator;

/**
 * A response other than 200 OK.
 *
 * @param status the HTTP status
 * @param code the API's code
 * @param message the API's message
 * @param style the form of the body
 * @param retryAfter the value of {@code Retry-After}, {@code date+N} for the date N seconds ahead, or null for none
 * @param location the value of {@code Location}, or null for none
 */
record Refusal(int status, String code, String message, Style style, String retryAfter, String location) {

    static final String RETRY_DATE = "date+";

    /** The form of the body. */
    enum Style {
        /** The error envelope of the API's page. */
        ENVELOPE,
        /** The older {@code {"statusCode":…,"message":…}}. */
        LEGACY,
        /** A gateway's page. */
        HTML,
        /** No bytes. */
        EMPTY
    }
}
