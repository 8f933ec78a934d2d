package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Makes any number of things, such as an HTML page and a CSV table, from one reading of a run's body. */
public final class RunReport {

    private RunReport() {}

    /**
     * Reads a body once, hands everything to each sink in the order of the list, and closes them all.
     *
     * @param body the body of an answer to "get run", not null; not closed
     * @param sinks what is to be made, not null; closed even if the reading fails
     * @return the run and its counts, never null
     * @throws io.jenkins.plugins.synchronization.engine.run.NotARunException if the body is not a run; the sinks may
     *     then have written something already
     * @throws IOException if the body cannot be read, or a sink cannot write
     */
    public static RunSummary write(InputStream body, List<? extends RunSink> sinks) throws IOException {
        IOException failure = null;
        try {
            RunSummary summary = RunReader.read(body, new FanOut(sinks));
            for (RunSink sink : sinks) {
                sink.end(summary);
            }
            return summary;
        } catch (IOException e) {
            failure = e;
            throw e;
        } finally {
            closeAll(sinks, failure);
        }
    }

    private static void closeAll(List<? extends RunSink> sinks, IOException earlier) throws IOException {
        IOException failure = earlier;
        for (RunSink sink : sinks) {
            try {
                sink.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (earlier == null && failure != null) {
            throw failure;
        }
    }

    private record FanOut(List<? extends RunSink> sinks) implements TaskVisitor {
        @Override
        public void task(int job, Task task) throws IOException {
            for (RunSink sink : sinks) {
                sink.task(job, task);
            }
        }

        @Override
        public void job(Job job) throws IOException {
            for (RunSink sink : sinks) {
                sink.job(job);
            }
        }
    }
}
