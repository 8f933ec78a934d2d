package io.jenkins.plugins.synchronization.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.FailedTask;
import io.jenkins.plugins.synchronization.model.TaskCounts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailedTasksTest {

    private static final List<String> STATES = Stream.concat(
                    Stream.of(ExecutionState.values()).map(ExecutionState::text), Stream.of("Paused", ""))
            .toList();
    private static final List<String> RESULTS = Stream.concat(
                    Stream.of(ExecutionResult.values()).map(ExecutionResult::text), Stream.of("Exploded", ""))
            .toList();

    @Test
    void theListHasExactlyTheTasksThatTheCountsCallFailedForEveryStateAndResult() throws IOException {
        List<String> tasks = new ArrayList<>();
        STATES.forEach(state -> RESULTS.forEach(result -> tasks.add(task(state, result, "CODE"))));
        byte[] body = body(tasks);
        Map<TaskOutcome, List<String>> expected = new EnumMap<>(TaskOutcome.class);
        FailedTasks failed = new FailedTasks();
        RunReader.read(new ByteArrayInputStream(body), new TaskVisitor() {
            @Override
            public void task(int job, Task task) {
                expected.computeIfAbsent(TaskOutcome.of(task), any -> new ArrayList<>())
                        .add(task.id());
                failed.task(job, task);
            }

            @Override
            public void job(Job job) {
                failed.job(job);
            }
        });

        TaskCounts counts = TaskCounts.of(RunReader.summary(new ByteArrayInputStream(body)));

        assertThat(failed.list()).extracting(FailedTask::getId).isEqualTo(expected.get(TaskOutcome.FAILED));
        assertThat(counts.getFailed()).isEqualTo(failed.list().size());
        assertThat(counts.getSucceeded())
                .isEqualTo(expected.get(TaskOutcome.SUCCEEDED).size());
        assertThat(counts.getSkipped())
                .isEqualTo(expected.get(TaskOutcome.SKIPPED).size());
        assertThat(counts.getCanceled())
                .isEqualTo(expected.get(TaskOutcome.CANCELED).size());
        assertThat(counts.getOthers()).isEqualTo(expected.get(TaskOutcome.OTHER).size());
        assertThat(counts.getTotal()).isEqualTo(tasks.size());
    }

    @Test
    void theMostFrequentErrorCodesComeFirstAndOnlyThoseOfFailedTasks() throws IOException {
        FailedTasks failed = new FailedTasks();
        RunReader.read(
                new ByteArrayInputStream(body(List.of(
                        task("Completed", "Success", "FINE"),
                        task("Completed", "Success", "FINE"),
                        task("Completed", "Success", "FINE"),
                        task("Completed", "Error", "RARE"),
                        task("Completed", "Error", "OFTEN"),
                        task("Completed", "TimedOut", "OFTEN"),
                        task("Completed", "Error", "ALSO_RARE")))),
                failed);

        assertThat(failed.codes()).containsExactly("OFTEN", "RARE", "ALSO_RARE");
    }

    @Test
    void onlyTheFirstHundredAreListed() throws IOException {
        FailedTasks failed = new FailedTasks();
        RunReader.read(
                new ByteArrayInputStream(body(Stream.generate(() -> task("Completed", "Error", "CODE"))
                        .limit(150)
                        .toList())),
                failed);

        assertThat(failed.list()).hasSize(FailedTask.MOST);
    }

    private static String task(String state, String result, String code) {
        return "{\"id\":\"" + state + "-" + result + "\"" + field("state", state) + field("result", result)
                + ",\"error\":{\"errorCode\":\"" + code + "\"}}";
    }

    private static String field(String name, String value) {
        return value.isEmpty() ? "" : ",\"" + name + "\":\"" + value + "\"";
    }

    private static byte[] body(List<String> tasks) {
        return ("{\"run\":{\"state\":\"Completed\",\"result\":\"PartialSuccess\",\"jobs\":[{\"tasks\":["
                        + String.join(",", tasks) + "]}]}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
