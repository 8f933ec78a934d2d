package io.jenkins.plugins.synchronization.engine.run;

import java.io.IOException;

/** Receives the jobs of a run one by one, in the order of the response. */
@FunctionalInterface
public interface JobVisitor {

    /** A job, after all of its tasks. What it throws stops the reading, and reaches the caller as it is. */
    void job(Job job) throws IOException;
}
