package io.jenkins.plugins.synchronization.cli;

import java.io.IOException;
import java.nio.file.Path;

/** A file of the user's cannot be written. The message says which, and why. */
final class OutputException extends IOException {

    private static final long serialVersionUID = 1;

    OutputException(Path file, String why) {
        super("Cannot write " + file + ": " + why);
    }
}
