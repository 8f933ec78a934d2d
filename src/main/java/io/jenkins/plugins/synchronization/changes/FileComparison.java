package io.jenkins.plugins.synchronization.changes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.synchronization.changes.FileState.Kind;
import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.NotCompared;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the files of a run, while it is read, with what was known of them before. A file that a run does not have,
 * skips or cancels remains what it was for {@value #MOST_MISSED} runs: if it fails again then, it is still failing and not
 * newly failed, and meanwhile it is neither failing nor fixed. Files that succeed now and did not fail before take no
 * memory.
 */
final class FileComparison implements TaskVisitor {

    /** After so many runs without a report of it, a file is forgotten: it may have been deleted. */
    static final int MOST_MISSED = 25;

    /** What a task says about its file. Where a file has several tasks, the last one of this list that any of them says. */
    private enum Verdict {
        /** Nothing had to be done, so it says nothing. */
        SKIPPED,
        /** The file is fine, if no other task of it says otherwise. */
        SUCCEEDED,
        /** It was stopped, or is not completed: the file may be fine or not. */
        UNDECIDED,
        /** The file is not fine. */
        FAILED;

        /** A file of a task with any other outcome is not fine either: it is unknown whether it is. */
        private static Verdict of(Task task) {
            return switch (TaskOutcome.of(task)) {
                case SUCCEEDED -> SUCCEEDED;
                case SKIPPED -> SKIPPED;
                case CANCELED, PENDING -> UNDECIDED;
                case FAILED, OTHER -> FAILED;
            };
        }

        private Verdict orWorse(Verdict other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    private final RunChanges before;
    private final int build;
    private final Kind firstFailure;
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private boolean tooMany;

    /**
     * Begins a comparison.
     *
     * @param before what there was to say after the run before; null if there is nothing to compare with
     * @param build the number of the build that waited for the run
     */
    FileComparison(@CheckForNull RunChanges before, int build) {
        this.before = before == null ? RunChanges.NONE : before;
        this.build = build;
        this.firstFailure = before == null ? Kind.FAILING : Kind.NEW;
    }

    @Override
    public void task(int job, Task task) {
        String name = RunChanges.name(task.sourceFileId());
        if (name == null || tooMany) {
            return;
        }
        Verdict verdict = Verdict.of(task);
        if (verdict == Verdict.FAILED || failedBefore(name)) {
            verdicts.merge(name, verdict, Verdict::orWorse);
            tooMany = verdicts.size() > NotCompared.MOST_FILES;
        }
    }

    @Override
    public void job(Job job) {
        // It makes no difference what job a file belongs to.
    }

    /** Whether more than {@link NotCompared#MOST_FILES} files fail: then there is no result. */
    boolean hasTooManyFiles() {
        return tooMany;
    }

    /** What there is to say after the run; to be called once all of it was visited. */
    @NonNull
    RunChanges result() {
        List<FileState> after = new ArrayList<>();
        for (FileState file : before.files()) {
            if (!file.fails()) {
                continue;
            }
            switch (verdicts.getOrDefault(file.name(), Verdict.SKIPPED)) {
                case FAILED -> after.add(new FileState(file.name(), Kind.STILL, file.since(), 0));
                case SUCCEEDED -> after.add(new FileState(file.name(), Kind.FIXED, file.since(), 0));
                case SKIPPED, UNDECIDED -> {
                    if (file.missed() < MOST_MISSED && after.size() < NotCompared.MOST_FILES) {
                        after.add(new FileState(file.name(), Kind.AWAY, file.since(), file.missed() + 1));
                    }
                }
            }
        }
        verdicts.forEach((name, verdict) -> {
            if (verdict == Verdict.FAILED && !failedBefore(name)) {
                after.add(new FileState(name, firstFailure, build, 0));
            }
        });
        return new RunChanges(after);
    }

    private boolean failedBefore(String name) {
        FileState file = before.file(name);
        return file != null && file.fails();
    }
}
