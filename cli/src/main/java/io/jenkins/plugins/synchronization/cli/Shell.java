package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.run.UntrustedText;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/**
 * What the program has of the shell that started it.
 *
 * @param environment the environment variables, not null
 * @param in standard input, not null
 * @param out standard output: results only, not null
 * @param err standard error: all that people read while they wait, not null
 * @param terminal whether standard error is a terminal on which a line can be rewritten
 * @param locale the language that people are told of runs in, not null
 */
record Shell(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Locale locale) {

    private static final int LONGEST_LINE = 4000;

    /** The shell that really started this process. */
    static Shell ofThisProcess() {
        String language = Locale.getDefault(Locale.Category.DISPLAY).getLanguage();
        return new Shell(
                System.getenv(),
                System.in,
                System.out,
                System.err,
                TerminalCheck.standardErrorIsTerminal(System.getenv()),
                language.equals("de") ? Locale.GERMAN : Locale.ENGLISH);
    }

    /** The value of a variable, or null where it is not set or blank: pipelines pass secrets that they lack as blanks. */
    String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** Prints one line for people; what could steer a terminal is taken out of it. */
    void say(String line) {
        err.println(UntrustedText.oneLine(line, LONGEST_LINE));
    }

    /** Prints the one line that other programs read. */
    void result(String json) {
        out.print(json + "\n");
        out.flush();
    }
}
