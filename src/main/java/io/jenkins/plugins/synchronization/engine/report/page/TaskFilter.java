package io.jenkins.plugins.synchronization.engine.report.page;

import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.Task;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * Which tasks a link or a number on a page stands for. The table of all tasks shows exactly these. Every part may be
 * null, and then leaves nothing out.
 *
 * @param outcome the {@link TaskOutcome#key}, or {@link #WITH_ERROR}
 * @param result the API's name of the result, or {@link #NONE}
 * @param code the error's code, or {@link #NONE}
 * @param file the source file's ID, since names need not be unique, or the task's ID where there is no file
 */
public record TaskFilter(String outcome, String result, String code, String file) {

    /** Stands for tasks without a result or code. */
    public static final String NONE = "-";

    /** Stands for tasks that succeeded or were skipped and report an error all the same. */
    public static final String WITH_ERROR = "with-error";

    /** All tasks. */
    public static final TaskFilter NO_FILTER = new TaskFilter(null, null, null, null);

    /** The tasks with an outcome. */
    public static TaskFilter of(TaskOutcome outcome) {
        return new TaskFilter(outcome.key(), null, null, null);
    }

    /** Reads the parameters of a URL; each is null where there is none. */
    public static TaskFilter of(UnaryOperator<String> parameter) {
        return new TaskFilter(
                value(parameter, "outcome"),
                value(parameter, "result"),
                value(parameter, "code"),
                value(parameter, "file"));
    }

    /** The tasks of one file, as {@link #file(Task)} has it. */
    public static TaskFilter ofFile(String id) {
        return new TaskFilter(null, null, null, id);
    }

    /** Whether it leaves nothing out. */
    public boolean isEmpty() {
        return outcome == null && result == null && code == null && file == null;
    }

    /** Whether a task is one of them, given what it came to. */
    public boolean matches(Task task, TaskOutcome itsOutcome) {
        return (outcome == null || outcome.equals(itsOutcome.key()) || isWithError(task, itsOutcome))
                && (result == null || result.equals(result(task)))
                && (code == null || code.equals(Objects.requireNonNullElse(code(task), NONE)))
                && (file == null || file.equals(file(task)));
    }

    /** The parameters for a URL, such as {@code outcome=failed&code=TAE_BRG_1000}; empty if it leaves nothing out. */
    public String query() {
        StringJoiner query = new StringJoiner("&");
        add(query, "outcome", outcome);
        add(query, "result", result);
        add(query, "code", code);
        add(query, "file", file);
        return query.toString();
    }

    /** The name of a task's result in one line, or {@link #NONE}. */
    public static String result(Task task) {
        return TaskOutcome.hasResult(task.state(), task.result())
                ? Sanitizer.name(task.result().text())
                : NONE;
    }

    /** The code of a task's error in one line, or null. */
    public static String code(Task task) {
        String code = task.error() == null ? null : Sanitizer.name(task.error().errorCode());
        return code == null || code.isEmpty() ? null : code;
    }

    /** What distinguishes a task's file from others: the source file's ID, else the task's; in one line, or null. */
    public static String file(Task task) {
        return Sanitizer.name(task.sourceFileId() == null ? task.id() : task.sourceFileId());
    }

    /** Whether a task came to a good end and reports an error all the same. */
    public static boolean reportsErrorOnly(Task task, TaskOutcome outcome) {
        return task.error() != null && (outcome == TaskOutcome.SUCCEEDED || outcome == TaskOutcome.SKIPPED);
    }

    private boolean isWithError(Task task, TaskOutcome itsOutcome) {
        return outcome.equals(WITH_ERROR) && reportsErrorOnly(task, itsOutcome);
    }

    private static void add(StringJoiner query, String name, String value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static String value(UnaryOperator<String> parameter, String name) {
        String value = Sanitizer.name(parameter.apply(name));
        return value == null || value.isBlank() ? null : value;
    }
}
