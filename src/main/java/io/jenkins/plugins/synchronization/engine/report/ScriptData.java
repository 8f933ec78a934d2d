package io.jenkins.plugins.synchronization.engine.report;

import com.fasterxml.jackson.core.JsonGenerator;
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
    private static final int MOST_LOOKS = 128;
    private static final Look OTHER_LOOK = new Look(new Presentation(Presentation.Kind.UNKNOWN, "…", "?"), "…");

    /** How a result is shown, and the API's name of the result, by which links filter. */
    private record Look(Presentation shown, String result) {}

    private final JsonGenerator json;
    private final RunOverview overview;
    private final ScriptIssues issues = new ScriptIssues();
    private final Map<Look, Integer> looks = new LinkedHashMap<>();
    private int rowsInPiece;
    private Instant base;

    /** Writes with a generator of {@link ScriptJson}, which is not closed; the overview has seen the same tasks. */
    ScriptData(JsonGenerator json, RunOverview overview) {
        this.json = json;
        this.overview = overview;
        looks.put(OTHER_LOOK, 0);
    }

    @Override
    public void task(int job, Task task) throws IOException {
        if (rowsInPiece == 0) {
            json.writeRaw("<script type=\"application/json\" class=\"rows\">");
            json.writeStartArray();
        }
        json.writeStartArray();
        json.writeNumber(Jobs.slot(job));
        json.writeString(Sanitizer.name(task.id()));
        json.writeString(Sanitizer.name(task.sourceFileId()));
        time(task.start());
        time(task.end());
        json.writeNumber(task.retryAttempts());
        json.writeNumber(number(new Look(overview.look(task), TaskFilter.result(task))));
        json.writeNumber(overview.outcome(task).ordinal());
        issues.write(json, task.error());
        issues.write(json, task.report());
        if (task.file() != null) {
            ScriptJson.text(json, task.file().name());
            ScriptJson.text(json, task.file().relativePath());
        }
        json.writeEndArray();
        json.writeRaw('\n');
        rowsInPiece++;
        if (rowsInPiece == PIECE) {
            endPiece();
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
        json.writeRaw("<script type=\"application/json\" id=\"data\">");
        json.writeStartObject();
        json.writeNumberField("tasks", overview.tasks());
        json.writeNumberField("base", base == null ? 0 : base.toEpochMilli());
        json.writeObjectFieldStart("words");
        for (String list : List.of("tasks", "failure", "issues", "script", "copy")) {
            for (Map.Entry<String, String> word : words.startingWith(list).entrySet()) {
                json.writeStringField(list + "." + word.getKey(), word.getValue());
            }
        }
        json.writeStringField("none", words.text("none"));
        json.writeStringField("notyet", words.text("notyet"));
        json.writeEndObject();
        json.writeArrayFieldStart("jobs");
        for (JobView job : overview.slots()) {
            texts(job.connector(), job.id());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("outcomes");
        for (TaskOutcome outcome : TaskOutcome.values()) {
            texts(outcome.key(), Presentation.of(outcome, words.locale()).word());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("looks");
        for (Look look : looks.keySet()) {
            Presentation shown = look.shown();
            texts(shown.kind().cssName(), shown.word(), shown.symbol(), look.result());
        }
        json.writeEndArray();
        issues.writeAll(json);
        json.writeEndObject();
        json.writeRaw("</script>\n<script>");
        json.writeRaw(PageAssets.get().script());
        json.writeRaw("</script>\n");
    }

    private void endPiece() throws IOException {
        json.writeEndArray();
        json.writeRaw("</script>\n");
        rowsInPiece = 0;
    }

    private void texts(String... texts) throws IOException {
        json.writeStartArray();
        for (String text : texts) {
            ScriptJson.text(json, text);
        }
        json.writeEndArray();
    }

    private int number(Look look) {
        Integer number = looks.get(look);
        if (number == null && looks.size() < MOST_LOOKS) {
            number = looks.size();
            looks.put(look, number);
        }
        return number == null ? 0 : number;
    }

    private void time(Instant time) throws IOException {
        if (time == null) {
            json.writeNull();
            return;
        }
        if (base == null) {
            base = time;
        }
        json.writeNumber(time.toEpochMilli() - base.toEpochMilli());
    }
}
