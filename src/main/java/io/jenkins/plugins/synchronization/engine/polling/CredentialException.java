package io.jenkins.plugins.synchronization.engine.polling;

/** A credential cannot be resolved. The message is for the user: what is wrong, with what, and what to do. */
public final class CredentialException extends Exception {

    private static final long serialVersionUID = 1;

    /** Takes a message without any secret, not null. */
    public CredentialException(String message) {
        super(message);
    }
}
