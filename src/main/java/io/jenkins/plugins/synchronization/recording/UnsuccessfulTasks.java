package io.jenkins.plugins.synchronization.recording;

import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.UnsuccessfulTask;
import io.jenkins.plugins.synchronization.storage.BoundedTask;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Collects the first tasks that did not succeed while a body is read. */
final class UnsuccessfulTasks implements TaskVisitor {

    private final List<UnsuccessfulTask> tasks = new ArrayList<>();
    private final List<Task> tasksOfJob = new ArrayList<>();

    private UnsuccessfulTasks() {}

    /** Reads them from a body; not closed. */
    static List<UnsuccessfulTask> read(InputStream body) throws IOException {
        UnsuccessfulTasks collector = new UnsuccessfulTasks();
        RunReader.read(body, collector);
        return collector.tasks;
    }

    @Override
    public void task(int job, Task task) {
        if (TaskOutcome.of(task) == TaskOutcome.FAILED && tasks.size() + tasksOfJob.size() < UnsuccessfulTask.MOST) {
            tasksOfJob.add(BoundedTask.of(task));
        }
    }

    @Override
    public void job(Job job) {
        tasksOfJob.forEach(task -> tasks.add(UnsuccessfulTask.of(task, job)));
        tasksOfJob.clear();
    }
}
