package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.run.ReasonText;

/**
 * A credential cannot be resolved. The text is for the user: what is wrong, with what, and what to do. The message is the same in
 * English, unless it was made in another language.
 */
public final class CredentialException extends Exception {

    private static final long serialVersionUID = 1;

    private static final int MOST_CAUSES = 10;

    private final transient ReasonText text;

    /** Takes a message without any secret, not null. */
    public CredentialException(String message) {
        this(ReasonText.of(message));
    }

    /** Takes a text without any secret. */
    public CredentialException(ReasonText text) {
        super(text.toString());
        this.text = text;
    }

    /** What is wrong, never null. */
    public ReasonText text() {
        return text;
    }

    /**
     * What a source threw, for the system log: the types and stack traces of it and its causes, but no message, which may
     * repeat a secret. An error of the virtual machine or of linking is returned as it is.
     */
    public static Throwable forLog(Throwable thrown) {
        return thrown instanceof VirtualMachineError || thrown instanceof LinkageError
                ? thrown
                : withoutMessage(thrown, MOST_CAUSES);
    }

    private static Throwable withoutMessage(Throwable thrown, int causes) {
        boolean last = thrown.getCause() == null || causes == 0;
        Throwable shown =
                new Throwable(thrown.getClass().getName(), last ? null : withoutMessage(thrown.getCause(), causes - 1));
        shown.setStackTrace(thrown.getStackTrace());
        return shown;
    }
}
