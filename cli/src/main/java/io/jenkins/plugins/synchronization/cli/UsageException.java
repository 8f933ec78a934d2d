package io.jenkins.plugins.synchronization.cli;

/** The program was started in a way that cannot work. The message says what is wrong and what to do. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
