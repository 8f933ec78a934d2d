package io.jenkins.plugins.synchronization.storage;

import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.IOException;

/** Bounds the texts of tasks and jobs as a body has them, and tells another visitor. */
final class BoundingVisitor implements TaskVisitor {

    private final TaskVisitor visitor;

    BoundingVisitor(TaskVisitor visitor) {
        this.visitor = visitor;
    }

    @Override
    public void task(int job, Task task) throws IOException {
        visitor.task(job, BoundedTask.of(task));
    }

    @Override
    public void job(Job job) throws IOException {
        visitor.job(BoundedTask.of(job));
    }
}
