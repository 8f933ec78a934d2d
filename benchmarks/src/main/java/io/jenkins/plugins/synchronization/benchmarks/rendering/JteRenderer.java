package io.jenkins.plugins.synchronization.benchmarks.rendering;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import io.jenkins.plugins.synchronization.benchmarks.rendering.templates.JterowGenerated;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** JTE, precompiled, as the report uses it. */
final class JteRenderer implements Renderer {

    @Override
    public void render(List<Row> rows, OutputStream to) throws IOException {
        Utf8ByteOutput bytes = new Utf8ByteOutput();
        OwaspHtmlTemplateOutput html = new OwaspHtmlTemplateOutput(bytes);
        for (Row row : rows) {
            JterowGenerated.render(html, null, row);
        }
        bytes.writeTo(to);
    }
}
