package io.jenkins.plugins.synchronization.storage;

import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.util.ArrayList;
import java.util.List;

/** What a visitor was told, in order: jobs, and tasks with the number of their job. */
final class RecordingVisitor implements TaskVisitor {

    private record NumberedTask(int job, Task task) {}

    private final List<Object> all = new ArrayList<>();

    @Override
    public void task(int job, Task task) {
        all.add(new NumberedTask(job, task));
    }

    @Override
    public void job(Job job) {
        all.add(job);
    }

    List<Object> all() {
        return all;
    }

    long tasks() {
        return all.stream().filter(NumberedTask.class::isInstance).count();
    }
}
