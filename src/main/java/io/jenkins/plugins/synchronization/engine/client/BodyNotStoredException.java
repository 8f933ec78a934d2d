package io.jenkins.plugins.synchronization.engine.client;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The body of a completed run could not be stored while it was read. The message names the folder and the reason. */
public final class BodyNotStoredException extends IOException {

    private static final long serialVersionUID = 1;

    BodyNotStoredException(Path folder, IOException why) {
        super("Cannot write to the temporary folder " + folder + ": " + reason(why), why);
    }

    /** The same again, for another caller. */
    BodyNotStoredException(BodyNotStoredException first) {
        super(first.getMessage(), first);
    }

    /** Java's messages are often only the path. */
    private static String reason(IOException why) {
        String reason = why instanceof FileSystemException system ? system.getReason() : why.getMessage();
        return reason == null ? why.getClass().getSimpleName() : reason;
    }
}
