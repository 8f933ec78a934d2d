package io.jenkins.plugins.synchronization.benchmarks;

import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;

/** Takes all tasks and keeps none. */
final class NoTasks implements TaskVisitor {

    @Override
    public void task(int job, Task task) {
        // Only the reading is measured.
    }

    @Override
    public void job(Job job) {
        // Only the reading is measured.
    }
}
