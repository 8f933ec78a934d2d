package io.jenkins.plugins.synchronization.cli;

import java.io.IOException;
import java.nio.file.Path;

/** An output file, or standard output, cannot be written. The message says which, and why. */
final class OutputException extends IOException {

    private static final long serialVersionUID = 1;

    OutputException(Path file, String why) {
        super("Cannot write " + file + ": " + why);
    }

    private OutputException(String message) {
        super(message);
    }

    /** Java does not report why. */
    static OutputException ofStandardOutput() {
        return new OutputException("Cannot write standard output: it is closed, or its disk is full");
    }
}
