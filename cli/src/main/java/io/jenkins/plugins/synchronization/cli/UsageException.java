package io.jenkins.plugins.synchronization.cli;

/** A usage error. The message says what is wrong and what to do. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
