package io.jenkins.plugins.synchronization.engine.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A growing piece of UTF-8 that is written, emptied and used again. */
final class Utf8Buffer {

    private static final int MOST_KEPT = 1 << 18;

    private byte[] bytes = new byte[8192];
    private int size;

    int size() {
        return size;
    }

    /** Appends an ASCII character. */
    void ascii(int character) {
        room(1);
        bytes[size++] = (byte) character;
    }

    /** Appends ASCII text. */
    void ascii(String text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    /** Appends a code point; half of a surrogate pair becomes U+FFFD. */
    void codePoint(int codePoint) {
        room(4);
        int c = codePoint >= 0xD800 && codePoint <= 0xDFFF ? 0xFFFD : codePoint;
        if (c < 0x80) {
            bytes[size++] = (byte) c;
        } else if (c < 0x800) {
            bytes[size++] = (byte) (0xC0 | c >> 6);
            bytes[size++] = (byte) (0x80 | c & 0x3F);
        } else if (c < 0x10000) {
            bytes[size++] = (byte) (0xE0 | c >> 12);
            bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
            bytes[size++] = (byte) (0x80 | c & 0x3F);
        } else {
            bytes[size++] = (byte) (0xF0 | c >> 18);
            bytes[size++] = (byte) (0x80 | c >> 12 & 0x3F);
            bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
            bytes[size++] = (byte) (0x80 | c & 0x3F);
        }
    }

    /** Appends part of a text as it is. */
    void text(String text, int start, int end) {
        int i = start;
        room(end - start);
        while (i < end) {
            char c = text.charAt(i);
            if (c < 0x80) {
                room(1);
                bytes[size++] = (byte) c;
                i++;
            } else {
                int codePoint = text.codePointAt(i);
                codePoint(codePoint);
                i += Character.charCount(codePoint);
            }
        }
    }

    /** Appends a whole number in decimal digits. */
    void number(long number) {
        ascii(Long.toString(number));
    }

    /** Appends bytes. */
    void bytes(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    /** Writes everything, and is empty then. */
    void moveTo(OutputStream to) throws IOException {
        to.write(bytes, 0, size);
        size = 0;
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[8192];
        }
    }

    /** Returns everything, and is empty then. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        return taken;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
