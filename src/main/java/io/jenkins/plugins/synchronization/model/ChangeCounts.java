package io.jenkins.plugins.synchronization.model;

import io.jenkins.plugins.synchronization.changes.ChangeTable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * How many source files of a run newly failed, still fail and were fixed, compared with the last run of the same
 * connection in an earlier build. Text and numbers, as {@code build.xml} keeps it.
 */
@ExportedBean(defaultVisibility = 4)
public final class ChangeCounts {

    private final int newlyFailed;
    private final int stillFailing;
    private final int fixed;
    private final Integer failingSince;
    private final int comparedWithBuild;
    private final String comparedWithKey;

    private ChangeCounts(ChangeTable table, int comparedWithBuild, String comparedWithKey) {
        int[] counts = new int[Change.values().length];
        int longest = Integer.MAX_VALUE;
        for (int i = 0; i < table.size(); i++) {
            Change change = table.kind(i).change();
            if (change != null) {
                counts[change.ordinal()]++;
            }
            if (change == Change.STILL) {
                longest = Math.min(longest, table.since(i));
            }
        }
        this.newlyFailed = counts[Change.NEW.ordinal()];
        this.stillFailing = counts[Change.STILL.ordinal()];
        this.fixed = counts[Change.FIXED.ordinal()];
        this.failingSince = longest == Integer.MAX_VALUE ? null : longest;
        this.comparedWithBuild = comparedWithBuild;
        this.comparedWithKey = comparedWithKey;
    }

    /** Counts a table that was made by comparing with the run of a build and key. */
    public static ChangeCounts of(ChangeTable table, int comparedWithBuild, String comparedWithKey) {
        return new ChangeCounts(table, comparedWithBuild, comparedWithKey);
    }

    /** Files that failed and had not before; 0 or more. */
    @Exported
    public int getNewlyFailed() {
        return newlyFailed;
    }

    /** Files that failed and had failed before; 0 or more. */
    @Exported
    public int getStillFailing() {
        return stillFailing;
    }

    /** Files that succeeded and had failed before; 0 or more. */
    @Exported
    public int getFixed() {
        return fixed;
    }

    /** The number of the build since which the file fails that has been failing longest; null if none is still failing. */
    @Exported
    public Integer getFailingSince() {
        return failingSince;
    }

    /** The number of the build that waited for the run that this one was compared with; it may be deleted by now. */
    @Exported
    public int getComparedWithBuild() {
        return comparedWithBuild;
    }

    /** The key of that run in its build; not null. */
    public String getComparedWithKey() {
        return comparedWithKey;
    }

    /** How many files are of a change. */
    public int of(Change change) {
        return switch (change) {
            case NEW -> newlyFailed;
            case STILL -> stillFailing;
            case FIXED -> fixed;
        };
    }

    /** The counts on one line for a log, in the language of who asks; no build number is a link in it. */
    public String line() {
        return Messages.ChangeCounts_Line(newlyFailed, stillFailing, fixed, comparedWithBuild);
    }
}
