package io.jenkins.plugins.synchronization.simulator.http;

import java.io.IOException;

/** Ends a response early on purpose: the connection is closed without the rest. */
final class BrokenOffException extends IOException {

    private static final long serialVersionUID = 1L;
}
