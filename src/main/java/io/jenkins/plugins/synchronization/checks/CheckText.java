package io.jenkins.plugins.synchronization.checks;

import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.FailedTask;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.RunReference;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts of a check, in Markdown. */
final class CheckText {

    /** Failed tasks that a check has a line for; the report has them all. */
    private static final int MOST_TASKS = 50;

    private static final int MAX_NAME = 300;
    private static final int MAX_MESSAGE = 4000;
    private static final int MAX_TASK_MESSAGE = 300;

    private CheckText() {}

    static String of(RunReference run) {
        return run(run.address().connectionId(), run.address().runId());
    }

    static String of(RunRecord run) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(run(run.getConnectionId(), run.getRunId()));
        if (run.getErrorDescription() != null) {
            lines.add(line(Messages.RunChecks_error(), run.getErrorDescription(), MAX_MESSAGE));
        }
        if (run.getChanges() != null) {
            lines.add("- " + run.getChanges().line());
        }
        return lines.toString();
    }

    static String of(EndedWait ended) {
        return run(ended.getConnectionId(), ended.getRunId()) + "\n\n" + Markdown.code(ended.getMessage(), MAX_MESSAGE);
    }

    /** The failed tasks; empty where there are none. */
    static String failedTasks(RecordedRun recorded) {
        if (recorded.tasks().isEmpty()) {
            return "";
        }
        StringJoiner lines = new StringJoiner("\n");
        lines.add("### " + Messages.RunChecks_failed()).add("");
        recorded.tasks().stream().limit(MOST_TASKS).map(CheckText::line).forEach(lines::add);
        int more = recorded.run().getTasks().getFailed() - MOST_TASKS;
        if (more > 0) {
            lines.add("- " + Messages.RunChecks_more(more));
        }
        return lines.toString();
    }

    private static String line(FailedTask task) {
        String file = task.getFile() == null ? task.getId() : task.getFile();
        return Stream.of(
                        Markdown.code(file, MAX_NAME),
                        Markdown.code(task.getResult(), MAX_NAME),
                        Markdown.code(task.getErrorCode(), MAX_NAME),
                        Markdown.code(task.getMessage(), MAX_TASK_MESSAGE))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" ", "- ", ""));
    }

    private static String run(String connection, String run) {
        return line(Messages.RunChecks_connection(), Objects.requireNonNullElse(connection, ""), MAX_NAME)
                + "\n"
                + line(Messages.RunChecks_run(), Objects.requireNonNullElse(run, ""), MAX_NAME);
    }

    private static String line(String title, String text, int maxLength) {
        return "- " + title + ": " + Markdown.code(text, maxLength);
    }
}
