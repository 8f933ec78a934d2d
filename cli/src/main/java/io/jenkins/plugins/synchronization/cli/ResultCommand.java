package io.jenkins.plugins.synchronization.cli;

/** A command that ends with one line of JSON, whatever happens. */
interface ResultCommand {

    /** Prints the line where the command did not begin. */
    void result(ExitCode exitCode, String why);
}
