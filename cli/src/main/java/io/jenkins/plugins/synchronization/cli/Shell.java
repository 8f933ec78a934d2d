package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * The surroundings of the program.
 *
 * @param environment the environment variables
 * @param in standard input
 * @param out standard output: results only
 * @param err standard error: everything that people read while they wait
 * @param columns the present width of the terminal that standard error is, 0 where it is none: see {@link Terminal}
 * @param locale the language of messages about runs
 */
record Shell(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        IntSupplier columns,
        Locale locale) {

    private static final int LONGEST_LINE = 4000;

    /** The shell that started this process. */
    static Shell ofThisProcess() {
        String language = Locale.getDefault(Locale.Category.DISPLAY).getLanguage();
        return new Shell(
                System.getenv(),
                System.in,
                System.out,
                System.err,
                () -> Terminal.columns(System.getenv()),
                language.equals("de") ? Locale.GERMAN : Locale.ENGLISH);
    }

    /** The value of a variable, or null where it is unset or blank: pipelines pass missing secrets as blanks. */
    String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** Prints one line for people; what could steer a terminal is taken out of it. */
    void say(String line) {
        err.println(Sanitizer.oneLine(line, LONGEST_LINE));
    }

    /**
     * Prints the one line that other programs read: to standard error if standard output is one of the files, or cannot
     * be written.
     */
    void result(String json, boolean standardOutputIsAFile) {
        if (!standardOutputIsAFile) {
            out.print(json + "\n");
        }
        if (standardOutputIsAFile || out.checkError()) {
            err.print(json + "\n");
        }
    }
}
