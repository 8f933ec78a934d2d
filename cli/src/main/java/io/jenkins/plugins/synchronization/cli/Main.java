package io.jenkins.plugins.synchronization.cli;

import java.io.PrintWriter;
import java.util.logging.LogManager;
import picocli.CommandLine;

/** Starts the command line. */
public final class Main {

    private Main() {}

    /**
     * Runs a command and ends the Java runtime.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        if (!CommandErrors.debugging()) {
            // The libraries' logs have stack traces; what matters in them is in the messages of this program.
            LogManager.getLogManager().reset();
        }
        System.exit(run(Shell.ofThisProcess(), arguments));
    }

    /** Runs a command; returns the exit code. */
    static int run(Shell shell, String... arguments) {
        CommandErrors errors = new CommandErrors(shell);
        Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> errors.report(bug));
        try {
            CommandLine commandLine = RootCommand.commandLine(shell);
            commandLine.setOut(new PrintWriter(shell.out(), true));
            commandLine.setErr(new PrintWriter(shell.err(), true));
            commandLine.setParameterExceptionHandler(errors);
            commandLine.setExecutionExceptionHandler(errors);
            int exitCode = commandLine.execute(arguments);
            if (!shell.out().checkError()) {
                return exitCode;
            }
            shell.say(OutputException.ofStandardOutput().getMessage());
            return ExitCode.FILE_NOT_WRITTEN.number();
        } catch (RuntimeException | Error bug) {
            errors.report(bug);
            return ExitCode.INTERNAL_ERROR.number();
        }
    }
}
