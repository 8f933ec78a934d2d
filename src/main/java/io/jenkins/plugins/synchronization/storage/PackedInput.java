package io.jenkins.plugins.synchronization.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Reads what {@link PackedOutput} wrote. Whatever comes, the memory used is bounded. */
final class PackedInput {

    private static final int BUFFER = 1 << 15;

    private final InputStream in;
    private final int longestText;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;

    /** Takes the most characters that a text has; below 16,000. */
    PackedInput(InputStream in, int longestText) {
        this.in = in;
        this.longestText = longestText;
    }

    long number() throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte part = next();
            number |= (part & 0x7FL) << shift;
            if (part >= 0) {
                return number;
            }
        }
        throw new DamagedIndexException("a number without an end");
    }

    /** A number between 0 and a limit. */
    int number(int most) throws IOException {
        long number = number();
        if (number < 0 || number > most) {
            throw new DamagedIndexException("a number out of its range");
        }
        return (int) number;
    }

    Instant time(long fromSecond) throws IOException {
        long packed = number();
        long second = fromSecond + (packed >>> 1 ^ -(packed & 1));
        int nano = number(999_999_999);
        if (second < Instant.MIN.getEpochSecond() || second > Instant.MAX.getEpochSecond()) {
            throw new DamagedIndexException("a time out of its range");
        }
        return Instant.ofEpochSecond(second, nano);
    }

    String text() throws IOException {
        int head = number(2 * longestText + 2) - 1;
        if (head < 0) {
            return null;
        }
        int length = head >> 1;
        boolean wide = (head & 1) == 1;
        int bytes = wide ? 2 * length : length;
        while (end - next < bytes) {
            fill();
        }
        String text = wide ? wide(length) : new String(buffer, next, bytes, StandardCharsets.ISO_8859_1);
        next += bytes;
        return text;
    }

    private String wide(int length) {
        char[] characters = new char[length];
        for (int i = 0; i < length; i++) {
            characters[i] = (char) (buffer[next + 2 * i] << 8 | buffer[next + 2 * i + 1] & 0xFF);
        }
        return new String(characters);
    }

    private byte next() throws IOException {
        if (next == end) {
            fill();
        }
        return buffer[next++];
    }

    /** Adds at least one byte to those that are not read yet. */
    private void fill() throws IOException {
        System.arraycopy(buffer, next, buffer, 0, end - next);
        end -= next;
        next = 0;
        int read = in.read(buffer, end, buffer.length - end);
        if (read <= 0) {
            throw new DamagedIndexException("an end too early");
        }
        end += read;
    }
}
