package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.Closeable;
import java.io.IOException;

/**
 * Something that is made from a run while its body is read once: it is told each task and job, then {@link #end}, and is
 * closed in any case. {@link RunReport} drives it.
 */
public interface RunSink extends TaskVisitor, Closeable {

    /**
     * The body was read to its end and is a run; what is made is to be finished.
     *
     * @param summary the run and its counts, not null
     * @throws IOException if it cannot be written
     */
    void end(RunSummary summary) throws IOException;

    /** Gives up what was needed on the way, such as temporary files; what was made is not touched. */
    @Override
    void close() throws IOException;
}
