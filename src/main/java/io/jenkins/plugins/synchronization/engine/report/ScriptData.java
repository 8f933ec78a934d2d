package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All tasks for the page's script: JSON in script elements that no browser executes, so that the page is shown before
 * any of it is parsed. Rows come in pieces of {@value #PIECE}; a row is an array of
 *
 * <ol start="0">
 *   <li>the number of the job's slot,
 *   <li>the task's id and
 *   <li>its source file, texts or null,
 *   <li>start and
 *   <li>end in milliseconds after the first task's, or null,
 *   <li>the number of retries,
 *   <li>the number of the look,
 *   <li>1 if the task is over and did not succeed, else 0,
 *   <li>the error, an array, or 0, and
 *   <li>the synchronization report, an array, or 0.
 * </ol>
 *
 * Texts in the two arrays are numbers in the dictionary, or stand there themselves.
 */
final class ScriptData implements Closeable {

    private static final int PIECE = 1000;
    private static final int MEMORY = 4 << 20;
    private static final int MOST_LOOKS = 128;
    private static final Presentation OTHER_LOOK = new Presentation(Presentation.Kind.UNKNOWN, "…", "?");

    private final Spool rows;
    private final Utf8Buffer row = new Utf8Buffer();
    private final TextDictionary texts = new TextDictionary();
    private final Map<Presentation, Integer> looks = new LinkedHashMap<>();
    private int rowsInPiece;
    private Instant base;

    ScriptData(Path temporaryDirectory) {
        this.rows = new Spool(temporaryDirectory, MEMORY);
        looks.put(OTHER_LOOK, 0);
    }

    void add(int slot, Task task, Presentation look, boolean failed) throws IOException {
        row.ascii(rowsInPiece == 0 ? "<script type=\"application/json\" class=\"rows\">[" : ",\n");
        row.ascii('[');
        row.number(slot);
        row.ascii(',');
        JsonText.append(row, task.id());
        row.ascii(',');
        JsonText.append(row, task.sourceFileId());
        row.ascii(',');
        time(task.start());
        row.ascii(',');
        time(task.end());
        row.ascii(',');
        row.number(task.retryAttempts());
        row.ascii(',');
        row.number(number(look));
        row.ascii(failed ? ",1," : ",0,");
        error(task.error());
        row.ascii(',');
        report(task.report());
        row.ascii(']');
        rowsInPiece++;
        if (rowsInPiece == PIECE) {
            endPiece();
        }
        row.moveTo(rows);
    }

    /** Writes all that the script needs, and the script. */
    void writeTo(OutputStream to, Words words, List<JobView> slots, int tasks) throws IOException {
        if (rowsInPiece > 0) {
            endPiece();
            row.moveTo(rows);
        }
        row.ascii("<script type=\"application/json\" id=\"data\">{\"tasks\":");
        row.number(tasks);
        row.ascii(",\"base\":");
        row.number(base == null ? 0 : base.toEpochMilli());
        row.ascii(",\n\"words\":{");
        boolean any = words(words, "tasks", false);
        any = words(words, "failure", any);
        any = words(words, "issues", any);
        any = words(words, "script", any);
        word("none", words.text("none"), any);
        word("notyet", words.text("notyet"), true);
        row.ascii("},\n\"jobs\":[");
        for (int i = 0; i < slots.size(); i++) {
            row.ascii(i == 0 ? "[" : ",[");
            JsonText.append(row, slots.get(i).connector());
            row.ascii(',');
            JsonText.append(row, slots.get(i).id());
            row.ascii(']');
        }
        row.ascii("],\n\"looks\":[");
        looks();
        row.ascii("],\n\"texts\":");
        texts.appendAll(row);
        row.ascii("}</script>\n");
        row.moveTo(to);
        rows.copyTo(to);
        to.write("<script>".getBytes(StandardCharsets.US_ASCII));
        to.write(PageAssets.get().script());
        to.write("</script>\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private void endPiece() {
        row.ascii("]</script>\n");
        rowsInPiece = 0;
    }

    private boolean words(Words words, String list, boolean any) {
        boolean comma = any;
        for (Map.Entry<String, String> word : words.startingWith(list).entrySet()) {
            word(list + "." + word.getKey(), word.getValue(), comma);
            comma = true;
        }
        return comma;
    }

    private void word(String key, String text, boolean comma) {
        row.ascii(comma ? "," : "");
        JsonText.append(row, key);
        row.ascii(':');
        JsonText.append(row, text);
    }

    private void looks() {
        boolean any = false;
        for (Presentation look : looks.keySet()) {
            row.ascii(any ? ",[" : "[");
            any = true;
            JsonText.append(row, look.kind().cssName());
            row.ascii(',');
            JsonText.append(row, look.word());
            row.ascii(',');
            JsonText.append(row, look.symbol());
            row.ascii(']');
        }
    }

    private int number(Presentation look) {
        Integer number = looks.get(look);
        if (number == null && looks.size() < MOST_LOOKS) {
            number = looks.size();
            looks.put(look, number);
        }
        return number == null ? 0 : number;
    }

    private void time(Instant time) {
        if (time == null) {
            row.ascii("null");
            return;
        }
        if (base == null) {
            base = time;
        }
        row.number(time.toEpochMilli() - base.toEpochMilli());
    }

    private void error(TaskError error) {
        if (error == null) {
            row.ascii('0');
            return;
        }
        row.ascii('[');
        texts(
                error.errorCode(),
                error.message(),
                error.description(),
                error.details(),
                TaskView.exitCode(error.bridgeExitCode()),
                error.system(),
                error.phase(),
                error.category(),
                error.descriptionKey(),
                error.kbArticleLink());
        row.ascii(error.canUserFix() == null ? ",null]" : error.canUserFix() ? ",1]" : ",0]");
    }

    private void report(SynchronizationReport report) {
        if (report == null) {
            row.ascii('0');
            return;
        }
        row.ascii('[');
        row.number(report.totalErrorsCount());
        row.ascii(',');
        row.number(report.totalWarningsCount());
        row.ascii(',');
        row.number(report.totalOtherIssuesCount());
        row.ascii(',');
        texts.append(row, report.message());
        row.ascii(']');
    }

    private void texts(String... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                row.ascii(',');
            }
            texts.append(row, values[i]);
        }
    }
}
