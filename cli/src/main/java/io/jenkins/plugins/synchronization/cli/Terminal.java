package io.jenkins.plugins.synchronization.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The terminal that standard error may be. */
final class Terminal {

    private static final int USUAL_COLUMNS = 80;

    private Terminal() {}

    /**
     * Returns the present width of the terminal that standard error is, in columns; 0 where it is not a terminal that can
     * rewrite a line, or there is no {@code /bin/sh}, as on Windows. Starts that shell, which takes some milliseconds: {@link
     * System#console} is null as soon as standard output goes to a file, and knows neither standard error nor widths.
     *
     * @param environment has the kind of terminal in {@code TERM}, and perhaps the width in {@code COLUMNS}, used where
     *     the terminal does not know it
     */
    static int columns(Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "dumb");
        if (kind.isEmpty() || kind.equals("dumb")) {
            return 0;
        }
        try {
            Process size = new ProcessBuilder("/bin/sh", "-c", "test -t 2 && { stty size <&2 || echo; }")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!size.waitFor(1, TimeUnit.SECONDS)) {
                size.destroyForcibly();
                return 0;
            }
            if (size.exitValue() != 0) {
                return 0;
            }
            String rowsAndColumns = new String(size.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int columns = number(rowsAndColumns.substring(rowsAndColumns.indexOf(' ') + 1));
            return columns > 0 ? columns : fallback(environment);
        } catch (IOException noShell) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int fallback(Map<String, String> environment) {
        int columns = number(environment.getOrDefault("COLUMNS", ""));
        return columns > 0 ? columns : USUAL_COLUMNS;
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
    }

    /** Returns the beginning of a line that fits into a number of columns; ends in an ellipsis where it is cut. */
    static String fit(String line, int columns) {
        int used = 0;
        int fitting = 0;
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            if (used < columns) {
                fitting = i;
            }
            used += columns(line.codePointAt(i));
            if (used > columns) {
                return line.substring(0, fitting) + "…";
            }
        }
        return line;
    }

    /** East Asian characters and emoji are two columns wide, combining marks and joiners none. */
    private static int columns(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide =
                switch (Character.UnicodeScript.of(character)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> character < 0xFF61 || character > 0xFFDC;
                    default ->
                        (character >= 0x3000 && character <= 0x33FF)
                                || (character >= 0xFF01 && character <= 0xFF60)
                                || (character >= 0x1F300 && character <= 0x1FAFF);
                };
        return wide ? 2 : 1;
    }
}
