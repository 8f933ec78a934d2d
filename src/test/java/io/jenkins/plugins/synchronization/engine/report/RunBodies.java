package io.jenkins.plugins.synchronization.engine.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Bodies of runs for tests. */
final class RunBodies {

    private static final Instant START = Instant.parse("2026-11-20T07:30:04.123Z");

    /** Names of the API's lists, one that they do not have, and none. */
    static final List<String> STATES = List.of("Completed", "Executing", "WaitingToRetry", "Pausing", "");

    static final List<String> RESULTS = List.of(
            "Success", "Error", "TimedOut", "PartialSuccess", "Skipped", "Canceled", "Undetermined", "Vanished", "");

    private RunBodies() {}

    /** Twelve tasks in three jobs, two of which failed and one was skipped. */
    static byte[] threeJobs() {
        try (InputStream in = RunBodies.class.getResourceAsStream("three-jobs.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example of the API's page: a run that succeeded in part, though its only task succeeded. */
    static byte[] documented() {
        try (InputStream in = RunReader.class.getResourceAsStream("documented-run.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A completed run with a task for every combination of state and result, with an error and without. */
    static byte[] everyEnding() {
        return write(json -> {
            json.writeStringField("state", "Completed");
            json.writeStringField("result", "PartialSuccess");
            json.writeArrayFieldStart("jobs");
            json.writeStartObject();
            json.writeStringField("id", "58469ba664997fcb401d465b27655a3c41d34e08");
            json.writeStringField("connectorType", "DWG");
            json.writeArrayFieldStart("tasks");
            int number = 0;
            for (String state : STATES) {
                for (String result : RESULTS) {
                    for (String code : new String[] {null, "TAE_BRG_1000", "TAE_DL_0403"}) {
                        json.writeStartObject();
                        json.writeStringField("sourceFileId", "file-" + "abcdefghi".repeat(3) + number++);
                        json.writeStringField(
                                "startDateTime", START.plusSeconds(number).toString());
                        json.writeStringField("state", state);
                        json.writeStringField("result", result);
                        if (code != null) {
                            json.writeObjectFieldStart("error");
                            json.writeStringField("errorCode", code);
                            json.writeEndObject();
                        }
                        json.writeEndObject();
                    }
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    static byte[] of(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** A run of three jobs, each with a failed and a good task; every text field is what a function makes of its name. */
    static byte[] withTexts(UnaryOperator<String> text) {
        return write(json -> {
            json.writeStringField("id", text.apply("run"));
            json.writeStringField("connectionId", text.apply("connection"));
            json.writeStringField("phase", text.apply("phase"));
            json.writeStringField("state", "Completed");
            json.writeStringField("result", text.apply("result"));
            json.writeObjectFieldStart("error");
            json.writeStringField("errorKey", text.apply("errorKey"));
            json.writeStringField("description", text.apply("runDescription"));
            json.writeEndObject();
            json.writeArrayFieldStart("jobs");
            for (int job = 0; job < 3; job++) {
                json.writeStartObject();
                json.writeStringField("id", text.apply("job"));
                json.writeStringField("connectorType", text.apply("connector" + job));
                json.writeStringField("startDateTime", START.toString());
                json.writeStringField("state", "Completed");
                json.writeStringField("result", text.apply("jobResult"));
                json.writeArrayFieldStart("tasks");
                for (String result : List.of(text.apply("taskResult"), "Success")) {
                    task(json, text, result);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** The same with one task. */
    static byte[] withOneTask(UnaryOperator<String> text) {
        return write(json -> {
            json.writeArrayFieldStart("jobs");
            json.writeStartObject();
            json.writeStringField("id", text.apply("job"));
            json.writeStringField("connectorType", text.apply("connector"));
            json.writeArrayFieldStart("tasks");
            task(json, text, text.apply("taskResult"));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    /** A run of one job with many tasks, of which every n-th failed. */
    static byte[] many(int tasks, int failEvery) {
        return write(json -> {
            json.writeStringField("state", "Completed");
            json.writeStringField("result", "PartialSuccess");
            json.writeStringField("startDateTime", START.toString());
            json.writeArrayFieldStart("jobs");
            json.writeStartObject();
            json.writeArrayFieldStart("tasks");
            for (int i = 1; i <= tasks; i++) {
                json.writeStartObject();
                json.writeStringField("id", "task-id-" + i);
                json.writeStringField("sourceFileId", "file-" + i + ".dgn");
                json.writeStringField("startDateTime", START.plusSeconds(i).toString());
                json.writeStringField(
                        "endDateTime", START.plusSeconds(2L * i + 1).toString());
                json.writeStringField("state", "Completed");
                json.writeStringField("result", i % failEvery == 0 ? "Error" : "Success");
                if (i % failEvery == 0) {
                    json.writeObjectFieldStart("error");
                    json.writeStringField("errorCode", "TAE_BRG_1000");
                    json.writeStringField("message", "Failed to process the file.");
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("id", "job-id");
            json.writeStringField("connectorType", "MSTN");
            json.writeStringField("state", "Completed");
            json.writeStringField("result", "PartialSuccess");
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    private static void task(JsonGenerator json, UnaryOperator<String> text, String result) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", text.apply("task"));
        json.writeStringField("sourceFileId", text.apply("file"));
        json.writeStringField("startDateTime", START.toString());
        json.writeStringField("endDateTime", START.plusMillis(75_000).toString());
        json.writeNumberField("retryAttempts", 2);
        json.writeStringField("state", "Completed");
        json.writeStringField("result", result);
        json.writeObjectFieldStart("error");
        for (String field : List.of(
                "errorCode", "message", "details", "system", "phase", "category", "descriptionKey", "description")) {
            json.writeStringField(field, text.apply(field));
        }
        json.writeStringField("kbArticleLink", text.apply("kbArticleLink"));
        json.writeNumberField("bridgeExitCode", 4294967295L);
        json.writeBooleanField("canUserFix", true);
        json.writeEndObject();
        json.writeObjectFieldStart("details");
        json.writeObjectFieldStart("synchronizationReport");
        json.writeStringField("suggestedAction", text.apply("suggestedAction"));
        json.writeStringField("message", text.apply("reportMessage"));
        json.writeNumberField("totalErrorsCount", 1);
        json.writeNumberField("totalWarningsCount", 20);
        json.writeNumberField("totalOtherIssuesCount", 3);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private interface RunFields {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] write(RunFields fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(body)) {
            json.writeStartObject();
            json.writeObjectFieldStart("run");
            fields.write(json);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toByteArray();
    }
}
