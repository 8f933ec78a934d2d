package io.jenkins.plugins.synchronization.engine.run;

import java.io.IOException;

/**
 * Receives the tasks of a run one by one, in the order of the body. A job is told after its tasks, since nothing
 * promises that its own fields come first; the run itself is what {@link RunReader} returns.
 */
public interface TaskVisitor {

    /**
     * A task.
     *
     * @param job the index of the job it belongs to, from 0
     * @param task never null, not kept by the reader
     * @throws IOException to end the reading; it reaches the caller as it is
     */
    void task(int job, Task task) throws IOException;

    /**
     * A job, after all of its tasks.
     *
     * @param job never null
     * @throws IOException to end the reading; it reaches the caller as it is
     */
    void job(Job job) throws IOException;
}
