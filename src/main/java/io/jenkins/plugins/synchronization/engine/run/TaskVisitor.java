package io.jenkins.plugins.synchronization.engine.run;

import java.io.IOException;

/**
 * Receives the tasks of a run one by one, in the order of the response. A job comes after its tasks, since nothing
 * promises that its own fields come first; the run itself is what {@link RunReader} returns.
 */
public interface TaskVisitor extends JobVisitor {

    /**
     * A task.
     *
     * @param job the index of the job it belongs to, from 0
     * @param task never null; the reader does not reuse it
     * @throws IOException to stop reading; it reaches the caller as it is
     */
    void task(int job, Task task) throws IOException;
}
