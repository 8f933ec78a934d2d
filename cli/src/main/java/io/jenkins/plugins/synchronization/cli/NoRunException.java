package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import io.jenkins.plugins.synchronization.engine.polling.RequestFailure;
import java.util.Locale;

/** A run could not be started or found. */
final class NoRunException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient RequestFailure failure;

    NoRunException(RequestFailure failure) {
        super(FailureText.of(failure, Locale.ENGLISH));
        this.failure = failure;
    }

    RequestFailure failure() {
        return failure;
    }
}
