package io.jenkins.plugins.synchronization.engine.polling;

/** A credential cannot be resolved. The message is for the user: what is wrong, with what, and what to do. */
public final class CredentialException extends Exception {

    private static final long serialVersionUID = 1;

    private static final int MOST_CAUSES = 10;

    /** Takes a message without any secret, not null. */
    public CredentialException(String message) {
        super(message);
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
