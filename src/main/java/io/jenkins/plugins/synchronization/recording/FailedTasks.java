package io.jenkins.plugins.synchronization.recording;

import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.FailedTask;
import java.util.ArrayList;
import java.util.List;

/** Collects the first failed tasks while a run is read; expects bounded tasks. */
final class FailedTasks implements TaskVisitor {

    private final List<FailedTask> tasks = new ArrayList<>();
    private final List<Task> tasksOfJob = new ArrayList<>();

    @Override
    public void task(int job, Task task) {
        if (TaskOutcome.of(task) == TaskOutcome.FAILED && tasks.size() + tasksOfJob.size() < FailedTask.MOST) {
            tasksOfJob.add(task);
        }
    }

    @Override
    public void job(Job job) {
        tasksOfJob.forEach(task -> tasks.add(FailedTask.of(task, job)));
        tasksOfJob.clear();
    }

    List<FailedTask> list() {
        return List.copyOf(tasks);
    }
}
