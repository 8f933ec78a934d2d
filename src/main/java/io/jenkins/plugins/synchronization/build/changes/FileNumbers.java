package io.jenkins.plugins.synchronization.build.changes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Numbers that stand for source files: the first {@value #BITS} bits of the SHA-256 of the beginning of their ids. A
 * number takes a ninth of the room of an id, always the same, and can be sorted; that two of 100,000 files have the same
 * is as likely as one in 200 million. Not for several threads at once.
 */
final class FileNumbers {

    /** How long a number is. */
    static final int BITS = 60;

    /** Where texts are bounded, they are longer than this. */
    private static final int MAX_CHARACTERS = 1000;

    private final MessageDigest digest = sha256();

    /** The number of a file, at least 0; -1 for null and blank ids, which no two tasks have in common. */
    long of(String sourceFileId) {
        if (sourceFileId == null || sourceFileId.isBlank()) {
            return -1;
        }
        String text =
                sourceFileId.length() <= MAX_CHARACTERS ? sourceFileId : sourceFileId.substring(0, MAX_CHARACTERS);
        byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << Byte.SIZE | hash[i] & 0xff;
        }
        return number >>> Long.SIZE - BITS;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
