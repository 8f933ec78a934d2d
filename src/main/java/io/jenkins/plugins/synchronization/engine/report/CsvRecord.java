package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Records of a CSV file (RFC 4180), cell by cell. */
final class CsvRecord {

    private static final int PIECE = 1 << 15;

    private final StringBuilder buffer = new StringBuilder();
    private boolean anyCell;

    CsvRecord text(String text) {
        separate();
        if (text != null) {
            String fit = Sanitizer.text(text);
            boolean formula = isFormula(fit);
            boolean quoted = needsQuotes(fit);
            if (quoted) {
                buffer.append('"');
            }
            if (formula) {
                buffer.append('\'');
            }
            content(fit);
            if (quoted) {
                buffer.append('"');
            }
        }
        return this;
    }

    /** A number or a time: what needs no quotes; null for none. */
    CsvRecord plain(Object value) {
        separate();
        if (value != null) {
            buffer.append(value);
        }
        return this;
    }

    CsvRecord empty(int cells) {
        for (int i = 0; i < cells; i++) {
            separate();
        }
        return this;
    }

    /** Appends cells that were taken from another record. */
    CsvRecord cells(String taken) {
        separate();
        buffer.append(taken);
        return this;
    }

    /** Ends the record, and writes what is ready once it is enough to be worth it. */
    void end(OutputStream to) throws IOException {
        buffer.append("\r\n");
        anyCell = false;
        if (buffer.length() > PIECE) {
            flush(to);
        }
    }

    /** Writes what is ready. */
    void flush(OutputStream to) throws IOException {
        to.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
        buffer.setLength(0);
    }

    /** Returns the cells so far, and begins another record. */
    String take() {
        String taken = buffer.toString();
        buffer.setLength(0);
        anyCell = false;
        return taken;
    }

    private void separate() {
        if (anyCell) {
            buffer.append(',');
        }
        anyCell = true;
    }

    /** Doubles quotes, and puts an apostrophe before each sign that would begin a formula where a spreadsheet splits the cell. */
    private void content(String text) {
        int written = 0;
        boolean mayBeginCell = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                buffer.append(text, written, i + 1);
                written = i;
            } else if (isSplitting(c)) {
                mayBeginCell = true;
            } else if (mayBeginCell && !isInvisible(c)) {
                mayBeginCell = false;
                if (beginsFormula(c)) {
                    buffer.append(text, written, i);
                    buffer.append('\'');
                    written = i;
                }
            }
        }
        buffer.append(text, written, text.length());
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == ',' || c == '\r' || c == '\n') {
                return true;
            }
        }
        return !text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ');
    }

    /** Spreadsheets pass over invisible characters at the beginning. */
    private static boolean isFormula(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (beginsFormula(c) || c == '\t' || c == '\r' || c == '\n') {
                return true;
            }
            if (!isInvisible(c)) {
                return false;
            }
        }
        return false;
    }

    /** Spreadsheets take the full-width signs for the others. */
    private static boolean beginsFormula(char c) {
        return switch (c) {
            case '=', '+', '-', '@', '＝', '＋', '－', '＠' -> true;
            default -> false;
        };
    }

    /**
     * Whether some spreadsheets begin a new cell or row behind this character although it is inside a cell here: in many
     * countries they split lines at semicolons, and then pay no attention to quotes inside a cell. Commas need no such
     * care: cells that contain one are quoted as a whole.
     */
    private static boolean isSplitting(char c) {
        return c == ';' || c == '|' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isInvisible(char c) {
        return Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
