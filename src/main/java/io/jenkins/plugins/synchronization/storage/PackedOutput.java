package io.jenkins.plugins.synchronization.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Numbers, texts and times in few bytes, as {@link PackedInput} reads them. */
final class PackedOutput {

    private static final int BUFFER = 1 << 15;
    private static final int LONGEST_NUMBER = 10;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int size;

    PackedOutput(OutputStream out) {
        this.out = out;
    }

    /** Seven bits in a byte, the lowest first: small numbers are short; negative ones have ten bytes. */
    void number(long number) throws IOException {
        makeRoom(LONGEST_NUMBER);
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    /** A point in time, as the distance of its second from another. */
    void time(Instant time, long fromSecond) throws IOException {
        long distance = time.getEpochSecond() - fromSecond;
        number(distance << 1 ^ distance >> 63);
        number(time.getNano());
    }

    /**
     * A text or null: length and width, then the characters as they are, in one byte each if that is enough. In UTF-8
     * half of a surrogate pair would be lost, and the API may send one.
     */
    void text(String text) throws IOException {
        if (text == null) {
            number(0);
            return;
        }
        boolean wide = isWide(text);
        number(((long) text.length() << 1 | (wide ? 1 : 0)) + 1);
        if (wide) {
            for (int i = 0; i < text.length(); i++) {
                makeRoom(2);
                buffer[size++] = (byte) (text.charAt(i) >> 8);
                buffer[size++] = (byte) text.charAt(i);
            }
        } else {
            bytes(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** Hands over what is in the buffer; the stream stays open. */
    void flush() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
    }

    private void bytes(byte[] bytes) throws IOException {
        if (bytes.length > buffer.length) {
            flush();
            out.write(bytes);
        } else {
            makeRoom(bytes.length);
            System.arraycopy(bytes, 0, buffer, size, bytes.length);
            size += bytes.length;
        }
    }

    private void makeRoom(int bytes) throws IOException {
        if (size + bytes > buffer.length) {
            flush();
        }
    }

    private static boolean isWide(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return true;
            }
        }
        return false;
    }
}
