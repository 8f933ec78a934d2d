package io.jenkins.plugins.synchronization.recording;

import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.FailedTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the first failed tasks and counts the error codes of all while a run is read; expects bounded tasks. */
final class FailedTasks implements TaskVisitor {

    /** Codes are the API's, a handful; of hostile numbers only the first are counted. */
    private static final int MOST_CODES = 1000;

    private final List<FailedTask> tasks = new ArrayList<>();
    private final Map<String, Integer> codes = new LinkedHashMap<>();
    private final List<Task> tasksOfJob = new ArrayList<>();

    @Override
    public void task(int job, Task task) {
        if (TaskOutcome.of(task) != TaskOutcome.FAILED) {
            return;
        }
        if (tasks.size() + tasksOfJob.size() < FailedTask.MOST) {
            tasksOfJob.add(task);
        }
        String code = task.error() == null ? null : task.error().errorCode();
        if (code != null && !code.isBlank() && (codes.size() < MOST_CODES || codes.containsKey(code))) {
            codes.merge(code, 1, Integer::sum);
        }
    }

    @Override
    public void job(Job job) {
        tasksOfJob.forEach(task -> tasks.add(new FailedTask(task, job)));
        tasksOfJob.clear();
    }

    /** The error codes of the failed tasks, the most frequent first; equally frequent ones in the order of the run. */
    List<String> codes() {
        return codes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    List<FailedTask> list() {
        return List.copyOf(tasks);
    }
}
