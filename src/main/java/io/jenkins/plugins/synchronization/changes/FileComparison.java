package io.jenkins.plugins.synchronization.changes;

import io.jenkins.plugins.synchronization.changes.ChangeTable.Kind;
import io.jenkins.plugins.synchronization.model.NotCompared;

/**
 * Compares the files of a run with what was known of them before. A file that a run does not have, skips or cancels
 * keeps what was last said of it, for {@value #MOST_MISSED} runs: if it fails again then, it is still failing and not
 * newly failed, and meanwhile it is neither failing nor fixed.
 */
final class FileComparison {

    /** After so many runs without a word of it, a file is forgotten: it may have been deleted. */
    static final int MOST_MISSED = 25;

    private final ChangeTable before;
    private final int build;
    private final Kind firstFailure;
    private final ChangeTable.Builder after = new ChangeTable.Builder();

    private FileComparison(ChangeTable before, int build, Kind firstFailure) {
        this.before = before;
        this.build = build;
        this.firstFailure = firstFailure;
    }

    /** What there is to say of the files of a run where there is nothing to compare with. */
    static ChangeTable first(FileVerdicts now, int build) {
        return new FileComparison(ChangeTable.EMPTY, build, Kind.FAILING).of(now);
    }

    /**
     * What there is to say of the files of a run after another.
     *
     * @param now the files of the run
     * @param before what there was to say after the run before
     * @param build the number of the build that waited for the run
     */
    static ChangeTable of(FileVerdicts now, ChangeTable before, int build) {
        return new FileComparison(before, build, Kind.NEW).of(now);
    }

    private ChangeTable of(FileVerdicts now) {
        int known = 0;
        for (int i = 0; i < now.size(); i++) {
            long file = now.file(i);
            while (known < before.size() && before.file(known) < file) {
                keep(known++);
            }
            boolean isKnown = known < before.size() && before.file(known) == file;
            compare(file, now.verdict(i), isKnown ? known++ : -1);
        }
        while (known < before.size()) {
            keep(known++);
        }
        return after.build();
    }

    private void compare(long file, Verdict verdict, int known) {
        boolean failed = known >= 0 && before.fails(known);
        switch (verdict) {
            case FAILED -> {
                if (failed) {
                    after.add(file, Kind.STILL, before.since(known), 0);
                } else {
                    after.add(file, firstFailure, build, 0);
                }
            }
            case SUCCEEDED -> {
                if (failed) {
                    after.add(file, Kind.FIXED, before.since(known), 0);
                }
            }
            case SKIPPED, UNDECIDED -> {
                if (failed) {
                    keep(known);
                }
            }
        }
    }

    private void keep(int known) {
        boolean worth = before.fails(known) && before.missed(known) < MOST_MISSED;
        if (worth && after.size() < NotCompared.MOST_TASKS) {
            after.add(before.file(known), Kind.AWAY, before.since(known), before.missed(known) + 1);
        }
    }
}
