package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.IOException;
import java.io.InputStream;

/** The response of "get run" that a report is made of. Reports read it more than once, since their order is another. */
@FunctionalInterface
public interface RunSource {

    /** Opens the response from its beginning; each stream is closed by whoever called this. */
    InputStream open() throws IOException;

    /** The names of the run's files; none unless this was made {@link #withNames}. */
    default FileNames names() {
        return FileNames.NONE;
    }

    /** The same response, whose tasks are read with the names of their files. */
    default RunSource withNames(FileNames names) {
        RunSource body = this;
        return new RunSource() {
            @Override
            public InputStream open() throws IOException {
                return body.open();
            }

            @Override
            public FileNames names() {
                return names;
            }
        };
    }

    /** Reads the response once, as {@link RunReader} does. */
    default RunSummary read(TaskVisitor visitor) throws IOException {
        try (InputStream body = open()) {
            return RunReader.read(body, names(), visitor);
        }
    }
}
