package io.jenkins.plugins.synchronization.engine.report;

import java.io.IOException;
import java.io.InputStream;

/** The response of "get run" that a report is made of. Reports read it more than once, since their order is another. */
@FunctionalInterface
public interface RunSource {

    /** Opens the response from its beginning; each stream is closed by whoever called this. */
    InputStream open() throws IOException;
}
