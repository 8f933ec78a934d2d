package io.jenkins.plugins.synchronization.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports what keeps a command from its result: usage errors, output errors and internal errors, without a stack trace. */
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
        String message = wrong instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched.getUnmatched().get(0))
                : wrong.getMessage();
        shell.say(message);
        shell.say("Try: java -jar itwin-synchronization-cli.jar "
                + (command.getParent() == null ? "" : command.getCommandName() + " ") + "--help");
        return end(command, ExitCode.USAGE, message);
    }

    /** What belongs to no option may be a token, and is repeated only if it looks like the name of an option or a command. */
    private static String unmatched(String argument) {
        String name = argument.split("=", 2)[0];
        return name.matches("-{1,2}[a-z][a-z-]{0,30}|[a-z]{1,20}")
                ? (name.startsWith("-") ? "Unknown option: " : "Unexpected argument: ") + name
                : "Unexpected argument, which is not repeated here because it may be a secret";
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult arguments) {
        boolean ofUsage = problem instanceof UsageException;
        if (!ofUsage && !(problem instanceof OutputException)) {
            return end(command, ExitCode.INTERNAL_ERROR, report(problem));
        }
        shell.say(problem.getMessage());
        return end(command, ofUsage ? ExitCode.USAGE : ExitCode.FILE_NOT_WRITTEN, problem.getMessage());
    }

    /** Reports an internal error; returns the message. */
    String report(Throwable bug) {
        String message = "Internal error in itwin-synchronization " + Version.text() + ": " + bug
                + ". Please report it, with the command; -D" + DEBUG + "=true before -jar shows more";
        shell.say(message);
        if (debugging()) {
            bug.printStackTrace(shell.err());
        }
        return message;
    }

    private int end(CommandLine command, ExitCode exitCode, String message) {
        if (command.getCommandSpec().userObject() instanceof ResultCommand reporting) {
            reporting.result(exitCode, message);
        }
        return exitCode.number();
    }
}
