package io.jenkins.plugins.synchronization.config;

import hudson.AbortException;

/** A server cannot be used. The message is for the user: which server, what is wrong with it, and what to do. */
public final class ServerException extends AbortException {

    private static final long serialVersionUID = 1;

    /** Takes a message without any secret. */
    public ServerException(String message) {
        super(message);
    }
}
