package io.jenkins.plugins.synchronization.engine.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import java.io.IOException;

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

    private interface Writer<T> {
        void write(JsonGenerator json, T thing) throws IOException;
    }

    /** Writes the number of an error, or the error itself, or {@code null}. */
    void write(JsonGenerator json, TaskError error) throws IOException {
        write(json, error, errors, this::writeWhole);
    }

    /** Writes the number of a report, or the report itself, or {@code null}. */
    void write(JsonGenerator json, SynchronizationReport report) throws IOException {
        write(json, report, reports, this::writeWhole);
    }

    /** Writes the members that the numbers refer to: {@code errors}, {@code reports} and {@code texts}. */
    void writeAll(JsonGenerator json) throws IOException {
        writeAll(json, "errors", errors, this::writeWhole);
        writeAll(json, "reports", reports, this::writeWhole);
        writeAll(json, "texts", texts, ScriptJson::text);
    }

    private static <T> void write(JsonGenerator json, T thing, Repeated<T> repeated, Writer<T> writer)
            throws IOException {
        Integer number = thing == null ? null : repeated.number(thing);
        if (number != null) {
            json.writeNumber(number);
        } else if (thing != null) {
            writer.write(json, thing);
        } else {
            json.writeNull();
        }
    }

    private static <T> void writeAll(JsonGenerator json, String name, Repeated<T> repeated, Writer<T> writer)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (T thing : repeated.inOrder()) {
            writer.write(json, thing);
        }
        json.writeEndArray();
    }

    private void writeWhole(JsonGenerator json, TaskError error) throws IOException {
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
        json.writeStartArray();
        for (String value : values) {
            write(json, value, texts, ScriptJson::text);
        }
        if (error.canUserFix() == null) {
            json.writeNull();
        } else {
            json.writeNumber(error.canUserFix() ? 1 : 0);
        }
        json.writeEndArray();
    }

    private void writeWhole(JsonGenerator json, SynchronizationReport report) throws IOException {
        json.writeStartArray();
        json.writeNumber(report.totalErrorsCount());
        json.writeNumber(report.totalWarningsCount());
        json.writeNumber(report.totalOtherIssuesCount());
        write(json, report.message(), texts, ScriptJson::text);
        json.writeEndArray();
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
