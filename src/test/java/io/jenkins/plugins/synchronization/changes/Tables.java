package io.jenkins.plugins.synchronization.changes;

import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Runs written as {@code a=Error b=Success a=Canceled}, and tables as {@code a=NEW@3}. */
final class Tables {

    private Tables() {}

    /** What there is to say after a run of tasks such as {@code a=Error b=Success}; before is null for the first run. */
    static RunChanges after(RunChanges before, int build, String tasks) {
        FileComparison comparison = new FileComparison(before, build);
        for (String task :
                tasks.isBlank() ? List.<String>of() : List.of(tasks.trim().split("\\s+"))) {
            String[] parts = task.split("=", 2);
            comparison.task(0, task(parts[0], parts[1]));
        }
        return comparison.result();
    }

    /** A task that is completed if it has a result, and executing if not. */
    static Task task(String file, String result) {
        return new Task(
                "t",
                file,
                null,
                null,
                null,
                0,
                Term.of(result.isEmpty() ? ExecutionState.EXECUTING : ExecutionState.COMPLETED),
                Term.of(ExecutionResult.class, result),
                null,
                null);
    }

    /** What there is to say, by file. */
    static String text(RunChanges changes) {
        return changes.files().stream()
                .sorted(Comparator.comparing(FileState::name))
                .map(file -> file.name() + "=" + file.kind() + "@" + file.since())
                .collect(Collectors.joining(" "));
    }
}
