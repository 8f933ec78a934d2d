package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Errors and synchronization reports of tasks as JSON arrays, each written once where that is possible. An error is code,
 * message, description, details, exit code, system, phase, category, description key, link, and 1, 0 or null for
 * "the user can fix it"; a report is the three counts and the message. A text is its number in the dictionary, or stands
 * there itself, or is null.
 */
final class ScriptIssues {

    private static final int MOST = 4096;
    private static final int MOST_TEXTS = 20_000;
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Repeated<String> texts = new Repeated<>(String::length, MOST_TEXTS, MOST_CHARACTERS);
    private final Repeated<TaskError> errors = new Repeated<>(ScriptIssues::length, MOST, MOST_CHARACTERS);
    private final Repeated<SynchronizationReport> reports = new Repeated<>(
            report -> length(report.message()) + report.suggestedAction().text().length(), MOST, MOST_CHARACTERS);

    /** Appends the number of an error, or the error itself, or {@code null}. */
    void append(Utf8Buffer to, TaskError error) {
        Integer number = error == null ? null : errors.number(error);
        if (number != null) {
            to.number(number);
        } else if (error != null) {
            write(to, error);
        } else {
            to.ascii("null");
        }
    }

    /** Appends the number of a report, or the report itself, or {@code null}. */
    void append(Utf8Buffer to, SynchronizationReport report) {
        Integer number = report == null ? null : reports.number(report);
        if (number != null) {
            to.number(number);
        } else if (report != null) {
            write(to, report);
        } else {
            to.ascii("null");
        }
    }

    /** Appends the members that the numbers refer to: {@code errors}, {@code reports} and {@code texts}. */
    void appendAll(Utf8Buffer to) {
        to.ascii("\"errors\":");
        array(to, errors.inOrder(), error -> write(to, error));
        to.ascii(",\n\"reports\":");
        array(to, reports.inOrder(), report -> write(to, report));
        to.ascii(",\n\"texts\":");
        array(to, texts.inOrder(), text -> JsonText.append(to, text));
    }

    private void write(Utf8Buffer to, TaskError error) {
        String[] values = {
            Sanitizer.name(error.errorCode()),
            error.message(),
            error.description(),
            error.details(),
            TaskView.exitCode(error.bridgeExitCode()),
            Sanitizer.name(error.system()),
            Sanitizer.name(error.phase()),
            Sanitizer.name(error.category()),
            Sanitizer.name(error.descriptionKey()),
            error.kbArticleLink()
        };
        to.ascii('[');
        for (String value : values) {
            text(to, value);
            to.ascii(',');
        }
        to.ascii(error.canUserFix() == null ? "null]" : error.canUserFix() ? "1]" : "0]");
    }

    private void write(Utf8Buffer to, SynchronizationReport report) {
        to.ascii('[');
        for (long count :
                new long[] {report.totalErrorsCount(), report.totalWarningsCount(), report.totalOtherIssuesCount()}) {
            to.number(count);
            to.ascii(',');
        }
        text(to, report.message());
        to.ascii(']');
    }

    private void text(Utf8Buffer to, String text) {
        Integer number = text == null ? null : texts.number(text);
        if (number == null) {
            JsonText.append(to, text);
        } else {
            to.number(number);
        }
    }

    private static <T> void array(Utf8Buffer to, Set<T> things, Consumer<T> writer) {
        to.ascii('[');
        boolean any = false;
        for (T thing : things) {
            to.ascii(any ? "," : "");
            any = true;
            writer.accept(thing);
        }
        to.ascii(']');
    }

    private static int length(TaskError error) {
        return length(error.errorCode())
                + length(error.message())
                + length(error.description())
                + length(error.details())
                + length(error.system())
                + length(error.phase())
                + length(error.category())
                + length(error.descriptionKey())
                + length(error.kbArticleLink());
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }
}
