package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The body of a completed run could not be stored while it was read. The message names the folder and the reason in English,
 * {@link #in} in the reader's language.
 */
public final class BodyNotStoredException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient ReasonText text;

    BodyNotStoredException(Path folder, IOException why) {
        this(new ReasonText("temporaryFolder", folder.toString(), reason(why)), why);
    }

    /** The same again, for another caller. */
    BodyNotStoredException(BodyNotStoredException first) {
        this(first.text, first);
    }

    private BodyNotStoredException(ReasonText text, IOException cause) {
        super(text.toString(), cause);
        this.text = text;
    }

    /** The message in a language. */
    public String in(Locale locale) {
        return text.in(locale);
    }

    /** Java's messages are often only the path. */
    private static String reason(IOException why) {
        String reason = why instanceof FileSystemException system ? system.getReason() : why.getMessage();
        return reason == null ? why.getClass().getSimpleName() : reason;
    }
}
