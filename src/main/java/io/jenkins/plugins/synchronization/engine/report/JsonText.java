package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.run.Sanitizer;

/**
 * JSON (RFC 8259) for a script element: no text in it can end the element or begin a comment, since {@code <}, {@code >}
 * and {@code &} are written as escapes, and none has characters that are unfit to be shown.
 */
final class JsonText {

    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /** Appends a text in quotes, or {@code null}. */
    static void append(Utf8Buffer to, String text) {
        if (text == null) {
            to.ascii("null");
            return;
        }
        to.ascii('"');
        int length = text.length();
        int plain = 0;
        for (int i = 0; i < length; ) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                i++;
                continue;
            }
            to.text(text, plain, i);
            int character = text.codePointAt(i);
            special(to, character);
            i += Character.charCount(character);
            plain = i;
        }
        to.text(text, plain, length);
        to.ascii('"');
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
    }

    private static void special(Utf8Buffer to, int character) {
        if (Sanitizer.isUnfit(character)) {
            return;
        }
        if (character <= '\\' || character == 0x2028 || character == 0x2029) {
            escape(to, character);
        } else {
            to.codePoint(character);
        }
    }

    private static void escape(Utf8Buffer to, int character) {
        to.ascii("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            to.ascii(HEX.charAt(character >> shift & 0xF));
        }
    }
}
