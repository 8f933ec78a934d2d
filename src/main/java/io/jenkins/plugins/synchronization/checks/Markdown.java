package io.jenkins.plugins.synchronization.checks;

import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Untrusted texts in Markdown. */
final class Markdown {

    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private Markdown() {}

    /**
     * A text as code, on one line. Nothing in it is markup, and no user is mentioned: an escaped {@code @} would still
     * notify one on GitHub.
     */
    static String code(String text, int maxLength) {
        String line = Sanitizer.oneLine(text, maxLength);
        if (line == null || line.isEmpty()) {
            return "";
        }
        int longest = BACKTICKS
                .matcher(line)
                .results()
                .map(MatchResult::group)
                .mapToInt(String::length)
                .max()
                .orElse(0);
        String fence = "`".repeat(longest + 1);
        // One space on each side is no part of the code.
        return fence + " " + line + " " + fence;
    }
}
