package io.jenkins.plugins.synchronization.engine.run;

import java.io.IOException;

/** Receives the jobs of a run one by one, in the order of the response. */
@FunctionalInterface
public interface JobVisitor {

    /**
     * A job, after all of its tasks.
     *
     * @param job never null
     * @throws IOException to stop reading; it reaches the caller as it is
     */
    void job(Job job) throws IOException;
}
