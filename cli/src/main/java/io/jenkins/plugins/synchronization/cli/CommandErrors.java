package io.jenkins.plugins.synchronization.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells people of arguments that cannot be understood, and of mistakes of this program: never with a stack trace. */
final class CommandErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final String DEBUG = "itwin.debug";

    private final Shell shell;

    CommandErrors(Shell shell) {
        this.shell = shell;
    }

    /** Whether the user wants to see stack traces and the libraries' own logs: {@code -Ditwin.debug=true}. */
    static boolean debugging() {
        return Boolean.getBoolean(DEBUG);
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        shell.say(wrong.getMessage());
        shell.say("Try: java -jar itwin-synchronization-cli.jar "
                + (command.getParent() == null ? "" : command.getCommandName() + " ") + "--help");
        return end(command, ExitCode.USAGE, wrong.getMessage());
    }

    @Override
    public int handleExecutionException(Exception bug, CommandLine command, ParseResult arguments) {
        return end(command, ExitCode.BUG, report(bug));
    }

    /** Tells of a mistake of this program; returns what it said. */
    String report(Throwable bug) {
        String message = "This is a bug of itwin-synchronization " + Version.text() + ": " + bug
                + ". Please report it with what you did; -D" + DEBUG + "=true before -jar shows more";
        shell.say(message);
        if (debugging()) {
            bug.printStackTrace(shell.err());
        }
        return message;
    }

    private int end(CommandLine command, ExitCode exitCode, String message) {
        if (command.getCommandSpec().userObject() instanceof WaitCommand) {
            shell.result(ResultJson.of(null, null, 0, ResultError.of(exitCode.name(), message)));
        }
        return exitCode.number();
    }
}
