package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;

/** The exit codes. 130 and 143, interrupted and terminated, are the Java runtime's own. */
enum ExitCode {
    SUCCESS(
            0,
            "SUCCESS: the run succeeded, or there was nothing to synchronize; start returned a run; report wrote its files"),
    INTERNAL_ERROR(1, "internal error"),
    USAGE(2, "usage or configuration error: invalid option, no token, unreadable input, TLS, proxy"),
    NOT_AUTHORIZED(3, "not authorized: 401, 403, or the token endpoint refused the client"),
    REFUSED(
            4,
            "the API refused the request: 404, 422, another 4xx, a redirect, an active run; or the token URL is wrong"),
    GAVE_UP(5, "gave up: the API was unreachable or its responses unusable"),
    TIMED_OUT(6, "timed out waiting for the run or its start"),
    NOT_A_RUN(7, "the input of report is not a run"),
    FILE_NOT_WRITTEN(8, "output could not be written"),
    UNSTABLE(10, "UNSTABLE: PartialSuccess"),
    FAILURE(20, "FAILURE: Error, TimedOut, Undetermined, or an unknown result"),
    NOT_BUILT(30, "NOT_BUILT: only if you map a result to it"),
    ABORTED(40, "ABORTED: Canceled");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The number that the shell sees, 0 to 255. */
    int number() {
        return number;
    }

    /** The meaning, for the help. */
    String meaning() {
        return meaning;
    }

    static ExitCode of(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> SUCCESS;
            case UNSTABLE -> UNSTABLE;
            case FAILURE -> FAILURE;
            case NOT_BUILT -> NOT_BUILT;
            case ABORTED -> ABORTED;
        };
    }

    static ExitCode of(WaitFailure.Reason reason) {
        return switch (reason) {
            case CREDENTIAL, CONNECTION -> USAGE;
            case NOT_AUTHORIZED -> NOT_AUTHORIZED;
            case REFUSED -> REFUSED;
            case GAVE_UP -> GAVE_UP;
            case TIMED_OUT -> TIMED_OUT;
            case INTERNAL -> INTERNAL_ERROR;
        };
    }
}
