package io.jenkins.plugins.synchronization.changes;

import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs written as {@code a=Error b=Success a=Canceled}, and tables as {@code a=NEW@3}. */
final class Tables {

    private Tables() {}

    static FileVerdicts run(String tasks) throws IOException {
        return FileVerdicts.read(visitor -> {
            for (String task :
                    tasks.isBlank() ? List.<String>of() : List.of(tasks.trim().split("\\s+"))) {
                String[] parts = task.split("=", 2);
                visitor.task(0, task(parts[0], parts[1]));
            }
        });
    }

    /** A task that is completed if it has a result, and executing if not. */
    static Task task(String file, String result) {
        return new Task(
                "t",
                file,
                null,
                null,
                0,
                Term.of(result.isEmpty() ? ExecutionState.EXECUTING : ExecutionState.COMPLETED),
                Term.of(ExecutionResult.class, result),
                null,
                null);
    }

    /** What a table says of files whose ids are single letters. */
    static String text(ChangeTable table) {
        Map<String, String> said = new TreeMap<>();
        for (char letter = 'a'; letter <= 'z'; letter++) {
            int place = table.find(FileNumbers.of(String.valueOf(letter)));
            if (place >= 0) {
                said.put(String.valueOf(letter), table.kind(place) + "@" + table.since(place));
            }
        }
        StringBuilder text = new StringBuilder();
        said.forEach((file, what) ->
                text.append(text.isEmpty() ? "" : " ").append(file).append('=').append(what));
        return text.toString();
    }
}
