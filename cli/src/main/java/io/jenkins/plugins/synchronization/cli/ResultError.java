package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.polling.RequestFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import io.jenkins.plugins.synchronization.engine.run.RunError;
import java.util.Locale;

/**
 * An error, for programs.
 *
 * @param reason {@code RUN} for the run's own error, the name of a {@link RequestFailure.Problem} or of the {@link ExitCode}, or
 *     {@code INTERRUPTED}
 * @param message for people, or null
 * @param status the HTTP status, or 0 without one
 * @param code the API's code, or the key of the run's error, or null
 * @param correlationId the ID for Bentley's support, or null
 */
record ResultError(String reason, String message, int status, String code, String correlationId) {

    /** The error of a completed run; null for null. */
    static ResultError of(RunError error) {
        return error == null ? null : new ResultError("RUN", error.description(), 0, error.errorKey(), null);
    }

    /** Why there is no result, with the message for people. */
    static ResultError of(WaitFailure failure, String message) {
        return of(ExitCode.of(failure.reason()).name(), failure.last(), message);
    }

    /** Why there is no run, with the message for people. */
    static ResultError of(RequestFailure failure, String message) {
        Enum<?> reason = failure.problem() == null ? ExitCode.of(failure.reason()) : failure.problem();
        return of(reason.name(), failure.last(), message);
    }

    private static ResultError of(String reason, ApiFailure last, String message) {
        return last == null
                ? of(reason, message)
                : new ResultError(reason, message, last.status(), last.code(), last.correlationId());
    }

    /** The end by a signal; {@code what} is the rest of a key of the engine's texts. */
    static ResultError interrupted(String what, Locale locale) {
        return of("INTERRUPTED", new ReasonText("interrupted." + what).in(locale));
    }

    /** An error without a response of the API. */
    static ResultError of(String reason, String message) {
        return new ResultError(reason, message, 0, null, null);
    }
}
