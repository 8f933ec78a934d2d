package io.jenkins.plugins.synchronization.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
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

    /**
     * The counts of a comparison with the run of an earlier build.
     *
     * @param newlyFailed files that failed and had not failed before; 0 or more
     * @param stillFailing files that failed again; 0 or more
     * @param fixed files that succeeded and had failed before; 0 or more
     * @param failingSince the number of the build since which the file fails that has been failing longest
     * @param comparedWithBuild the number of the earlier build
     * @param comparedWithKey the key of the earlier run in its build
     */
    public ChangeCounts(
            int newlyFailed,
            int stillFailing,
            int fixed,
            @CheckForNull Integer failingSince,
            int comparedWithBuild,
            @NonNull String comparedWithKey) {
        this.newlyFailed = newlyFailed;
        this.stillFailing = stillFailing;
        this.fixed = fixed;
        this.failingSince = failingSince;
        this.comparedWithBuild = comparedWithBuild;
        this.comparedWithKey = comparedWithKey;
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

    /** The counts that are not 0, each in words such as {@code 3 newly failed}, in the order of {@link Change}. */
    @NonNull
    public Map<Change, String> words(@NonNull Locale locale) {
        Map<Change, String> words = new EnumMap<>(Change.class);
        for (Change change : Change.values()) {
            if (of(change) > 0) {
                words.put(
                        change,
                        Messages._ChangeCounts_Part(Words.of(locale).number(of(change)), change.label(locale))
                                .toString(locale));
            }
        }
        return words;
    }

    /** The counts on one line for a log, in the language of who asks; no build number is a link in it. */
    public String line() {
        return Messages.ChangeCounts_Line(newlyFailed, stillFailing, fixed, comparedWithBuild);
    }
}
