package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.report.page.FitText;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;

/** Part of a record of a CSV file (RFC 4180), cell by cell. */
final class CsvRecord {

    private final Utf8Buffer buffer = new Utf8Buffer();
    private boolean anyCell;

    CsvRecord text(String text) {
        separate();
        if (text != null) {
            String fit = FitText.of(text);
            boolean formula = isFormula(fit);
            boolean quoted = needsQuotes(fit);
            if (quoted) {
                buffer.ascii('"');
            }
            if (formula) {
                buffer.ascii('\'');
            }
            content(fit);
            if (quoted) {
                buffer.ascii('"');
            }
        }
        return this;
    }

    CsvRecord number(Number number) {
        separate();
        if (number != null) {
            buffer.ascii(number.toString());
        }
        return this;
    }

    CsvRecord time(Instant time) {
        separate();
        if (time != null) {
            buffer.ascii(time.toString());
        }
        return this;
    }

    CsvRecord empty(int cells) {
        for (int i = 0; i < cells; i++) {
            separate();
        }
        return this;
    }

    void endRecord() {
        buffer.ascii('\r');
        buffer.ascii('\n');
    }

    /** Writes the cells so far with their length before them, for {@link #copyWithPrefix}. */
    void moveTo(OutputStream to) throws IOException {
        new DataOutputStream(to).writeInt(buffer.size());
        buffer.moveTo(to);
        anyCell = false;
    }

    /** Returns the cells so far. */
    byte[] take() {
        anyCell = false;
        return buffer.take();
    }

    /** Copies what {@link #moveTo} wrote, with other cells and a comma before each record. */
    static void copyWithPrefix(InputStream records, byte[] prefix, OutputStream to) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(records, 1 << 16));
        Utf8Buffer out = new Utf8Buffer();
        while (true) {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException end) {
                out.moveTo(to);
                return;
            }
            out.bytes(prefix);
            out.ascii(',');
            out.bytes(in.readNBytes(length));
            if (out.size() > 1 << 15) {
                out.moveTo(to);
            }
        }
    }

    private void separate() {
        if (anyCell) {
            buffer.ascii(',');
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
                buffer.text(text, written, i + 1);
                written = i;
            } else if (isSplitting(c)) {
                mayBeginCell = true;
            } else if (mayBeginCell && !isInvisible(c)) {
                mayBeginCell = false;
                if (beginsFormula(c)) {
                    buffer.text(text, written, i);
                    buffer.ascii('\'');
                    written = i;
                }
            }
        }
        buffer.text(text, written, text.length());
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
