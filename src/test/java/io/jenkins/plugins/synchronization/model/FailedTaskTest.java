package io.jenkins.plugins.synchronization.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedTaskTest {

    private static FailedTask task(String fields, String names) throws IOException {
        String body =
                "{\"run\":{\"state\":\"Completed\",\"jobs\":[{\"connectorType\":\"IFC\",\"tasks\":[" + fields + "]}]}}";
        List<Task> tasks = new ArrayList<>();
        List<Job> jobs = new ArrayList<>();
        RunReader.read(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                FileNames.parse(names),
                new TaskVisitor() {
                    @Override
                    public void task(int job, Task task) {
                        tasks.add(task);
                    }

                    @Override
                    public void job(Job job) {
                        jobs.add(job);
                    }
                });
        return new FailedTask(tasks.get(0), jobs.isEmpty() ? null : jobs.get(0));
    }

    @Test
    void itHasWhatAScriptMayWantToKnow() throws IOException {
        FailedTask task = task("""
                {"id": "the-task", "sourceFileId": "the-file", "result": "Error", "error": {"errorCode": "TAE_BRG_1000",
                 "message": "Failed\\nto process.", "description": "More\\nof it.", "canUserFix": true}}
                """, "{\"the-file\": \"bridge.ifc\"}");

        assertThat(task.getId()).isEqualTo("the-task");
        assertThat(task.getFileId()).isEqualTo("the-file");
        assertThat(task.getFile()).isEqualTo("bridge.ifc");
        assertThat(task.getConnector()).isEqualTo("IFC");
        assertThat(task.getResult()).isEqualTo("Error");
        assertThat(task.getErrorCode()).isEqualTo("TAE_BRG_1000");
        assertThat(task.getMessage()).isEqualTo("Failed to process.");
        assertThat(task.getDescription()).isEqualTo("More of it.");
        assertThat(task.getCanUserFix()).isTrue();
        assertThat(task).hasToString("bridge.ifc: Error (TAE_BRG_1000)");
    }

    @Test
    void aFileWithoutANameHasItsId() throws IOException {
        FailedTask task =
                task("{\"id\": \"the-task\", \"sourceFileId\": \"the-file\", \"result\": \"TimedOut\"}", "{}");

        assertThat(task.getFile()).isEqualTo("the-file");
        assertThat(task).hasToString("the-file: TimedOut");
    }

    @Test
    void whatTheApiDoesNotSayIsNull() throws IOException {
        FailedTask task = task("{\"id\": \"the-task\", \"result\": \"Error\"}", "{}");

        assertThat(task.getFile()).isNull();
        assertThat(task.getErrorCode()).isNull();
        assertThat(task.getMessage()).isNull();
        assertThat(task.getDescription()).isNull();
        assertThat(task.getCanUserFix()).isNull();
        assertThat(task).hasToString("the-task: Error");
    }

    @Test
    void itsTextsAreBounded() throws IOException {
        String longText = "x".repeat(5_000);
        FailedTask task = task(
                "{\"id\": \"t\", \"result\": \"Error\", \"error\": {\"message\": \"" + longText
                        + "\", \"description\": \"" + longText + "\"}}",
                "{}");

        assertThat(task.getMessage()).hasSizeLessThanOrEqualTo(1_000);
        assertThat(task.getDescription()).hasSizeLessThanOrEqualTo(1_000);
    }
}
