package io.jenkins.plugins.synchronization.changes;

/**
 * Numbers that stand for source files: {@value #BITS} bits of a hash of the beginning of their ids. A number takes a
 * ninth of the room of an id, always the same, and can be sorted; that two of 100,000 files have the same is as likely as
 * one in 200 million. Somebody who makes two ids with the same number on purpose gets them counted as one file that is as
 * bad as the worse of them. The numbers are stored: they must not change.
 */
final class FileNumbers {

    /** How long a number is. */
    static final int BITS = 60;

    /** Where texts are bounded, they are longer than this. */
    private static final int MAX_CHARACTERS = 1000;

    private FileNumbers() {}

    /** The number of a file, at least 0; -1 for null and blank ids, which no two tasks have in common. */
    static long of(String sourceFileId) {
        if (sourceFileId == null || sourceFileId.isBlank()) {
            return -1;
        }
        int length = Math.min(sourceFileId.length(), MAX_CHARACTERS);
        long hash = length;
        for (int i = 0; i < length; i++) {
            // Each step can be undone, so texts that differ in one character never meet.
            hash = (hash ^ sourceFileId.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return mixed(hash) >>> Long.SIZE - BITS;
    }

    /** Makes each bit depend on all others: the last step of MurmurHash3. */
    private static long mixed(long hash) {
        long bits = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        bits = (bits ^ bits >>> 33) * 0xC4CEB9FE1A85EC53L;
        return bits ^ bits >>> 33;
    }
}
