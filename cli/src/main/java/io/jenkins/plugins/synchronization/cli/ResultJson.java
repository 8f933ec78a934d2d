package io.jenkins.plugins.synchronization.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.polling.StartedRun;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Run;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.Tally;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The one line in which a command reports its result to other programs: JSON (RFC 8259), ASCII only. */
final class ResultJson {

    private static final JsonFactory JSON =
            new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final String OTHERS = "(others)";

    private ResultJson() {}

    /**
     * Writes the line of {@code start}.
     *
     * @param started the run, or null
     * @param error the error, or null
     * @return one line without a line break
     */
    static String of(StartedRun started, ResultError error) {
        return line(json -> {
            RunAddress run = started == null ? null : started.run();
            json.writeStringField("connectionId", run == null ? null : run.connectionId());
            json.writeStringField("runId", run == null ? null : run.runId());
            json.writeStringField(
                    "connectionType", run == null ? null : run.type().text());
            json.writeBooleanField("alreadyActive", started != null && started.alreadyActive());
            error(json, error);
        });
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static String line(Fields fields) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return line.toString();
    }

    /**
     * Writes the line of {@code wait} and {@code run}.
     *
     * @param address the run, or null where it was not found or started
     * @param summary the latest data of the run, or null
     * @param outcome the outcome of the run's result, or null where there is none
     * @param polls the number of responses to requests for the run
     * @param error the error, or null
     * @return one line without a line break
     */
    static String of(RunAddress address, RunSummary summary, Outcome outcome, int polls, ResultError error) {
        return line(json -> {
            Run run = summary == null ? null : summary.run();
            json.writeStringField("state", run == null ? null : name(run.state()));
            json.writeStringField("result", run == null ? null : name(run.result()));
            json.writeStringField("outcome", outcome == null ? null : outcome.name());
            json.writeStringField("startDateTime", run == null ? null : time(run.start()));
            json.writeStringField("endDateTime", run == null ? null : time(run.end()));
            tasks(json, summary);
            json.writeNumberField("polls", polls);
            json.writeStringField("connectionId", address == null ? null : address.connectionId());
            json.writeStringField("runId", address == null ? null : address.runId());
            error(json, error);
        });
    }

    private static void tasks(JsonGenerator json, RunSummary summary) throws IOException {
        json.writeObjectFieldStart("tasks");
        json.writeNumberField("total", summary == null ? 0 : summary.tasks());
        json.writeObjectFieldStart("byResult");
        if (summary != null) {
            for (Map.Entry<String, Integer> count :
                    byName(summary.taskResults()).entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A task without a result counts as undetermined: that is what the API's word means. */
    private static Map<String, Integer> byName(Tally<ExecutionResult> results) {
        Map<String, Integer> counts = new TreeMap<>();
        results.counts().forEach((result, count) -> {
            String name = result.isAbsent() ? ExecutionResult.UNDETERMINED.text() : result.text();
            counts.merge(name, count, Integer::sum);
        });
        if (results.others() > 0) {
            counts.merge(OTHERS, results.others(), Integer::sum);
        }
        return counts;
    }

    private static void error(JsonGenerator json, ResultError error) throws IOException {
        if (error == null) {
            json.writeNullField("error");
            return;
        }
        json.writeObjectFieldStart("error");
        json.writeStringField("reason", error.reason());
        json.writeStringField("message", error.message());
        if (error.status() != 0) {
            json.writeNumberField("status", error.status());
        }
        if (error.code() != null) {
            json.writeStringField("code", error.code());
        }
        if (error.correlationId() != null) {
            json.writeStringField("correlationId", error.correlationId());
        }
        json.writeEndObject();
    }

    private static String name(Term<?> term) {
        return term.isAbsent() ? null : term.text();
    }

    private static String time(Instant time) {
        return time == null ? null : time.toString();
    }
}
