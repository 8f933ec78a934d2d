package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The tasks that have a row in the table as it is without script: first those that did not succeed, then by file. */
final class TaskRows {

    /** Tasks with an outcome other than succeeded or skipped that have a row, at most. */
    static final int MOST_FIRST = 5000;

    /** Other tasks that have a row, at most. */
    static final int MOST_OTHERS = 1000;

    /** Characters of a text; with this, all rows take 20 MB at most. */
    private static final int LONGEST_TEXT = 1000;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** A row: the index of the task's job, and the task with its texts cut. */
    record Row(int job, Task task, TaskOutcome outcome, String sortKey) {}

    private final List<Row> rows = new ArrayList<>();
    private int failed;
    private int first;

    void add(int job, Task task, TaskOutcome outcome) {
        boolean isFirst = outcome.compareTo(TaskOutcome.SKIPPED) < 0;
        if (isFirst ? first == MOST_FIRST : rows.size() - first == MOST_OTHERS) {
            return;
        }
        first += isFirst ? 1 : 0;
        failed += outcome == TaskOutcome.FAILED ? 1 : 0;
        rows.add(new Row(job, task.withTextsUpTo(LONGEST_TEXT), outcome, sortKey(task)));
    }

    /** How many rows are of failed tasks. */
    int failed() {
        return failed;
    }

    /** The rows in their order; those of one file stay in the order of the run. */
    List<Row> inOrder() {
        rows.sort(Comparator.<Row>comparingInt(row -> row.outcome().rank()).thenComparing(Row::sortKey));
        return rows;
    }

    /** Has names compare as people count: {@code file-9} before {@code file-10}. The same as in report.js. */
    private static String sortKey(Task task) {
        String name = Sanitizer.name(task.name());
        return name == null
                ? ""
                : DIGITS.matcher(name.toLowerCase(Locale.ROOT))
                        .replaceAll(digits ->
                                "0".repeat(Math.max(0, 12 - digits.group().length())) + digits.group());
    }
}
