package io.jenkins.plugins.synchronization.changes;

import io.jenkins.plugins.synchronization.model.Change;
import io.jenkins.plugins.synchronization.model.ChangeCounts;
import java.util.Arrays;

/**
 * The files of a run of which there is something to say, in the order of their numbers: those that fail, those that were
 * fixed, and those that failed when they were last heard of. Immutable; 13 bytes for each file.
 */
final class ChangeTable {

    /** Why a file is in the table. The order is stored. */
    enum Kind {
        /** It fails, and there was nothing to compare with. */
        FAILING(null),
        /** See {@link Change#NEW}. */
        NEW(Change.NEW),
        /** See {@link Change#STILL}. */
        STILL(Change.STILL),
        /** See {@link Change#FIXED}. */
        FIXED(Change.FIXED),
        /** It failed when it was last heard of; this run says nothing about it. */
        AWAY(null);

        private static final Kind[] ALL = values();

        private final Change change;

        Kind(Change change) {
            this.change = change;
        }

        Change change() {
            return change;
        }
    }

    /** Nothing to say of any file. */
    static final ChangeTable EMPTY = new ChangeTable(new long[0], new int[0], new byte[0]);

    /** How many kinds there can be. */
    static final int KIND_BITS = 3;

    final long[] entries;
    final int[] since;
    final byte[] missed;

    /**
     * A table of columns that are not copied.
     *
     * @param entries the number of a file and its kind in the lowest bits, ascending
     * @param since the builds since which the files fail, or failed until they were fixed
     * @param missed in how many runs, one after the other, nothing was heard of the files
     */
    ChangeTable(long[] entries, int[] since, byte[] missed) {
        this.entries = entries;
        this.since = since;
        this.missed = missed;
    }

    int size() {
        return entries.length;
    }

    long file(int index) {
        return entries[index] >>> KIND_BITS;
    }

    Kind kind(int index) {
        return Kind.ALL[(int) entries[index] & (1 << KIND_BITS) - 1];
    }

    int since(int index) {
        return since[index];
    }

    /** How many files newly failed, still fail and were fixed since the run of an earlier build. */
    ChangeCounts counts(int comparedWithBuild, String comparedWithKey) {
        int[] counts = new int[Change.values().length];
        int longest = Integer.MAX_VALUE;
        for (int i = 0; i < size(); i++) {
            Change change = kind(i).change();
            if (change != null) {
                counts[change.ordinal()]++;
            }
            if (change == Change.STILL) {
                longest = Math.min(longest, since(i));
            }
        }
        return new ChangeCounts(
                counts[Change.NEW.ordinal()],
                counts[Change.STILL.ordinal()],
                counts[Change.FIXED.ordinal()],
                longest == Integer.MAX_VALUE ? null : longest,
                comparedWithBuild,
                comparedWithKey);
    }

    int missed(int index) {
        return missed[index];
    }

    /** Whether the last word on the file was that it failed. */
    boolean fails(int index) {
        return kind(index) != Kind.FIXED;
    }

    /** The place of a file, or a negative number if there is nothing to say of it. */
    int find(long file) {
        int place = Arrays.binarySearch(entries, file << KIND_BITS);
        if (place < 0 && -place - 1 < size() && file(-place - 1) == file) {
            return -place - 1;
        }
        return place;
    }

    /** Whether the columns are what {@link Builder} makes of a build; a file may be damaged. */
    boolean isSound(int build) {
        for (int i = 0; i < size(); i++) {
            boolean ascending = i == 0 ? entries[0] >= 0 : file(i) > file(i - 1);
            int kind = (int) entries[i] & (1 << KIND_BITS) - 1;
            if (!ascending || kind >= Kind.ALL.length || since[i] < 1 || since[i] > build || missed[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Makes a table, file by file in the order of their numbers. */
    static final class Builder {

        private long[] entries = new long[16];
        private int[] since = new int[16];
        private byte[] missed = new byte[16];
        private int size;

        int size() {
            return size;
        }

        void add(long file, Kind kind, int sinceBuild, int missedRuns) {
            if (size == entries.length) {
                entries = Arrays.copyOf(entries, size * 2);
                since = Arrays.copyOf(since, size * 2);
                missed = Arrays.copyOf(missed, size * 2);
            }
            entries[size] = file << KIND_BITS | kind.ordinal();
            since[size] = sinceBuild;
            missed[size++] = (byte) missedRuns;
        }

        ChangeTable build() {
            return new ChangeTable(
                    Arrays.copyOf(entries, size), Arrays.copyOf(since, size), Arrays.copyOf(missed, size));
        }
    }
}
