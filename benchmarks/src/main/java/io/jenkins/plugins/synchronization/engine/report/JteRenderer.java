package io.jenkins.plugins.synchronization.engine.report;

import gg.jte.html.OwaspHtmlTemplateOutput;
import io.jenkins.plugins.synchronization.benchmarks.rendering.Renderer;
import io.jenkins.plugins.synchronization.benchmarks.rendering.Row;
import io.jenkins.plugins.synchronization.benchmarks.rendering.templates.JterowGenerated;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** JTE, precompiled, with the output that the report uses; that output is why this class is in the report's package. */
public final class JteRenderer implements Renderer {

    @Override
    public void render(List<Row> rows, OutputStream to) throws IOException {
        Utf8StreamOutput bytes = new Utf8StreamOutput(to);
        OwaspHtmlTemplateOutput html = new OwaspHtmlTemplateOutput(bytes);
        for (Row row : rows) {
            JterowGenerated.render(html, null, row);
        }
        bytes.flush();
    }
}
