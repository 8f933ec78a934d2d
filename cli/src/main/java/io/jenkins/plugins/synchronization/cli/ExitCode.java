package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;

/** What the exit codes mean. 130 and 143, interrupted and terminated, are the Java runtime's own. */
enum ExitCode {
    SUCCESS(0, "SUCCESS: the run ended well; or the files of report are written"),
    BUG(1, "a bug of this program"),
    USAGE(2, "wrong usage: a bad option, no token, unreadable input"),
    NOT_AUTHORIZED(3, "not authorised: 401, 403, or the token endpoint refused the client"),
    REFUSED(4, "the API refused the request: 404, 422, another 4xx, a redirect; or the token URL is wrong"),
    GAVE_UP(5, "gave up on an API that is unreachable or broken"),
    TIMED_OUT(6, "the run was not over in time"),
    NOT_A_RUN(7, "the input of report is not a run"),
    FILE_NOT_WRITTEN(8, "a file could not be written"),
    UNSTABLE(10, "UNSTABLE: the run succeeded in part"),
    FAILURE(20, "FAILURE: the run failed"),
    NOT_BUILT(30, "NOT_BUILT: only by --map"),
    ABORTED(40, "ABORTED: the run was canceled");

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

    /** What it means, in a few words. */
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
            case CREDENTIAL -> USAGE;
            case NOT_AUTHORIZED -> NOT_AUTHORIZED;
            case REFUSED -> REFUSED;
            case GAVE_UP -> GAVE_UP;
            case TIMED_OUT -> TIMED_OUT;
            case INTERNAL -> BUG;
        };
    }
}
