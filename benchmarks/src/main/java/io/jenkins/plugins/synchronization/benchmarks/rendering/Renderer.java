package io.jenkins.plugins.synchronization.benchmarks.rendering;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One way of writing rows as HTML in UTF-8. */
public interface Renderer {

    /** Writes the rows; neither may be null, and the stream is not closed. */
    void render(List<Row> rows, OutputStream to) throws IOException;
}
