package io.jenkins.plugins.synchronization.model;

import io.jenkins.plugins.synchronization.engine.outcome.OutcomeCounts;
import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.Serializable;
import java.util.StringJoiner;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** How many tasks of a run ended how; each 0 or more. Plain, so that builds and scripts can keep it. */
@ExportedBean(defaultVisibility = 4)
public final class TaskCounts implements Serializable {

    private static final long serialVersionUID = 1;

    private final int total;
    private final int succeeded;
    private final int failed;
    private final int skipped;
    private final int canceled;

    private TaskCounts(int total, int succeeded, int failed, int skipped, int canceled) {
        this.total = total;
        this.succeeded = succeeded;
        this.failed = failed;
        this.skipped = skipped;
        this.canceled = canceled;
    }

    /** Counts of nothing. */
    public static TaskCounts none() {
        return new TaskCounts(0, 0, 0, 0, 0);
    }

    /** The counts of a run, not null. */
    public static TaskCounts of(RunSummary summary) {
        OutcomeCounts counts = OutcomeCounts.of(summary);
        return new TaskCounts(
                counts.total(),
                counts.of(TaskOutcome.SUCCEEDED),
                counts.of(TaskOutcome.FAILED),
                counts.of(TaskOutcome.SKIPPED),
                counts.of(TaskOutcome.CANCELED));
    }

    /** The counts of two runs together. */
    public TaskCounts plus(TaskCounts other) {
        return new TaskCounts(
                total + other.total,
                succeeded + other.succeeded,
                failed + other.failed,
                skipped + other.skipped,
                canceled + other.canceled);
    }

    /** The counts in one line, without those that are 0, such as {@code 12 tasks: 9 succeeded, 2 failed, 1 skipped}. */
    public String words(Words words) {
        StringJoiner parts = new StringJoiner(", ", ": ", "").setEmptyValue("");
        add(parts, words, "counts.succeeded", succeeded);
        add(parts, words, "counts.failed", failed);
        add(parts, words, "counts.skipped", skipped);
        add(parts, words, "counts.canceled", canceled);
        add(parts, words, "counts.others", getOthers());
        return words.text("counts.total", total) + parts;
    }

    /** Such as {@code 1 of 12 tasks failed}; where none did, how many there are. */
    public String brief(Words words) {
        String all = words.text("counts.total", total);
        return failed == 0
                ? all
                : Messages._TaskCounts_failed(words.number(failed), all).toString(words.locale());
    }

    private static void add(StringJoiner parts, Words words, String key, int count) {
        if (count > 0) {
            parts.add(words.text(key, count));
        }
    }

    /** All tasks. */
    @Exported
    @Whitelisted
    public int getTotal() {
        return total;
    }

    /** Tasks whose result is Success. */
    @Exported
    @Whitelisted
    public int getSucceeded() {
        return succeeded;
    }

    /** Tasks whose result is Error or TimedOut, or that have none in a completed run. */
    @Exported
    @Whitelisted
    public int getFailed() {
        return failed;
    }

    /** Tasks whose result is Skipped. */
    @Exported
    @Whitelisted
    public int getSkipped() {
        return skipped;
    }

    /** Tasks whose result is Canceled. */
    @Exported
    @Whitelisted
    public int getCanceled() {
        return canceled;
    }

    /** Tasks with any other result. */
    @Exported
    @Whitelisted
    public int getOthers() {
        return Math.max(0, total - succeeded - failed - skipped - canceled);
    }
}
