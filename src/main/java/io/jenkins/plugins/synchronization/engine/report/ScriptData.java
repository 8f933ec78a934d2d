package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.TaskFilter;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.IOException;
import java.io.OutputStream;
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
 *   <li>its source file's, texts or null,
 *   <li>start and
 *   <li>end in milliseconds after the first task's, or null,
 *   <li>the number of retries,
 *   <li>the number of the look,
 *   <li>the number of the {@link TaskOutcome}, the worst first,
 *   <li>the error and
 *   <li>the synchronization report, as {@link ScriptIssues} writes them;
 *   <li>the source file's name and
 *   <li>its path or null, both only where the name is known.
 * </ol>
 */
final class ScriptData implements TaskVisitor {

    private static final int PIECE = 1000;
    private static final int WRITTEN_AT_ONCE = 1 << 14;
    private static final int MOST_LOOKS = 128;
    private static final Look OTHER_LOOK = new Look(new Presentation(Presentation.Kind.UNKNOWN, "…", "?"), "…");

    /** How a result is shown, and the API's name of the result, by which links filter. */
    private record Look(Presentation shown, String result) {}

    private final OutputStream to;
    private final RunOverview overview;
    private final Utf8Buffer row = new Utf8Buffer();
    private final ScriptIssues issues = new ScriptIssues();
    private final Map<Look, Integer> looks = new LinkedHashMap<>();
    private int rowsInPiece;
    private Instant base;

    /** Writes to a stream, which is not closed; the overview has seen the same tasks. */
    ScriptData(OutputStream to, RunOverview overview) {
        this.to = to;
        this.overview = overview;
        looks.put(OTHER_LOOK, 0);
    }

    @Override
    public void task(int job, Task task) throws IOException {
        row.ascii(rowsInPiece == 0 ? "<script type=\"application/json\" class=\"rows\">[" : ",\n");
        row.ascii('[');
        row.number(Jobs.slot(job));
        row.ascii(',');
        JsonText.append(row, Sanitizer.name(task.id()));
        row.ascii(',');
        JsonText.append(row, Sanitizer.name(task.sourceFileId()));
        row.ascii(',');
        time(task.start());
        row.ascii(',');
        time(task.end());
        row.ascii(',');
        row.number(task.retryAttempts());
        row.ascii(',');
        row.number(number(new Look(overview.look(task), TaskFilter.result(task))));
        row.ascii(',');
        row.number(overview.outcome(task).ordinal());
        row.ascii(',');
        issues.append(row, task.error());
        row.ascii(',');
        issues.append(row, task.report());
        if (task.file() != null) {
            row.ascii(',');
            JsonText.append(row, task.file().name());
            row.ascii(',');
            JsonText.append(row, task.file().relativePath());
        }
        row.ascii(']');
        rowsInPiece++;
        if (rowsInPiece == PIECE) {
            endPiece();
        }
        if (row.size() > WRITTEN_AT_ONCE) {
            row.moveTo(to);
        }
    }

    @Override
    public void job(Job job) {
        // The overview knows the jobs.
    }

    /** Writes what the rows refer to, and the script. */
    void end(Words words) throws IOException {
        if (rowsInPiece > 0) {
            endPiece();
        }
        row.ascii("<script type=\"application/json\" id=\"data\">{\"tasks\":");
        row.number(overview.tasks());
        row.ascii(",\"base\":");
        row.number(base == null ? 0 : base.toEpochMilli());
        row.ascii(",\n\"words\":{");
        boolean any = false;
        for (String list : List.of("tasks", "failure", "issues", "script", "copy")) {
            any = words(words, list, any);
        }
        word("none", words.text("none"), any);
        word("notyet", words.text("notyet"), true);
        row.ascii("},\n\"jobs\":[");
        List<JobView> slots = overview.slots();
        for (int i = 0; i < slots.size(); i++) {
            row.ascii(i == 0 ? "[" : ",[");
            JsonText.append(row, slots.get(i).connector());
            row.ascii(',');
            JsonText.append(row, slots.get(i).id());
            row.ascii(']');
        }
        row.ascii("],\n\"outcomes\":[");
        for (TaskOutcome outcome : TaskOutcome.values()) {
            row.ascii(outcome.ordinal() == 0 ? "[" : ",[");
            JsonText.append(row, outcome.key());
            row.ascii(',');
            JsonText.append(row, Presentation.of(outcome, words.locale()).word());
            row.ascii(']');
        }
        row.ascii("],\n\"looks\":[");
        looks();
        row.ascii("],\n");
        issues.appendAll(row);
        row.ascii("}</script>\n<script>");
        row.bytes(PageAssets.get().script());
        row.ascii("</script>\n");
        row.moveTo(to);
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
        for (Look look : looks.keySet()) {
            row.ascii(any ? ",[" : "[");
            any = true;
            JsonText.append(row, look.shown().kind().cssName());
            row.ascii(',');
            JsonText.append(row, look.shown().word());
            row.ascii(',');
            JsonText.append(row, look.shown().symbol());
            row.ascii(',');
            JsonText.append(row, look.result());
            row.ascii(']');
        }
    }

    private int number(Look look) {
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
}
