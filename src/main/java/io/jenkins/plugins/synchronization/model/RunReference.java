package io.jenkins.plugins.synchronization.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which run a build waits for, and for which of its steps.
 *
 * @param key distinguishes the runs of a build: the flow node's id or the build step's index, 1 to 64 of
 *     {@code A-Z a-z 0-9 _ -}, unique in the build; it becomes a file's name and part of a URL
 * @param label the user's name for it, untrusted, or null
 * @param server the name of the server, not null
 * @param address the run, not null
 * @param webLink a page about the run: an http or https address, or null
 */
public record RunReference(String key, String label, String server, RunAddress address, String webLink) {

    private static final int MAX_LABEL = 100;
    private static final int MAX_NAME = 300;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * Checks the key.
     *
     * @throws IllegalArgumentException if the key is not of the form
     */
    public RunReference {
        Objects.requireNonNull(server, "server");
        label = labelOf(label);
        Objects.requireNonNull(address, "address");
        if (!isKey(key)) {
            throw new IllegalArgumentException("A key must be 1 to 64 letters, digits, hyphens or underscores");
        }
    }

    /** A label on one line, or null: it may come from a build parameter, and it stands at the beginning of lines in the log. */
    @CheckForNull
    public static String labelOf(@CheckForNull String text) {
        return Util.fixEmptyAndTrim(Sanitizer.oneLine(text, MAX_LABEL));
    }

    /** A name, an ID or a term as builds store it: on one line, up to 300 characters; null for one that is empty. */
    @CheckForNull
    static String nameOf(@CheckForNull String text) {
        return Util.fixEmptyAndTrim(Sanitizer.oneLine(text, MAX_NAME));
    }

    /** Whether a text has the form of a key; null has not. */
    public static boolean isKey(String text) {
        return text != null && KEY.matcher(text).matches();
    }

    /** The number of the step in its build, by its key: steps are numbered in the order in which they begin. */
    public static long number(String key) {
        return key.matches("[0-9]{1,18}") ? Long.parseLong(key) : 0;
    }
}
