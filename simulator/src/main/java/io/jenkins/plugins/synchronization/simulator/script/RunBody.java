package io.jenkins.plugins.synchronization.simulator.script;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Writes the body of {@code GET …/runs/{runId}} with the fields and the order of the API's page, task by task. */
public final class RunBody {

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private static final DateTimeFormatter SEVEN_DIGITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String YEAR_0001 = "0001-01-01T00:00:00Z";
    private static final String UNDETERMINED = "Undetermined";

    private final Run run;
    private final Moment moment;
    private final JsonGenerator json;

    private RunBody(Run run, Moment moment, JsonGenerator json) {
        this.run = run;
        this.moment = moment;
        this.json = json;
    }

    /** Writes the body of a run at a moment, in UTF-8; the stream stays open. */
    public static void write(Run run, Moment moment, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeFieldName("run");
            write(run, moment, json);
            json.writeEndObject();
        }
    }

    /** Writes a run at a moment as one object, as lists of runs have it. */
    public static void write(Run run, Moment moment, JsonGenerator json) throws IOException {
        new RunBody(run, moment, json).run();
    }

    /** Writes what a list of runs says of a run unless all is wanted. */
    public static void writeMinimal(Run run, Moment moment, JsonGenerator json) throws IOException {
        Run.Position position = run.at(moment.runTime());
        json.writeStartObject();
        json.writeStringField("id", run.id());
        json.writeStringField("state", position.state());
        json.writeStringField("result", position.completed() ? run.result() : UNDETERMINED);
        json.writeEndObject();
    }

    private void run() throws IOException {
        Run.Position position = run.at(moment.runTime());
        json.writeStartObject();
        json.writeStringField("id", run.id());
        json.writeStringField("connectionId", run.connectionId());
        date("startDateTime", position.started(), run.start(), run.dates().start(), 0);
        date("endDateTime", position.completed(), run.end(), run.dates().end(), 0);
        text("phase", position.phase());
        json.writeStringField("state", position.state());
        json.writeStringField("result", position.completed() ? run.result() : UNDETERMINED);
        if (position.completed() && run.error() != null) {
            object("error", run.error());
        }
        if (position.started() && run.jobs() != null) {
            json.writeArrayFieldStart("jobs");
            for (int i = 0; i < run.jobs().size(); i++) {
                job(run.jobs().get(i), i, position.completed());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void job(Job job, int place, boolean runCompleted) throws IOException {
        Tasks tasks = job.tasks();
        Duration start = tasks.start() == null ? run.start() : tasks.start();
        Duration end = tasks.count() == 0 ? run.executed() : tasks.end();
        boolean started = start.compareTo(moment.runTime()) <= 0;
        boolean completed = runCompleted || end != null && end.compareTo(moment.runTime()) <= 0;
        json.writeStartObject();
        json.writeStringField("id", job.id());
        date("startDateTime", started, start, job.dates().start(), place + 1);
        date(
                "endDateTime",
                completed,
                end == null ? run.end() : end,
                job.dates().end(),
                place + 1);
        json.writeStringField("state", completed ? "Completed" : started ? "Executing" : "Queued");
        json.writeStringField("result", completed ? job.result() : UNDETERMINED);
        text("connectorType", job.connectorType());
        json.writeArrayFieldStart("tasks");
        for (int i = 0; i < tasks.count(); i++) {
            task(tasks.task(i), i);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void task(Task task, int place) throws IOException {
        boolean started = task.startedAt(moment.runTime());
        boolean finished = task.finishedAt(moment.runTime());
        json.writeStartObject();
        json.writeStringField("id", task.id());
        json.writeStringField(run.kind().fileIdField(), task.fileId());
        date("startDateTime", started, task.starts(), task.dates().start(), place);
        date("endDateTime", finished, task.finishes(), task.dates().end(), place + 1);
        json.writeNumberField("retryAttempts", finished ? task.retryAttempts() : 0);
        json.writeStringField("state", finished ? "Completed" : started ? "Executing" : "NotStarted");
        json.writeStringField("result", finished ? task.result() : UNDETERMINED);
        if (finished && task.error() != null) {
            object("error", task.error());
        }
        if (finished && task.report() != null) {
            json.writeObjectFieldStart("details");
            object("synchronizationReport", task.report());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void object(String name, Map<String, Object> fields) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            json.writeObjectField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
    }

    private void text(String field, String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    private void date(String field, boolean set, Duration time, String literal, int place) throws IOException {
        if (set) {
            json.writeStringField(field, literal == null ? SEVEN_DIGITS.format(moment.dateOf(time)) : literal);
            return;
        }
        switch (run.unsetDates().at(place)) {
            case YEAR0001 -> json.writeStringField(field, YEAR_0001);
            case NULLS -> json.writeNullField(field);
            default -> {
                // Absent: nothing to write.
            }
        }
    }
}
